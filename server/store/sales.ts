import { type Cell, type Dimension, isNothing, type Sums } from '#shared/sales.ts'
import type { Database } from './database.ts'
import { monthOf, type Pieces, pieces, type Span } from './periods.ts'

/** Sums under one key. */
export type Keyed = Sums & { key: string }

/** What was sold in a span: days of the business's zone, both included; null asks for all places. */
interface Asked extends Span {
  locationId: string | null
}

/** What was sold, summed up by day and month as it is written. */
export interface SalesStore {
  add(cells: Iterable<Cell>): void
  clear(): void
  /** By the dimension's own key. */
  byKey(dimension: Dimension, asked: Asked): Keyed[]
  byDay(asked: Asked): Keyed[]
  byMonth(asked: Asked): Keyed[]
  byLocation(asked: Asked): Keyed[]
  /** The last day on which some of a product was sold. */
  lastSoldOn(productId: string, locationId: string | null): string | null
  /** Every cell by day, or by month, that is not empty. */
  every(span: 'day' | 'month'): Iterable<Cell>
}

const measures = ['orders', 'units', 'sold', 'refunded', 'discounts', 'tax', 'cost', 'uncosted'] as const
const each = (write: (measure: string) => string) => measures.map(write).join(', ')

export function openSales(database: Database): SalesStore {
  const upsert = (table: string) =>
    database.prepare(
      `INSERT INTO ${table} (dimension, period, location_id, key, ${each((name) => name)})
       VALUES (?, ?, ?, ?, ${each(() => '?')})
       ON CONFLICT (dimension, period, location_id, key)
       DO UPDATE SET ${each((name) => `${name} = ${name} + excluded.${name}`)}`,
    )
  const [intoDay, intoMonth] = [upsert('sales_day'), upsert('sales_month')]
  const sums = (key: string) => {
    const read = database.prepare<[Bound], Keyed>(summing(key))
    return (dimension: Dimension, { locationId, ...span }: Asked) =>
      read.all({ dimension, locationId, ...pieces(span) })
  }
  const [byKey, byMonth, byLocation] = [sums('key'), sums('substr(period, 1, 7)'), sums('location_id')]
  const byDay = database.prepare<[Asked], Keyed>(
    `SELECT period AS key, ${each(total)} FROM sales_day
     WHERE dimension = 'place' AND period >= @from AND period <= @to
       AND (@locationId IS NULL OR location_id = @locationId) GROUP BY period`,
  )
  const lastSold = database.prepare<[{ productId: string; locationId: string | null }], { day: string }>(
    `SELECT period AS day FROM sales_day INDEXED BY sales_product
     WHERE dimension = 'product' AND key = @productId AND units > 0
       AND (@locationId IS NULL OR location_id = @locationId) ORDER BY period DESC LIMIT 1`,
  )
  const every = (table: string) =>
    database.prepare<[], Cell & Sums>(
      `SELECT dimension, period AS day, location_id AS locationId, key, ${each((name) => name)}
       FROM ${table} ORDER BY dimension, period, location_id, key`,
    )
  const all = { day: every('sales_day'), month: every('sales_month') }

  return {
    add(cells) {
      for (const { dimension, day, locationId, key, sums } of cells) {
        if (isNothing(sums)) continue
        const values = measures.map((measure) => sums[measure])
        intoDay.run(dimension, day, locationId, key, ...values)
        intoMonth.run(dimension, monthOf(day), locationId, key, ...values)
      }
    },
    clear: () => void database.exec('DELETE FROM sales_day; DELETE FROM sales_month'),
    byKey,
    byMonth: (asked) => byMonth('place', asked),
    byLocation: (asked) => byLocation('place', asked),
    byDay: (asked) => byDay.all(asked),
    lastSoldOn: (productId, locationId) => lastSold.get({ productId, locationId })?.day ?? null,
    *every(span) {
      for (const { dimension, day, locationId, key, ...sums } of all[span].iterate())
        if (!isNothing(sums)) yield { dimension, day, locationId, key, sums }
    },
  }
}

type Bound = Pieces & { dimension: Dimension; locationId: string | null }

const total = (name: string) => `sum(${name}) AS ${name}`

/** Whole months are read as such, and days are added or taken away again. */
function summing(key: string): string {
  const part = (table: string, periods: string, measure: (name: string) => string) =>
    `SELECT ${key} AS key, ${each((name) => `${measure(name)} AS ${name}`)} FROM ${table}
     WHERE dimension = @dimension AND ${periods} AND (@locationId IS NULL OR location_id = @locationId) GROUP BY 1`
  const days = (name: 'head' | 'tail') =>
    part(
      'sales_day',
      `period >= @${name}From AND period <= @${name}To`,
      (measure) => `@${name}Sign * sum(${measure})`,
    )
  const months = part(
    'sales_month',
    'period > @afterMonth AND period <= @lastMonth',
    (measure) => `sum(${measure})`,
  )
  return `SELECT key, ${each(total)} FROM (${[months, days('head'), days('tail')].join(' UNION ALL ')}) GROUP BY key`
}
