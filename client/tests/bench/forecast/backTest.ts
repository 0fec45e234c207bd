import { forecast, type Forecast } from '#shared/forecast/forecast.ts'
import { quantile } from '#shared/forecast/spread.ts'
import { dayNumber, type Trade, weekdayOf } from '#shared/forecast/trade.ts'

export const services = [0.8, 0.9, 0.95] as const

/** What one way of foretelling came to on the days that were held out. */
export interface Score {
  /** Units off, all products and days together, of each unit sold (WAPE). */
  error: number
  /** What it costs to bring so many, at each of the services: a unit short costs the service, one too many the rest. */
  pinball: number[]
}

export interface BackTest {
  days: number
  units: number
  ours: Score
  lastWeek: Score
  fourWeeks: Score
  /** For each week that was held out: our error, last week's, the four weeks'. */
  weeks: { monday: string; errors: [number, number, number] }[]
  /** How often what was sold lay within the range, of all products and days. */
  covered: number
  /** How often what was to be brought was enough, for products that sell two a day or more. */
  enough: number[]
}

interface Told {
  monday: string
  sold: number
  ours: Forecast
  lastWeek: number
  fourWeeks: number
}

/**
 * Foretells each market day of the last weeks from what was known on the Sunday before its week, and holds it against what
 * was sold, beside the same weekday's last sales and the mean of its last four.
 */
export function backTest(trades: readonly Trade[], weeks: number, groupOf: (id: string) => string): BackTest {
  const end = mondayOf(trades.at(-1)?.on ?? '') + 7
  const held = trades.filter(({ on }) => dayNumber(on) >= end - 7 * weeks)
  const told = held.flatMap((trade) => tell(trades, trade, groupOf))
  const busy = told.filter(({ ours }) => ours.mean >= 2)
  const within = ({ sold, ours }: Told) => sold >= quantile(ours, 0.1) && sold <= quantile(ours, 0.9)
  return {
    days: held.length,
    units: sum(told, ({ sold }) => sold),
    ours: scoreOf(told, ({ ours }, service) => quantile(ours, service)),
    lastWeek: scoreOf(told, ({ lastWeek }) => lastWeek),
    fourWeeks: scoreOf(told, ({ fourWeeks }) => fourWeeks),
    weeks: [...Map.groupBy(told, ({ monday }) => monday)].map(([monday, some]) => ({
      monday,
      errors: [
        errorOf(some, ({ ours }) => quantile(ours, 0.5)),
        errorOf(some, ({ lastWeek }) => lastWeek),
        errorOf(some, ({ fourWeeks }) => fourWeeks),
      ],
    })),
    covered: told.filter(within).length / told.length,
    enough: services.map(
      (service) => busy.filter(({ sold, ours }) => sold <= quantile(ours, service)).length / busy.length,
    ),
  }
}

function tell(trades: readonly Trade[], { on, units }: Trade, groupOf: (id: string) => string): Told[] {
  const monday = mondayOf(on)
  const known = trades.filter((trade) => dayNumber(trade.on) < monday)
  const weekday = weekdayOf(dayNumber(on))
  const such = known.filter((trade) => weekdayOf(dayNumber(trade.on)) === weekday).slice(-4)
  return forecast(known, on, groupOf).map((ours) => {
    const before = such.map((trade) => trade.units.get(ours.productId) ?? 0)
    return {
      monday: new Date(monday * 86_400_000).toISOString().slice(0, 10),
      sold: units.get(ours.productId) ?? 0,
      ours,
      lastWeek: before.at(-1) ?? 0,
      fourWeeks: before.length > 0 ? sum(before, (one) => one) / before.length : 0,
    }
  })
}

function scoreOf(told: readonly Told[], at: (one: Told, likelihood: number) => number): Score {
  const pinball = services.map((service) =>
    sum(told, (one) => {
      const short = one.sold - at(one, service)
      return short > 0 ? service * short : (service - 1) * short
    }),
  )
  return { error: errorOf(told, (one) => at(one, 0.5)), pinball }
}

function errorOf(told: readonly Told[], foretold: (one: Told) => number): number {
  return sum(told, (one) => Math.abs(foretold(one) - one.sold)) / sum(told, ({ sold }) => sold)
}

function mondayOf(on: string): number {
  const day = dayNumber(on)
  return day - weekdayOf(day)
}

function sum<T>(items: readonly T[], valueOf: (item: T) => number): number {
  return items.reduce((total, item) => total + valueOf(item), 0)
}
