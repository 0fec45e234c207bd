import { standingAfter, thresholdAt } from '#shared/lowStock.ts'
import type { Product } from '#shared/rows.ts'
import { levelId } from '#shared/tables.ts'

/** A product that is running out at a place. */
export interface LowShelf {
  product: Product
  locationId: string
  quantity: number
  threshold: number
  /** Epoch ms; null where the server has not said. */
  since: number | null
}

/**
 * What is low at these places: only where something ever lay, and only of what somebody named a level for. What has been
 * low for longest comes last.
 */
export function lowShelves(
  products: Iterable<Product>,
  places: readonly string[],
  levels: ReadonlyMap<string, { quantity: number }>,
  since: ReadonlyMap<string, number>,
): LowShelf[] {
  const low: LowShelf[] = []
  for (const product of products) {
    if (!product.tracked || !product.active) continue
    for (const locationId of places) {
      const threshold = thresholdAt(product, locationId)
      const id = levelId(product.id, locationId)
      const quantity = threshold > 0 ? levels.get(id)?.quantity : undefined
      if (quantity === undefined || standingAfter('fine', quantity, threshold) !== 'low') continue
      low.push({ product, locationId, quantity, threshold, since: since.get(id) ?? null })
    }
  }
  const latest = (shelf: LowShelf) => shelf.since ?? Number.MAX_SAFE_INTEGER
  return low.sort((a, b) => latest(b) - latest(a))
}
