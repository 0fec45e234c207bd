import type { Expected } from './book.ts'
import { dayNumber, type Trade, weekdayOf } from './trade.ts'

/** What a forecast rests on. */
export interface Reason {
  /** 0 is Monday. */
  weekday: number
  /** Units sold on the last four such weekdays that were market days, the latest first. */
  lately: number[]
  /** Of the last eight market days, how many sold out. */
  soldOut: number
  /** Of the last eight market days, on how many any was sold, and of how many. */
  soldOn: [days: number, of: number]
  /** What this weekday sells against an average day. */
  strength: number
  /** What the latest market days sold against those of the last months. */
  trend: number
  /** By how much trade grew, a year ago, from these days to that one; 1 where that is not known. */
  season: number
}

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
