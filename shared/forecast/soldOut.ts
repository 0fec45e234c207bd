/** A product at a place on one day, in units; levels by the book, as counts have put them right. */
export interface ShelfDay {
  sold: number
  /** What lay there when the day began and when it was over. */
  morning: number
  evening: number
  /** What came in beside sales. */
  came: number
  /** Whether anything but sales and what came in happened to it. */
  isStirred: boolean
}

/**
 * Whether more might have sold: its last sale of the day took what was left, or nothing was there all day. `afterSales` is
 * how much was carried off, wasted or found after the last sale, and is asked only where that matters. Where more is sold
 * than was ever there the book is wrong, and says nothing.
 */
export function hasRunOut(
  { sold, morning, evening, came, isStirred }: ShelfDay,
  afterSales: () => number,
): boolean {
  if (sold <= 0) return morning === 0 && evening === 0 && came === 0
  if (evening > 0 || Math.max(morning, 0) + came <= 0) return false
  return !isStirred || evening - afterSales() <= 0
}
