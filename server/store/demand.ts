import type { Database } from './database.ts'

/** What a day did to a product at a place; `net` is all of it together. */
export interface ShelfCell {
  day: string
  productId: string
  sold: number
  came: number
  /** What was found, corrected, wasted, given away or carried off, whatever its sign. */
  stirred: number
  net: number
}

/** What a forecast is made from: how goods came and went at one place, from the sums that are kept by day. */
export interface DemandStore {
  /** From a day until before another, the earliest first. */
  cellsAt(locationId: string, from: string, until: string): ShelfCell[]
  /** Units sold there by day, of all products together. */
  totalsAt(locationId: string, from: string, until: string): { on: string; units: number }[]
  levelsAt(locationId: string): Map<string, number>
  /** What came and went at a shelf after its last sale within a span (epoch ms), as one number. */
  afterLastSale(productId: string, locationId: string, from: number, to: number): number
}

/** The days on which anything came or went anywhere: places are found by day, so that nobody reads all others' days. */
const days = `
  WITH RECURSIVE day (period) AS (
    SELECT min(period) FROM shelf_day WHERE period >= @from AND period < @until
    UNION ALL
    SELECT (SELECT min(period) FROM shelf_day WHERE period > day.period AND period < @until)
    FROM day WHERE period IS NOT NULL
  )`

interface Asked {
  locationId: string
  from: string
  until: string
}

export function openDemand(database: Database): DemandStore {
  const cells = database.prepare<[Asked], ShelfCell>(
    `${days} SELECT shelf.period AS day, product_id AS productId, sold, received + max(transferred, 0) AS came,
       abs(found) + abs(corrected) + abs(wasted) + abs(samples) + abs(transferred) AS stirred,
       received + transferred - sold - wasted - samples + corrected + found AS net
     FROM day CROSS JOIN shelf_day shelf ON shelf.period = day.period AND location_id = @locationId
     ORDER BY day.period`,
  )
  const totals = database.prepare<[Asked], { on: string; units: number }>(
    `${days} SELECT day.period AS "on", sum(sold) AS units
     FROM day CROSS JOIN shelf_day shelf ON shelf.period = day.period AND location_id = @locationId
     GROUP BY day.period HAVING sum(sold) > 0 ORDER BY day.period`,
  )
  const levels = database.prepare<[string], { productId: string; quantity: number }>(
    `SELECT substr(id, 1, 36) AS productId, body ->> 'quantity' AS quantity FROM level WHERE substr(id, 38) = ?`,
  )
  const latest = database.prepare<[string, string, number, number], { quantity: number; reason: string }>(
    `SELECT body ->> 'quantity' AS quantity, body ->> 'reason' AS reason FROM movement
     WHERE product_id = ? AND location_id = ? AND at >= ? AND at < ? ORDER BY at DESC, id DESC`,
  )
  return {
    cellsAt: (locationId, from, until) => cells.all({ locationId, from, until }),
    totalsAt: (locationId, from, until) => totals.all({ locationId, from, until }),
    levelsAt: (locationId) =>
      new Map(levels.all(locationId).map(({ productId, quantity }) => [productId, quantity])),
    afterLastSale(productId, locationId, from, to) {
      let after = 0
      for (const { quantity, reason } of latest.iterate(productId, locationId, from, to)) {
        if (reason === 'sale') break
        after += quantity
      }
      return after
    },
  }
}
