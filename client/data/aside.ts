import type { Rows } from '#shared/protocol.ts'
import type { Row, Table } from '#shared/rows.ts'
import { tables } from '#shared/tables.ts'
import { type Database, keyOf, partsOf } from './db.ts'

/* Rows that came before the last page, beside those that the screens show: what a page has of a table is one record. */

export type ByTable = ReadonlyMap<Table, readonly Row[]>

export function byTable(rows: Rows): ByTable {
  return new Map(
    tables.flatMap((table): [Table, readonly Row[]][] => {
      const arrived: readonly Row[] = rows[table] ?? []
      return arrived.length > 0 ? [[table, arrived]] : []
    }),
  )
}

export async function putAside(db: Database, rows: ByTable): Promise<void> {
  // Of pages of one table, a later one has the greater key.
  const number = String(await db.fresh.count()).padStart(9, '0')
  await db.fresh.bulkPut([...rows].map(([table, arrived]) => ({ key: keyOf(table, number), rows: arrived })))
}

/** Lets go of older versions of these rows, which are shown already. */
export async function forgetAside(db: Database, shown: ByTable): Promise<void> {
  const pages = await db.fresh.toArray()
  const shorter = pages.flatMap((page) => {
    const ids = new Set(shown.get(partsOf(page.key)[0])?.map(({ id }) => id))
    const rows = page.rows.filter(({ id }) => !ids.has(id))
    return rows.length < page.rows.length ? [{ ...page, rows }] : []
  })
  if (shorter.length > 0) await db.fresh.bulkPut(shorter)
}

/** The newest version of each row of a table, of those put aside and of the last page. */
export async function arrivedOf(db: Database, table: Table, last: ByTable): Promise<Map<string, Row>> {
  const pages = await db.fresh.where('key').startsWith(keyOf(table, '')).toArray()
  return newest([...pages.map(({ rows }) => rows), last.get(table) ?? []])
}

/** The same of all tables that anything came of; nothing is aside any more. */
export async function allArrived(db: Database, last: ByTable): Promise<ByTable> {
  const pages = await db.fresh.toArray()
  if (pages.length === 0) return last
  await db.fresh.clear()
  const named = pages.map(({ key, rows }): [Table, readonly Row[]] => [partsOf(key)[0], rows])
  const groups = Map.groupBy([...named, ...last], ([table]) => table)
  return new Map(
    [...groups].map(([table, found]) => [table, [...newest(found.map(([, rows]) => rows)).values()]]),
  )
}

function newest(pages: readonly (readonly Row[])[]): Map<string, Row> {
  return new Map(pages.flatMap((rows) => rows.map((row) => [row.id, row])))
}
