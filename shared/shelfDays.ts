import type { Count, Movement } from './rows.ts'
import { byStamp, isLater, type Stamp } from './stamp.ts'
import { quarterOf } from './time.ts'

/*
 * What came to a shelf and went from it, by day. Whatever came in whatever order, the sums of all days add up to what lies
 * there now: what movements do not explain, counts found.
 */

/** Units. `transferred`, `corrected` and `found` have a sign of their own; `found` is what counts added, or missed. */
export interface ShelfSums {
  received: number
  transferred: number
  /** Less what came back. */
  sold: number
  wasted: number
  samples: number
  corrected: number
  found: number
}

/** What one day did to one shelf. */
export interface ShelfCell {
  productId: string
  locationId: string
  day: string
  sums: ShelfSums
}

export type ShelfCells = Map<string, ShelfCell>

type Shelf = Pick<Movement, 'productId' | 'locationId'>

/** Adds a movement (1), or takes it out again (-1). */
export function addMovement(cells: ShelfCells, movement: Movement, zone: string, sign: 1 | -1 = 1): void {
  const { reason, quantity, wasted = 0 } = movement
  const [measure, way] = meaning[reason]
  const { sums } = cellOf(cells, movement, quarterOf(movement.at, zone).day)
  sums[measure] += sign * way * quantity
  sums.sold -= sign * wasted
  sums.wasted += sign * wasted
}

/**
 * Adds what each count of one shelf found beside what the book then said: `base` lay there before all of these movements
 * and counts.
 */
export function addFound(
  cells: ShelfCells,
  counts: readonly Count[],
  movements: readonly Movement[],
  base: number,
  zone: string,
  sign: 1 | -1 = 1,
): void {
  const steps = [...counts.map(counted), ...movements.map(moved)].sort(byStamp(({ stamp }) => stamp))
  let level = base
  for (const { count, quantity } of steps) {
    if (count) cellOf(cells, count, quarterOf(count.at, zone).day).sums.found += sign * (quantity - level)
    level = count ? quantity : level + quantity
  }
}

/** Whether a movement lies before a shelf's last count, so that it explains what counts found. */
export function isBefore(movement: Movement, lastCount: Stamp | undefined): boolean {
  return lastCount !== undefined && !isLater([movement.at, movement.id], lastCount)
}

export function netOf({ received, transferred, sold, wasted, samples, corrected, found }: ShelfSums): number {
  return received + transferred - sold - wasted - samples + corrected + found
}

const meaning: Record<Movement['reason'], [measure: keyof ShelfSums, way: 1 | -1]> = {
  sale: ['sold', -1],
  returned: ['sold', -1],
  received: ['received', 1],
  transfer: ['transferred', 1],
  waste: ['wasted', -1],
  sample: ['samples', -1],
  correction: ['corrected', 1],
}

function cellOf(cells: ShelfCells, { productId, locationId }: Shelf, day: string): ShelfCell {
  const name = `${productId}@${locationId} ${day}`
  let cell = cells.get(name)
  if (!cell) {
    const sums = { received: 0, transferred: 0, sold: 0, wasted: 0, samples: 0, corrected: 0, found: 0 }
    cells.set(name, (cell = { productId, locationId, day, sums }))
  }
  return cell
}

interface Step {
  stamp: Stamp
  quantity: number
  count?: Count
}

function counted(count: Count): Step {
  return { stamp: [count.at, count.id], quantity: count.quantity, count }
}

function moved({ at, id, quantity }: Movement): Step {
  return { stamp: [at, id], quantity }
}
