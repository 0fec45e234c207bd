import { add, flat, levelOf, newPace, profileOf, sum } from './pace.ts'
import { dayNumber, type Total } from './trade.ts'

/** Fifty-two weeks, so that weekdays meet. */
const year = 364
const [before, around, fewest, doubt] = [28, 14, 3, 50]

/**
 * How trade went on from these days to that one a year ago, weekdays apart: 1.2 where it was a fifth more by then. One
 * where a year ago is not known. Believed as far as there was trade to tell it from.
 */
export function seasonFrom(days: readonly Total[]): (last: number, day: number) => number {
  const totals = days.map(({ on, units }) => ({ day: dayNumber(on), units }))
  const weekdays = newPace(year)
  for (const { day, units } of totals) add(weekdays, day, units)
  const profile = profileOf(weekdays, flat, doubt)

  function levelBetween(from: number, to: number) {
    const some = totals.filter(({ day }) => day >= from && day <= to)
    const pace = newPace(year)
    for (const { day, units } of some) add(pace, day, units)
    return { days: some.length, units: sum(pace.units), level: levelOf(pace, profile) }
  }

  function between(last: number, day: number): number {
    if ((totals[0]?.day ?? last) > last - year - before) return 1
    const then = levelBetween(last - year - before, last - year)
    const there = levelBetween(day - year - around, day - year + around)
    if (then.days < fewest || there.days < fewest || then.level === 0 || there.level === 0) return 1
    const expected = (there.units / there.level) * then.level
    return Math.min(2, Math.max(0.5, (there.units + doubt) / (expected + doubt)))
  }

  const known = new Map<string, number>()
  return (last, day) => {
    const span = `${last} ${day}`
    const season = known.get(span) ?? between(last, day)
    known.set(span, season)
    return season
  }
}
