import type { Reason } from './answer.ts'
import type { Expected } from './book.ts'
import { dayNumber, type Trade, weekdayOf } from './trade.ts'

const [fewWeekdays, fewDays] = [4, 8]

/** From the market days before the day that is asked for, the earliest first. */
export function reasonsFrom(
  trades: readonly Trade[],
  on: string,
  season: number,
): (expected: Expected) => Reason {
  const weekday = weekdayOf(dayNumber(on))
  const before = trades.filter((trade) => trade.on < on).reverse()
  const latest = before.slice(0, fewDays)
  const alike = before.filter((trade) => weekdayOf(dayNumber(trade.on)) === weekday).slice(0, fewWeekdays)
  return ({ productId, weekday: strength, trend }) => {
    const soldOn = ({ units }: Trade) => units.get(productId) ?? 0
    return {
      weekday,
      lately: alike.map(soldOn),
      soldOut: latest.filter(({ soldOut }) => soldOut.has(productId)).length,
      soldOn: [latest.filter((trade) => soldOn(trade) > 0).length, latest.length],
      strength,
      trend,
      season,
    }
  }
}
