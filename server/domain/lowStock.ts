import type { Draft } from '#shared/draft.ts'
import { standingAfter, thresholdAt } from '#shared/lowStock.ts'
import type { Level, Product } from '#shared/rows.ts'
import type { Store } from '../store/store.ts'

/**
 * Looks at every shelf that a transaction changed, as it is after all of it, and keeps where one has become low or is fine
 * again: once for each time that truly happened, whatever came late or twice. A product whose thresholds were changed
 * has all its shelves looked at.
 */
export function noteCrossings(store: Store, draft: Draft, rev: number, at: number): void {
  const levels = new Map(draft.written('level').map((level) => [level.id, level]))
  const products = new Map(draft.written('product').map((product) => [product.id, product]))
  for (const productId of products.keys())
    for (const id of store.lowStock.levelsOf(productId)) {
      const level = levels.get(id) ?? store.rows.one('level', id)
      if (level) levels.set(id, level)
    }
  for (const level of levels.values()) {
    const product = products.get(level.productId) ?? productIn(store, draft, level.productId)
    if (product) look(store, level, product, rev, at)
  }
}

function look(store: Store, level: Level, product: Product, rev: number, at: number): void {
  const { id, productId, locationId, quantity } = level
  const threshold = product.tracked && product.active ? thresholdAt(product, locationId) : 0
  const before = store.lowStock.isLow(id) ? 'low' : 'fine'
  const standing = standingAfter(before, quantity, threshold)
  if (standing === before) return
  const kind = standing === 'low' ? 'low' : 'recovered'
  store.lowStock.cross(id, { productId, locationId, kind, quantity, threshold, at, rev })
}

function productIn(store: Store, draft: Draft, id: string): Product | undefined {
  return draft.has('product', id) ? draft.get('product', id) : store.rows.one('product', id)
}
