import { instantOf } from '#shared/time.ts'
import type { History } from './history.ts'
import type { Good, ShelfCount } from './tablet.ts'

/** How many products are counted of a day, and by how much a shelf may be off. */
const [most, offBy] = [6, 3]

export interface Counts {
  counts: ShelfCount[]
  /** What has to lie there in the end: by how much the last count of a product was off, and nothing of the others. */
  ends: Map<string, number>
}

/**
 * In the middle of each day somebody counts a few shelves and finds a little more or less than there should be. Worked
 * out of the files alone: what is still to be sold at that moment is what should lie there.
 */
export function countsOf(
  { orders }: Pick<History, 'orders'>,
  goods: readonly Good[],
  zone: string,
  random: () => number,
): Counts {
  const ends = new Map(goods.map(({ id }) => [id, 0]))
  const sold = orders.flatMap(({ placedAt, lines }) => lines.map((line) => ({ ...line, placedAt })))
  const counts = [...Map.groupBy(orders, ({ placedAt }) => placedAt.slice(0, 10)).values()].map((day) => {
    const times = day.map(({ placedAt }) => placedAt).sort()
    const middle = times[Math.floor((0.25 + random() / 2) * times.length)] ?? ''
    const left = (sku: string) =>
      sold.reduce((sum, line) => (line.sku === sku && line.placedAt > middle ? sum + line.quantity : sum), 0)
    const counted = drawn(goods, random).map(({ id, sku }) => {
      const expected = left(sku)
      const quantity = Math.max(0, expected + Math.round((random() * 2 - 1) * offBy))
      ends.set(id, quantity - expected)
      return { product: id, quantity }
    })
    // Orders are told by the second: half of one later it is sure which came first.
    return { at: instantOf(middle, zone) + 500, counted }
  })
  return { counts, ends }
}

function drawn<T>(all: readonly T[], random: () => number): T[] {
  const some = all.map((one) => ({ one, place: random() })).sort((a, b) => a.place - b.place)
  return some.slice(0, most).map(({ one }) => one)
}
