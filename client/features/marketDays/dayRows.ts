import { added, type Figures, reckon, reckonTogether, type Shelf } from '#shared/reckoning.ts'
import type { MarketDay, Span } from '#shared/marketDay.ts'
import type { Movement, Product } from '#shared/rows.ts'
import { byName } from '../app/names.ts'

/** One product of a stall's load list. */
export interface LoadRow {
  product: Product
  planned: number
  /** What the list's button has moved so far. */
  loaded: number
  toLoad: number
  inStore: number
}

/** A stall's load list, and how much of it is in the van already. Of a large catalogue only what is on it is looked at. */
export function loadRows(
  day: Pick<MarketDay, 'load'>,
  locationId: string,
  moved: readonly Movement[],
  products: ReadonlyMap<string, Product>,
  inStore: (productId: string) => number,
): LoadRow[] {
  const planned = Object.entries(day.load).flatMap(([shelf, size]) => {
    const [productId = '', place] = shelf.split('@')
    return place === locationId && size > 0 ? [[productId, size] as const] : []
  })
  const plan = new Map(planned)
  const here = moved.filter((movement) => movement.locationId === locationId)
  const loaded = new Map<string, number>()
  for (const { productId, quantity } of here) loaded.set(productId, (loaded.get(productId) ?? 0) + quantity)
  return [...new Set([...plan.keys(), ...loaded.keys()])]
    .flatMap((id) => {
      const product = products.get(id)
      const [wanted, isIn] = [plan.get(id) ?? 0, loaded.get(id) ?? 0]
      if (!product || (wanted === 0 && isIn === 0)) return []
      const toLoad = Math.max(0, wanted - isIn)
      return [{ product, planned: wanted, loaded: isIn, toLoad, inStore: inStore(id) }]
    })
    .sort((a, b) => byProduct(a.product, b.product))
}

/** What became of one product. */
export interface FigureRow extends Figures {
  product: Product
  /** What is unexplained at today's price, minor units. */
  value: number
  /** The same at cost; null where nobody has said what one costs. */
  cost: number | null
  /** Somebody counted it at each of the stalls where it was. */
  isCounted: boolean
}

/** What became of each product whose stock is kept, at all of these shelves' places together. */
export function figureRows(
  shelves: readonly Shelf[],
  spanAt: (locationId: string) => Span,
  products: ReadonlyMap<string, Product>,
): FigureRow[] {
  return [...Map.groupBy(shelves, ({ productId }) => productId)]
    .flatMap(([productId, own]) => {
      const product = products.get(productId)
      if (!product?.tracked) return []
      const each = own.map((shelf) => reckon(shelf, spanAt(shelf.locationId)))
      const meant = each.filter((one) => !isStill(one))
      const figures = reckonTogether(own, spanAt)
      const isCounted = meant.every(({ countedAt }) => countedAt !== null)
      const value = figures.unexplained * product.price
      const cost = typeof product.cost === 'number' ? figures.unexplained * product.cost : null
      return meant.length === 0 ? [] : [{ product, ...figures, value, cost, isCounted }]
    })
    .sort((a, b) => byProduct(a.product, b.product))
}

/** Units, and what they are worth (minor units) by their prices and by what they cost, as far as that is known. */
interface Worth {
  units: number
  value: number
  cost: number
  /** Products that nobody has said the cost of. */
  uncosted: number
}

export interface Whole extends Figures {
  /** What is missing, and what is more than can be. */
  missing: Worth
  surplus: Worth
  /** Products that nobody counted. */
  uncounted: number
}

export function wholeOf(rows: readonly FigureRow[]): Whole {
  const figures = rows.reduce<Figures>(added, nothing)
  const among = (isMeant: (row: FigureRow) => boolean) => {
    const meant = rows.filter(isMeant)
    const sumOf = (of: (row: FigureRow) => number) => Math.abs(meant.reduce((sum, row) => sum + of(row), 0))
    return {
      units: sumOf(({ unexplained }) => unexplained),
      value: sumOf(({ value }) => value),
      cost: sumOf(({ cost }) => cost ?? 0),
      uncosted: meant.filter(({ cost }) => cost === null).length,
    }
  }
  return {
    ...figures,
    missing: among(({ unexplained }) => unexplained > 0),
    surplus: among(({ unexplained }) => unexplained < 0),
    uncounted: rows.filter(({ isCounted }) => !isCounted).length,
  }
}

const nothing: Figures = { loaded: 0, sold: 0, waste: 0, samples: 0, back: 0, left: 0, unexplained: 0 }

/** Nothing was there, nothing came and nothing went. */
function isStill({ loaded, sold, waste, samples, back, left, unexplained }: Figures): boolean {
  return [loaded, sold, waste, samples, back, left, unexplained].every((figure) => figure === 0)
}

function byProduct(a: Product, b: Product): number {
  return byName(a.category, b.category) || byName(a.name, b.name)
}
