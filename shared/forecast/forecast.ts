import type { Reason } from './answer.ts'
import { type Expected, openBook } from './book.ts'
import { reasonsFrom } from './reason.ts'
import { seasonFrom } from './season.ts'
import { dayNumber, type Total, totalOf, type Trade } from './trade.ts'

/** On fewer market days than this nothing is known of a product. */
const fewestDays = 4
/** So many market days are foretold to see how good that is; those before are only learned from. */
const mostChecked = 80
/** So many market days are looked at; older ones would hardly weigh. */
const mostKnown = 1_000

export interface Forecast extends Expected {
  /** Whether there were enough market days to say anything. */
  isEnough: boolean
  reason: Reason
}

/**
 * What each product is expected to sell at a place on a day, from the market days there before it, the earliest first.
 * `earlier` are days before those, of which only the total is known: the season is told by them. The same days give the
 * same forecast. Every market day is first foretold from what was known as long before it as the
 * day that is asked for lies ahead, and only then learned from: the errors are those of real forecasts.
 */
export function forecast(
  trades: readonly Trade[],
  on: string,
  groupOf: (productId: string) => string,
  earlier: readonly Total[] = [],
): Forecast[] {
  const known = trades.filter((trade) => trade.on < on).slice(-mostKnown)
  const [first, last] = [known[0], known.at(-1)]
  if (!first || !last) return []
  const end = dayNumber(last.on)
  const ahead = dayNumber(on) - end
  const lead = Math.max(1, Math.min(ahead, Math.floor((end - dayNumber(first.on)) / 4)))
  const seasonOf = seasonFrom([...earlier, ...known.map(totalOf)])
  const season = (day: number) => seasonOf(Math.min(end, day - lead), day)
  const book = openBook(groupOf, season)
  const waiting: { on: string; met: ReadonlyMap<string, number> }[] = []
  const learnUntil = (day: number) => {
    while (waiting[0] && dayNumber(waiting[0].on) <= day) {
      const { on: past, met } = waiting[0]
      book.learn(past, met)
      waiting.shift()
    }
  }
  known.forEach((trade, at) => {
    learnUntil(dayNumber(trade.on) - lead)
    const isChecked = at >= known.length - mostChecked
    waiting.push({ on: trade.on, met: isChecked ? book.check(trade) : trade.units })
  })
  learnUntil(end)
  const reasonFor = reasonsFrom(known, on, season(dayNumber(on)))
  return book.expect(on).map((expected) => ({
    ...expected,
    isEnough: expected.days >= fewestDays,
    reason: reasonFor(expected),
  }))
}
