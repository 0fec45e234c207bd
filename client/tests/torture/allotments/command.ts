import type { Report } from '../ledger.ts'
import { numbersIn } from '../options.ts'
import { type Day, dayOf, type Way } from './day.ts'

/*
 * Days of trade in something scarce, shared by tablets that mostly cannot see each other. No tablet sells without a look
 * at the table more than it was allotted, so together they never sell more than there is; what is measured is how much
 * of it they could not sell although it was there.
 */

const ways: Way[] = ['shared', 'equal', 'one']

export async function run(args: string[]): Promise<Report> {
  const { seeds, 'first-seed': first } = numbersIn(args, { seeds: 1_000, 'first-seed': 1 })
  const figures = Object.fromEntries(ways.map((way) => [way, sumOf(way, first, seeds)]))
  const over = ways.reduce((sum, way) => sum + (figures[way]?.over ?? 0), 0)
  const told = ways.map((way) => {
    const { loaded, possible, sold, stranded } = figures[way] ?? nothing
    const share = (part: number, whole: number) => `${((100 * part) / whole).toFixed(1)} %`
    return `${way}: sold ${share(sold, possible)} of what could be sold, ${share(stranded, loaded)} of what was loaded stranded`
  })
  return {
    line: `allotments: ${seeds} days, ${over} on which more was sold than was loaded\n  ${told.join('\n  ')}`,
    ok: over === 0,
    figures: { seeds, ...figures },
  }
}

const nothing = { loaded: 0, possible: 0, sold: 0, stranded: 0, over: 0 }

function sumOf(way: Way, first: number, seeds: number) {
  const sums = { ...nothing }
  for (let seed = first; seed < first + seeds; seed += 1) {
    const day: Day = dayOf(seed, way)
    sums.loaded += day.loaded
    sums.possible += Math.min(day.wanted, day.loaded)
    sums.sold += day.sold
    sums.stranded += day.stranded
    if (day.sold > day.loaded) sums.over += 1
  }
  return sums
}
