import type { SyncAnswer } from '#shared/protocol.ts'
import { histories, levelId, type Row, type Table, tables } from '#shared/rows.ts'
import { type Database, keyOf, partsOf, type RowKey } from './db.ts'
import { isEqual } from './equal.ts'

export interface News {
  /** Rows that pending commands may have to be run again for. */
  keys: Set<RowKey>
  /** The server's new versions of rows that pending commands have written. */
  held: Map<RowKey, Row>
}

/**
 * Writes what arrived, but for the rows in `written`, which pending commands wrote. Where more is to come, those wait
 * for the last page: of two rows that one command wrote, the server's versions may lie pages apart, and in between
 * its effect would be seen twice on one of them, or not at all.
 */
export async function takeIn(
  db: Database,
  answer: Pick<SyncAnswer, 'rows' | 'complete'>,
  written: ReadonlySet<RowKey>,
): Promise<News> {
  const news: News = { keys: new Set(), held: new Map() }
  const later: { key: RowKey; row: Row }[] = []
  for (const [table, rows] of await arrivedOf(db, answer)) {
    const direct: Row[] = []
    for (const [id, row] of rows) {
      const key = keyOf(table, id)
      if (!written.has(key)) direct.push(row)
      else if (answer.complete) news.held.set(key, row)
      else later.push({ key, row })
      if (!written.has(key) || answer.complete) for (const one of reachedBy(table, row)) news.keys.add(one)
    }
    const known = await db.rows(table).bulkGet(direct.map((row) => row.id))
    const differing = direct.filter((row, index) => !isEqual(row, known[index]))
    if (differing.length > 0) await db.rows(table).bulkPut(differing)
  }
  if (later.length > 0) await db.fresh.bulkPut(later)
  return news
}

/** By table and id; with the last page all that had to wait for it, unless there is a newer version of it. */
async function arrivedOf(
  db: Database,
  { rows, complete }: Pick<SyncAnswer, 'rows' | 'complete'>,
): Promise<Map<Table, Map<string, Row>>> {
  const arrived = new Map<Table, Map<string, Row>>()
  const put = (table: Table, row: Row) => {
    const here = arrived.get(table) ?? new Map<string, Row>()
    arrived.set(table, here.set(row.id, row))
  }
  const waiting = complete ? await db.fresh.toArray() : []
  for (const { key, row } of waiting) put(partsOf(key)[0], row)
  for (const table of tables) for (const row of rows[table] ?? []) put(table, row)
  if (waiting.length > 0) await db.fresh.clear()
  return arrived
}

function reachedBy(table: Table, row: Row): RowKey[] {
  const key = keyOf(table, row.id)
  if (table === 'movement' && 'productId' in row && 'locationId' in row)
    return [key, keyOf('level', levelId(row.productId, row.locationId))]
  const isHistory = histories.some((history) => history === table)
  return isHistory && 'orderId' in row ? [key, keyOf('order', row.orderId ?? '')] : [key]
}
