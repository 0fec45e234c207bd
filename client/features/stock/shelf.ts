import type { Level, Location, Product } from '#shared/rows.ts'
import { levelId } from '#shared/tables.ts'
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

const nowhere: ReadonlySet<string> = new Set()

/**
 * The products whose stock is kept, with their levels at these places. Archived ones stay while some are left. There may
 * be tens of thousands, so each is gone through once.
 */
export function shelfRows(
  products: readonly Product[],
  levels: Quantities,
  places: readonly Pick<Location, 'id'>[],
): ShelfRow[] {
  const [only] = places.length === 1 ? places : []
  return products.flatMap((product) => {
    if (!product.tracked) return []
    const row = rowOf(product, levels, places)
    if (!product.active && !hasSome(row)) return []
    return [{ ...row, threshold: only ? thresholdAt(product, only.id) : product.threshold }]
  })
}

/** Where nothing ever lay, nothing is low. */
function rowOf(
  product: Product,
  levels: Quantities,
  places: readonly Pick<Location, 'id'>[],
): Omit<ShelfRow, 'threshold'> {
  const here = new Map<string, number>()
  const low: string[] = []
  let total = 0
  for (const { id } of places) {
    const quantity = levels.get(levelId(product.id, id))?.quantity
    here.set(id, quantity ?? 0)
    if (quantity === undefined) continue
    total += quantity
    if (standingAfter('fine', quantity, thresholdAt(product, id)) === 'low') low.push(id)
  }
  return { product, levels: here, total, lowAt: low.length > 0 ? new Set(low) : nowhere }
}

function hasSome({ levels }: Pick<ShelfRow, 'levels'>): boolean {
  return [...levels.values()].some(Boolean)
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
