import type { Trade } from '#shared/forecast/trade.ts'
import { type History, readHistory } from '../replay/history.ts'
import { sampleHistoryOf } from '../replay/sample.ts'
import { numbersIn } from '../torture/options.ts'
import { type BackTest, backTest, type Score, services } from './forecast/backTest.ts'

/* How good the forecast would have been in the last weeks of a history, beside what a trader would reckon in their head. */

export async function run(args: string[]): Promise<boolean> {
  const folder = args[0]?.startsWith('--') ? undefined : args[0]
  const { weeks } = numbersIn(folder === undefined ? args : args.slice(1), { weeks: 6 })
  const history = folder === undefined ? sampleHistoryOf(1, 'GBP', 40) : readHistory(folder, 'GBP')
  const categories = new Map(history.products.map(({ sku, category }) => [sku, category]))
  const result = backTest(tradesOf(history), weeks, (sku) => categories.get(sku) ?? '')
  process.stdout.write(`${textOf(result)}\n`)
  return isBetter(result)
}

/** Better than both ways of reckoning, in units and in what is brought. */
function isBetter({ ours, lastWeek, fourWeeks }: BackTest): boolean {
  return [lastWeek, fourWeeks].every(
    (other) => ours.error < other.error && ours.pinball.every((cost, at) => cost < (other.pinball[at] ?? 0)),
  )
}

function tradesOf({ orders }: History): Trade[] {
  const days = Map.groupBy(orders, ({ placedAt }) => placedAt.slice(0, 10))
  return [...days]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([on, some]) => {
      const units = new Map<string, number>()
      for (const { sku, quantity } of some.flatMap(({ lines }) => lines))
        units.set(sku, (units.get(sku) ?? 0) + quantity)
      return { on, units, soldOut: new Set<string>() }
    })
}

function textOf(result: BackTest): string {
  const percent = (share = NaN) => `${(share * 100).toFixed(1)} %`.padStart(9)
  const line = (name: string, { error, pinball }: Score) =>
    `${name.padEnd(28)}${percent(error)}${pinball.map((cost) => cost.toFixed(0).padStart(9)).join('')}`
  const names = services.map((service) => `at ${service * 100} %`.padStart(9)).join('')
  return [
    `${result.days} market days held out, ${result.units} units; foretold on the Sunday before each week.`,
    '',
    `${''.padEnd(28)}${'off by'.padStart(9)}${names}   (cost of what was brought: pinball loss)`,
    line('Awning', result.ours),
    line('same as last week', result.lastWeek),
    line('mean of four such weekdays', result.fourWeeks),
    '',
    `${'week from'.padEnd(28)}   Awning     last     four`,
    ...result.weeks.map(({ monday, errors }) => `${monday.padEnd(28)}${errors.map(percent).join('')}`),
    '',
    `Within the range (10 to 90 %): ${percent(result.covered).trim()} of all products and days.`,
    `Enough was brought, of products that sell two a day: ${result.enough.map((share, at) => `${percent(share).trim()} at ${(services[at] ?? 0) * 100} %`).join(', ')}.`,
    isBetter(result) ? 'Better than both: met' : 'Better than both: MISSED',
  ].join('\n')
}
