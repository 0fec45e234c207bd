import { formatMoney } from '#shared/money.ts'
import type { Figures } from './figures.ts'
import type { Result } from './replay.ts'

interface Screen {
  say(line: string): void
  progress(stage: string, done: number, total: number): void
  show(result: Result, about: { currency: string }): void
}

const mostShown = 40

/** What a person sees of a replay: how far it is, and a table of what came out. */
export function openScreen(out: NodeJS.WriteStream): Screen {
  let [stage, began, told] = ['', 0, 0]
  const say = (line: string) => void out.write(`${out.isTTY ? '\r\u001b[K' : ''}${line}\n`)
  return {
    say,
    progress(now, done, total) {
      const at = performance.now()
      if (now !== stage) [stage, began, told] = [now, at, at]
      if (done === 0 || at - told < (out.isTTY ? 100 : 2_000)) return
      told = at
      const line = `${now}: ${whole(done)} of ${whole(total)}, ${whole((done / (at - began)) * 1_000)}/s`
      if (out.isTTY) out.write(`\r\u001b[K${line}`)
      else say(line)
    },
    show(result, { currency }) {
      say('')
      for (const line of tableOf(result, currency)) say(line)
      say('')
      for (const line of timesOf(result)) say(line)
      say('')
      for (const line of verdictOf(result)) say(line)
    },
  }
}

function tableOf({ expected, found }: Result, currency: string): string[] {
  const money = (minor: number) => formatMoney(minor, currency)
  const sized = (figures: Figures, start: string) =>
    whole([...figures.keys()].filter((name) => name.startsWith(start)).length)
  const rows = [
    ['', 'expected', 'on the server'],
    ...['orders', 'lines', 'units'].map((name) => [name, ...both(expected, found, name, whole)]),
    ['total', ...both(expected, found, 'total', money)],
    ['days', sized(expected, 'total on '), sized(found, 'total on ')],
    ['products', sized(expected, 'total of '), sized(found, 'total of ')],
  ]
  return rows.map(
    ([name = '', ...cells]) => `${name.padEnd(10)}${cells.map((cell) => cell.padStart(16)).join('')}`,
  )
}

function both(expected: Figures, found: Figures, name: string, as: (size: number) => string): string[] {
  return [expected, found].map((figures) => (figures.has(name) ? as(figures.get(name) ?? 0) : '–'))
}

function timesOf({ timings, returned, mishaps }: Result): string[] {
  const all = timings.reduce((sum, { took }) => sum + took, 0)
  return [
    ...timings.map(({ stage, took, work }) => {
      const pace = work > 100 ? `${whole((work / took) * 1_000)}/s`.padStart(10) : ''
      return `${stage.padEnd(32)}${seconds(took)}${pace}`
    }),
    `${'altogether'.padEnd(32)}${seconds(all)}`,
    `came back in the order ${returned.map((place) => place + 1).join(', ')}: ${mishaps.lostAnswers} answers lost, ` +
      `${mishaps.repeated} requests repeated, ${mishaps.delayed} delayed, ${mishaps.failed} never left`,
  ]
}

function verdictOf({ differences }: Result): string[] {
  if (differences.length === 0)
    return ['Equal: orders, units and money; by day, month, weekday, hour and product; on every tablet.']
  const more = differences.length - mostShown
  return [
    `Not equal, in ${differences.length} places:`,
    ...differences.slice(0, mostShown).map((difference) => `  ${difference}`),
    ...(more > 0 ? [`  and ${more} more`] : []),
  ]
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1_000).toFixed(1)} s`.padStart(8)
}

function whole(size: number): string {
  return Math.round(size).toLocaleString('en')
}
