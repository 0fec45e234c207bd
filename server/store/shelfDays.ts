import type { Count, Movement } from '#shared/rows.ts'
import { netOf, type ShelfCell, type ShelfSums } from '#shared/shelfDays.ts'
import type { Stamp } from '#shared/stamp.ts'
import type { Database } from './database.ts'
import { lengthOf, monthOf, pieces, sides, type Span } from './periods.ts'

/** A product over a span, at one place or all. */
export interface ShelfFigures extends ShelfSums {
  productId: string
  /** What lay there before the span began. */
  before: number
  /** The sum of what lay there at the end of each of its days. */
  evenings: number
  /** What lies there now. */
  level: number
}

/** What came to shelves and went from them, summed up by day and month as it is written. */
export interface ShelfDayStore {
  add(cells: Iterable<ShelfCell>): void
  clear(): void
  figures(asked: Span & { locationId: string | null }): ShelfFigures[]
  /** Movements and counts of a shelf after a stamp, and the last count before it. */
  movementsAfter(productId: string, locationId: string, after: Stamp): Movement[]
  countsAfter(productId: string, locationId: string, after: Stamp): Count[]
  countBefore(productId: string, locationId: string, before: Stamp): Count | undefined
  /** Every cell by day, or by month, that is not empty. */
  every(span: 'day' | 'month'): Iterable<ShelfCell>
}

const measures = ['received', 'transferred', 'sold', 'wasted', 'samples', 'corrected', 'found'] as const
const each = (write: (measure: string) => string) => measures.map(write).join(', ')
const net = '(received + transferred - sold - wasted - samples + corrected + found)'

export function openShelfDays(database: Database): ShelfDayStore {
  const upsert = (table: string, names: readonly string[]) =>
    database.prepare(
      `INSERT INTO ${table} (period, location_id, product_id, ${names.join(', ')})
       VALUES (?, ?, ?, ${names.map(() => '?').join(', ')})
       ON CONFLICT (period, location_id, product_id)
       DO UPDATE SET ${names.map((name) => `${name} = ${name} + excluded.${name}`).join(', ')}`,
    )
  const intoDay = upsert('shelf_day', measures)
  const intoMonth = upsert('shelf_month', [...measures, 'moment'])
  const figures = database.prepare<[ReturnType<typeof bound>], ShelfFigures>(figuresSql)
  const shelf = 'product_id = ? AND location_id = ?'
  const after = `${shelf} AND at >= ? AND (at > ? OR id > ?) ORDER BY at, id`
  const movements = database.prepare<Shelf, Stored>(`SELECT body FROM movement WHERE ${after}`)
  const counts = database.prepare<Shelf, Stored>(`SELECT body FROM count WHERE ${after}`)
  const before = database.prepare<Shelf, Stored>(
    `SELECT body FROM count WHERE ${shelf} AND at <= ? AND (at < ? OR id < ?) ORDER BY at DESC, id DESC LIMIT 1`,
  )
  const every = (table: string) =>
    database.prepare<[], ShelfCell & ShelfSums>(
      `SELECT product_id AS productId, location_id AS locationId, period AS day, ${each((name) => name)}
       FROM ${table} ORDER BY period, location_id, product_id`,
    )
  const all = { day: every('shelf_day'), month: every('shelf_month') }

  return {
    add(cells) {
      for (const { productId, locationId, day, sums } of cells) {
        if (measures.every((measure) => sums[measure] === 0)) continue
        const moment = netOf(sums) * Number(day.slice(8))
        const values = measures.map((measure) => sums[measure])
        intoDay.run(day, locationId, productId, ...values)
        intoMonth.run(monthOf(day), locationId, productId, ...values, moment)
      }
    },
    clear: () => void database.exec('DELETE FROM shelf_day; DELETE FROM shelf_month'),
    figures: (asked) => figures.all(bound(asked)),
    movementsAfter: (productId, locationId, [at, id]) =>
      movements.all(productId, locationId, at, at, id).map(({ body }) => JSON.parse(body) as Movement),
    countsAfter: (productId, locationId, [at, id]) =>
      counts.all(productId, locationId, at, at, id).map(({ body }) => JSON.parse(body) as Count),
    countBefore(productId, locationId, [at, id]) {
      const found = before.get(productId, locationId, at, at, id)
      return found && (JSON.parse(found.body) as Count)
    },
    *every(span) {
      for (const { productId, locationId, day, ...sums } of all[span].iterate())
        if (measures.some((measure) => sums[measure] !== 0)) yield { productId, locationId, day, sums }
    },
  }
}

type Shelf = [productId: string, locationId: string, from: number, at: number, id: string]

interface Stored {
  body: string
}

/** The days at a long span's tail tell what came after it as well; those of a short one are all of it. */
function bound({ locationId, ...span }: Span & { locationId: string | null }) {
  const [parts, around] = [pieces(span), sides(span)]
  const isLong = parts.tailFrom === around.laterFrom && parts.tailTo === around.laterTo
  return {
    ...{ locationId, ...span, ...parts, ...around },
    ...{ laterTo: isLong ? '' : around.laterTo, tailLater: isLong ? around.laterSign : 0 },
    ...{ headDays: eveningsSince(parts.headFrom, span), tailDays: eveningsSince(parts.tailFrom, span) },
  }
}

/** The evenings from the day before a month's first until the span's end: less a day's number, those that it lies there. */
function eveningsSince(day: string, { to }: Span): number {
  return lengthOf({ from: `${monthOf(day)}-01`, to }) + 1
}

/*
 * Readings of the same shelves: what lies there now, less what came after the span, was left at its end; less what the
 * span did, it was there before. So years that are long gone by are not read. What a day did lies there on each evening
 * from that day to the span's end: a month knows the moment of its days about its own beginning.
 */
const nothing = each((name) => `0 AS ${name}`)
const some = (factor: string) => each((name) => `${factor} * sum(${name}) AS ${name}`)
const here = '(@locationId IS NULL OR location_id = @locationId)'
const days = (from: string) => `(julianday(@to) - julianday(${from}) + 1)`
const daysOf = (name: 'head' | 'tail') => `
    SELECT product_id, ${some(`@${name}Sign`)}, 0, ${name === 'tail' ? `@tailLater * sum(${net})` : '0'},
      @${name}Sign * sum(${net} * (@${name}Days - substr(period, 9)))
    FROM shelf_day WHERE period >= @${name}From AND period <= @${name}To AND ${here} GROUP BY product_id`

const figuresSql = `
  SELECT product_id AS productId, ${each((name) => name)}, level, before,
    CAST(before * ${days('@from')} + evenings AS INTEGER) AS evenings
  FROM (
    SELECT product_id, ${each((name) => `sum(${name}) AS ${name}`)}, sum(level) AS level,
      sum(level - after - ${net}) AS before, sum(evenings) AS evenings
    FROM (
      SELECT substr(id, 1, 36) AS product_id, ${nothing}, sum(body ->> 'quantity') AS level, 0 AS after, 0 AS evenings
      FROM level WHERE @locationId IS NULL OR substr(id, 38) = @locationId GROUP BY 1
      UNION ALL
      SELECT product_id, ${nothing}, 0, sum(${net}), 0
      FROM shelf_month WHERE period > @laterMonth AND ${here} GROUP BY product_id
      UNION ALL
      SELECT product_id, ${nothing}, 0, @laterSign * sum(${net}), 0
      FROM shelf_day WHERE period >= @laterFrom AND period <= @laterTo AND ${here} GROUP BY product_id
      UNION ALL
      SELECT product_id, ${some('1')}, 0, 0, sum(${net} * (${days("period || '-01'")} + 1) - moment)
      FROM shelf_month WHERE period > @afterMonth AND period <= @lastMonth AND ${here} GROUP BY product_id
      UNION ALL ${daysOf('head')}
      UNION ALL ${daysOf('tail')}
    ) GROUP BY product_id
  )`
