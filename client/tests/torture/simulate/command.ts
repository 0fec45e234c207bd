import type { Report } from '../ledger.ts'
import { numbersIn } from '../options.ts'
import { faults, notYet } from './faults.ts'
import { simulate } from './run.ts'

export async function run(args: string[]): Promise<Report> {
  const { seeds, 'first-seed': first, tablets, days } = numbersIn(args, { seeds: 10, 'first-seed': 1, tablets: 5, days: 30 })
  const begun = performance.now()
  const fired: Record<string, number> = {}
  let [tabletDays, saved, money] = [0, 0, 0]
  for (let seed = first; seed < first + seeds; seed += 1) {
    const result = await simulate({ seed, tablets, days })
    tabletDays += result.tabletDays
    saved += result.saved
    money += result.money
    for (const [kind, times] of Object.entries(result.fired)) fired[kind] = (fired[kind] ?? 0) + times
    process.stderr.write(`seed ${seed}: ${result.tabletDays} tablet-days, ${result.saved} saved, trace ${result.trace}${result.broken ? ` BROKEN ${JSON.stringify(result.broken)} on day ${result.day}` : ''}\n`)
  }
  const minutes = (performance.now() - begun) / 60_000
  const never = [...faults.keys()].filter((kind) => !fired[kind])
  const figures = { seeds, tabletDays, saved, money, perMinute: Math.round(tabletDays / minutes), fired, never, notYet }
  return { line: JSON.stringify(figures), ok: true, figures }
}
