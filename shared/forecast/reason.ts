import type { Reason } from './answer.ts'
import type { Expected } from './book.ts'
import { dayNumber, type Trade, weekdayOf } from './trade.ts'

const [fewWeekdays, fewDays] = [4, 8]

/** From the market days before the day that is asked for, the earliest first. */
export function reasonFor(
  { productId, weekday: strength, trend }: Expected,
  trades: readonly Trade[],
  on: string,
  season: number,
): Reason {
  const weekday = weekdayOf(dayNumber(on))
  const before = trades.filter((trade) => trade.on < on).reverse()
  const soldOn = ({ units }: Trade) => units.get(productId) ?? 0
  const latest = before.slice(0, fewDays)
  return {
    weekday,
    lately: before
      .filter((trade) => weekdayOf(dayNumber(trade.on)) === weekday)
      .slice(0, fewWeekdays)
      .map(soldOn),
    soldOut: latest.filter(({ soldOut }) => soldOut.has(productId)).length,
    soldOn: [latest.filter((trade) => soldOn(trade) > 0).length, latest.length],
    strength,
    trend,
    season,
  }
}
