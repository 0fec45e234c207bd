import { weekdayOf } from './trade.ts'

/** Each weekday against the average one, Monday first: 1.5 sells half as much again. */
export type Profile = readonly number[]

export const flat: Profile = [1, 1, 1, 1, 1, 1, 1]

/**
 * What was sold on how many days, by weekday; each market day that passes takes off from what was before, so that half
 * is left after `halfLife` of them. Ratios of such sums take days with nothing sold as they are, which a mean of ratios
 * cannot. Rather than taking off from all of them, each day weighs more than the one before: `weight` is the latest's.
 */
export interface Pace {
  growth: number
  weight: number
  units: number[]
  days: number[]
}

export function newPace(halfLife: number): Pace {
  return { growth: 2 ** (1 / halfLife), weight: 1, units: flat.map(() => 0), days: flat.map(() => 0) }
}

export function note(pace: Pace, day: number, units: number): void {
  pace.weight *= pace.growth
  add(pace, day, units)
}

/** Counts a day as much as the latest. */
export function add(pace: Pace, day: number, units: number): void {
  const weekday = weekdayOf(day)
  pace.units[weekday] = (pace.units[weekday] ?? 0) + units * pace.weight
  pace.days[weekday] = (pace.days[weekday] ?? 0) + pace.weight
}

/** Units on a day like the average one, by this profile. */
export function levelOf(pace: Pace, profile: Profile): number {
  const days = pace.days.reduce((sum, size, weekday) => sum + size * (profile[weekday] ?? 1), 0)
  return days > 0 ? sum(pace.units) / days : 0
}

/**
 * Its own weekdays as far as its sales bear that out, and the wider group's else. `doubt` is how many units of sales
 * weigh as much as the group: 25 where weekdays of products differ by a fifth from their group's (1 ÷ 0.2²).
 */
export function profileOf(pace: Pace, group: Profile, doubt: number): Profile {
  const level = levelOf(pace, group)
  if (level <= 0) return group
  return group.map((share, weekday) => {
    const expected = ((pace.days[weekday] ?? 0) / pace.weight) * level * share
    return (share * ((pace.units[weekday] ?? 0) / pace.weight + doubt)) / (expected + doubt)
  })
}

export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
