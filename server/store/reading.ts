import type { Table } from '#shared/rows.ts'
import { orderTables, sharedTables } from '#shared/scope.ts'
import { cutOf } from '#shared/sums.ts'
import type { Database } from './database.ts'

/** A row as it is stored, with where it belongs (null: nowhere in particular). The id is the order's for what goes with one. */
export interface Read {
  id: string
  at: number
  locationId: string | null
  /** Null for an order that nothing goes with. */
  body: string | null
}

/** Where a walk through a table goes on: behind this row. */
export type Stand = Pick<Read, 'id' | 'at'>

/** Reads tables in small parts, so that no sale waits long for it. */
export interface Reading {
  /** The next rows behind this one, in the order in which they age. */
  part(table: Table, after: Stand, most: number): Read[]
  /** Those of one bucket. Not for tables that everyone takes whole. */
  bucket(table: Table, since: number, start: string): Read[]
  /** The buckets in which something changed after a revision. */
  changed(table: Table, after: number): string[]
  /** The buckets with a row that began to age from one instant on and before another. */
  aged(table: Table, from: number, before: number): string[]
}

export function openReading(database: Database): Reading {
  const part = each((table) =>
    database.prepare<[Stand & { most: number }], Read>(
      sharedTables.includes(table)
        ? `SELECT id, 0 AS at, NULL AS locationId, body FROM "${table}"
           WHERE @at = @at AND id > @id ORDER BY id LIMIT @most`
        : ofTable(table, '(ages_at, id) > (@at, @id) ORDER BY ages_at, id LIMIT @most'),
    ),
  )
  const bucket = each((table) =>
    database.prepare<[{ since: number; start: string }], Read>(
      ofTable(table, `ages_at >= @since AND id >= @start AND id < @start || '~'`),
    ),
  )
  const changed = each((table) =>
    database.prepare<[number], { start: string }>(`${bucketsOf(table)} WHERE rev > ?`),
  )
  const aged = each((table) =>
    database.prepare<[number, number], { start: string }>(
      `${bucketsOf(table)} WHERE ages_at >= ? AND ages_at < ?`,
    ),
  )
  return {
    part: (table, { id, at }, most) => part(table).all({ id, at, most }),
    bucket: (table, since, start) => bucket(table).all({ since, start }),
    changed: (table, after) =>
      changed(table)
        .all(after)
        .map(({ start }) => start),
    aged: (table, from, before) =>
      sharedTables.includes(table) || from === before
        ? []
        : aged(table)
            .all(from, before)
            .map(({ start }) => start),
  }
}

function bucketsOf(table: Table): string {
  const { from, length } = cutOf(table)
  return `SELECT DISTINCT substr(id, ${from + 1}, ${length}) AS start FROM "${carrierOf(table)}"`
}

/** Prepares a statement when its table is first asked for. */
function each<S>(prepare: (table: Table) => S): (table: Table) => S {
  const prepared = new Map<Table, S>()
  return (table) => {
    const known = prepared.get(table) ?? prepare(table)
    prepared.set(table, known)
    return known
  }
}

/** What goes with an order belongs where the order does, and changes with it. */
function carrierOf(table: Table): Table {
  return orderTables.includes(table) ? 'order' : table
}

function ofTable(table: Table, where: string): string {
  const carrier = carrierOf(table)
  const rows = `SELECT id, ages_at AS at, location_id AS locationId, body FROM "${carrier}"
                WHERE ${where}`
  if (carrier === table) return rows
  return `SELECT o.id, o.at, o.locationId, t.body FROM (${rows}) o LEFT JOIN "${table}" t ON t.order_id = o.id
          ORDER BY o.at, o.id`
}
