/** One day on which a place sold anything. */
export interface Trade {
  /** "2026-11-28". */
  on: string
  /** Units sold of each product, by its id; what is not in here sold nothing. */
  units: ReadonlyMap<string, number>
  /** Products of which nothing was left before the day was over, or nothing was there at all: more might have sold. */
  soldOut: ReadonlySet<string>
}

/** All that a place sold on a day, whatever it was. */
export interface Total {
  on: string
  units: number
}

export function totalOf({ on, units }: Trade): Total {
  return { on, units: [...units.values()].reduce((sum, one) => sum + one, 0) }
}

/** Days since 1970-01-01. */
export function dayNumber(on: string): number {
  return Date.parse(`${on}T00:00:00Z`) / 86_400_000
}

/** 0 is Monday. */
export function weekdayOf(day: number): number {
  return (((day + 3) % 7) + 7) % 7
}
