import { thresholdAt } from '#shared/lowStock.ts'
import type { InventoryAnswer, InventoryRow, RangeQuestion } from '#shared/reports.ts'
import type { Business, Product } from '#shared/rows.ts'
import { lengthOf } from '../../store/periods.ts'
import type { ShelfFigures } from '../../store/shelfDays.ts'
import type { Store } from '../../store/store.ts'
import { missingFor } from './missing.ts'
import { nameOf } from './names.ts'

type Rooms = Pick<
  Store,
  'rows' | 'sales' | 'shelfDays' | 'standing' | 'lowStock' | 'heard' | 'deviceKeys' | 'journal'
>

const mostLow = 100_000

/** What lies where and what became of it; of what no stock is kept of, nothing. The most valuable first. */
export function inventoryReport(
  store: Rooms,
  business: Business,
  { from, to, location }: RangeQuestion,
  now: number,
): InventoryAnswer {
  const { currency, zone } = business
  const locationId = location ?? null
  const low = new Set(
    locationId === null ? store.lowStock.standing(mostLow).map(({ productId }) => productId) : [],
  )
  const days = lengthOf({ from, to })
  const rows = store.shelfDays.figures({ from, to, locationId }).flatMap((figures): InventoryRow[] => {
    const product = store.rows.one('product', figures.productId)
    if (product?.tracked === false || isEmpty(figures)) return []
    const { threshold, isLow } = lowAt(product, figures.level, locationId, low)
    return [
      {
        ...{ productId: figures.productId, label: nameOf(store, figures.productId, product) },
        ...{ category: product?.category ?? '', level: figures.level, threshold, isLow },
        value: typeof product?.cost === 'number' ? figures.level * product.cost : null,
        cost: product?.cost ?? null,
        ...{
          received: figures.received,
          sold: figures.sold,
          wasted: figures.wasted,
          samples: figures.samples,
        },
        ...{ transferred: figures.transferred, corrected: figures.corrected, unexplained: 0 - figures.found },
        ...ratiosOf(figures, days),
        lastSoldOn: store.sales.lastSoldOn(figures.productId, locationId),
      },
    ]
  })
  return {
    ...{ currency, zone, from, to, location: locationId },
    ...missingFor(store, { to, zone, now }),
    value: rows.reduce((sum, { value }) => sum + (value ?? 0), 0),
    uncosted: rows.filter(({ value, level }) => value === null && level !== 0).length,
    rows: rows.sort((a, b) => (b.value ?? 0) - (a.value ?? 0) || (a.label < b.label ? -1 : 1)),
  }
}

/** By these formulas; `InventoryRow` says them in words. */
function ratiosOf(figures: ShelfFigures, days: number) {
  const { before, evenings, sold, received, transferred, level } = figures
  const offered = before + received + Math.max(0, transferred)
  const end =
    before +
    received +
    transferred -
    sold -
    figures.wasted -
    figures.samples +
    figures.corrected +
    figures.found
  return {
    turnover: evenings > 0 ? (sold * days) / evenings : null,
    daysOfCover: sold > 0 ? (Math.max(0, level) * days) / sold : null,
    sellThrough: offered > 0 ? Math.min(1, Math.max(0, sold / offered)) : null,
    isDead: before > 0 && end > 0 && sold <= 0,
  }
}

function lowAt(
  product: Product | undefined,
  level: number,
  locationId: string | null,
  low: ReadonlySet<string>,
) {
  if (!product?.active) return { threshold: 0, isLow: false }
  if (locationId === null) return { threshold: product.threshold, isLow: low.has(product.id) }
  const threshold = thresholdAt(product, locationId)
  return { threshold, isLow: threshold > 0 && level <= threshold }
}

/** Nothing lies there, lay there or moved. */
function isEmpty(figures: ShelfFigures): boolean {
  const { level, before, received, transferred, sold, wasted, samples, corrected, found } = figures
  return [level, before, received, transferred, sold, wasted, samples, corrected, found].every(
    (size) => size === 0,
  )
}
