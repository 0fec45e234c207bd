import type { Level, Location, Product } from '#shared/rows.ts'
import { levelId } from '#shared/rows.ts'
import { standingAfter, thresholdAt } from '#shared/lowStock.ts'

/** One product's stock: what lies at each place asked for, and altogether. */
export interface ShelfRow {
  product: Product
  levels: ReadonlyMap<string, number>
  total: number
  /** The places, of those asked for, where it is low. */
  lowAt: ReadonlySet<string>
  /** Up to where its total is low: where it is asked for at one place only, what holds there. */
  threshold: number
}

export const shelfFilters = ['all', 'low', 'sold-out'] as const
export type ShelfFilter = (typeof shelfFilters)[number]
export type LevelState = 'fine' | 'low' | 'sold-out' | 'oversold'

/** By the level's id. */
type Quantities = ReadonlyMap<string, Pick<Level, 'quantity'>>

/** The products whose stock is kept, with their levels at these places. Archived ones stay while some are left. */
export function shelfRows(
  products: readonly Product[],
  levels: Quantities,
  places: readonly Pick<Location, 'id'>[],
): ShelfRow[] {
  return products
    .filter(({ tracked }) => tracked)
    .map((product) => {
      const here = new Map(places.map(({ id }) => [id, levels.get(levelId(product.id, id))?.quantity ?? 0]))
      const total = [...here.values()].reduce((sum, quantity) => sum + quantity, 0)
      const [only] = places.length === 1 ? places : []
      const threshold = only ? thresholdAt(product, only.id) : product.threshold
      return { product, levels: here, total, threshold, lowAt: lowPlaces(product, levels, places) }
    })
    .filter(({ product, levels: here }) => product.active || [...here.values()].some(Boolean))
}

/** Where nothing ever lay, nothing is low. */
function lowPlaces(
  product: Product,
  levels: Quantities,
  places: readonly Pick<Location, 'id'>[],
): ReadonlySet<string> {
  const low = places.filter(({ id }) => {
    const quantity = levels.get(levelId(product.id, id))?.quantity
    return quantity !== undefined && standingAfter('fine', quantity, thresholdAt(product, id)) === 'low'
  })
  return new Set(low.map(({ id }) => id))
}

export function levelState(quantity: number, threshold: number): LevelState {
  if (quantity < 0) return 'oversold'
  if (quantity === 0) return 'sold-out'
  return quantity <= threshold ? 'low' : 'fine'
}

export function passes(row: ShelfRow, filter: ShelfFilter): boolean {
  if (filter === 'all') return true
  const state = levelState(row.total, row.threshold)
  if (filter === 'low') return state === 'low' || (row.levels.size > 1 && row.lowAt.size > 0)
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
