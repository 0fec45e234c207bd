import type { Level, Location, Product } from '#shared/rows.ts'
import { levelId } from '#shared/tables.ts'
import { standingAfter, thresholdAt } from '#shared/lowStock.ts'

/** One product's stock: what lies at each of the places asked for, in their order, and altogether. */
export interface ShelfRow {
  product: Product
  levels: readonly number[]
  total: number
  /** Whether it is low at one of these places. */
  isLow: boolean
  /** Up to where its total is low: where it is asked for at one place only, what holds there. */
  threshold: number
}

export const shelfFilters = ['all', 'low', 'sold-out'] as const
export type ShelfFilter = (typeof shelfFilters)[number]
export type LevelState = 'fine' | 'low' | 'sold-out' | 'oversold'

/** By the level's id. */
type Quantities = ReadonlyMap<string, Pick<Level, 'quantity'>>

/**
 * The products whose stock is kept, with their levels at these places. Archived ones stay while some are left. There may
 * be tens of thousands, so each is gone through once, and nothing is made for it but its row.
 */
export function shelfRows(
  products: readonly Product[],
  levels: Quantities,
  places: readonly Pick<Location, 'id'>[],
): ShelfRow[] {
  const [only] = places.length === 1 ? places : []
  const rows: ShelfRow[] = []
  for (const product of products) {
    if (!product.tracked) continue
    const threshold = only ? thresholdAt(product, only.id) : product.threshold
    const row: ShelfRow = { product, levels: [], total: 0, isLow: false, threshold }
    row.levels = places.map(({ id }) => take(row, id, levels.get(levelId(product.id, id))?.quantity))
    if (product.active || row.levels.some(Boolean)) rows.push(row)
  }
  return rows
}

/** Where nothing ever lay, nothing is low. */
function take(row: ShelfRow, place: string, quantity: number | undefined): number {
  if (quantity === undefined) return 0
  row.total += quantity
  row.isLow ||= standingAfter('fine', quantity, thresholdAt(row.product, place)) === 'low'
  return quantity
}

export function levelState(quantity: number, threshold: number): LevelState {
  if (quantity < 0) return 'oversold'
  if (quantity === 0) return 'sold-out'
  return quantity <= threshold ? 'low' : 'fine'
}

export function passes(row: ShelfRow, filter: ShelfFilter): boolean {
  if (filter === 'all') return true
  const state = levelState(row.total, row.threshold)
  if (filter === 'low') return state === 'low' || (row.levels.length > 1 && row.isLow)
  return state === 'sold-out' || state === 'oversold'
}

/** "−3", with a real minus. */
export function sizeText(size: number): string {
  return size < 0 ? `−${-size}` : String(size)
}

/** "+3", "−3", "0": how much more or less. */
export function differenceText(difference: number): string {
  return difference > 0 ? `+${difference}` : sizeText(difference)
}

/** A name that has to stand over a column, cut between words where it can be. */
export function shortened(name: string, most: number): string {
  if (name.length <= most) return name
  const cut = name.slice(0, most).replace(/\s+\S*$/, '')
  return `${cut}…`
}
