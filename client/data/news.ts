import type { SyncAnswer } from '#shared/protocol.ts'
import type { Row, Table } from '#shared/rows.ts'
import { histories, levelId } from '#shared/tables.ts'
import { allArrived, byTable, forgetAside, putAside } from './aside.ts'
import { type Database, keyOf, type RowKey } from './db.ts'
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
 * its effect would be seen twice on one of them, or not at all. A row that no pending command has written any more
 * does not wait, nor does what came of it before.
 */
export async function takeIn(
  db: Database,
  answer: Pick<SyncAnswer, 'rows' | 'complete'>,
  written: ReadonlySet<RowKey>,
): Promise<News> {
  const news: News = { keys: new Set(), held: new Map() }
  const later = new Map<Table, readonly Row[]>()
  const shown = new Map<Table, readonly Row[]>()
  const page = byTable(answer.rows)
  for (const [table, rows] of answer.complete ? await allArrived(db, page) : page) {
    const isWritten = (row: Row) => written.has(keyOf(table, row.id))
    const direct = rows.filter((row) => !isWritten(row))
    if (direct.length > 0) {
      await write(db, table, direct)
      shown.set(table, direct)
    }
    const owned = rows.filter(isWritten)
    if (answer.complete) for (const row of owned) news.held.set(keyOf(table, row.id), row)
    else if (owned.length > 0) later.set(table, owned)
    for (const row of rows)
      if (answer.complete || !isWritten(row)) for (const key of reachedBy(table, row)) news.keys.add(key)
  }
  if (!answer.complete && shown.size > 0) await forgetAside(db, shown)
  if (later.size > 0) await putAside(db, later)
  return news
}

/** Only what differs, so that nothing is drawn anew for an echo. */
async function write(db: Database, table: Table, rows: readonly Row[]): Promise<void> {
  const known = await db.rows(table).bulkGet(rows.map((row) => row.id))
  const differing = rows.filter((row, index) => !isEqual(row, known[index]))
  if (differing.length > 0) await db.rows(table).bulkPut(differing)
}

function reachedBy(table: Table, row: Row): RowKey[] {
  const key = keyOf(table, row.id)
  if (table === 'movement' && 'productId' in row && 'locationId' in row)
    return [key, keyOf('level', levelId(row.productId, row.locationId))]
  const isHistory = histories.some((history) => history === table)
  return isHistory && 'orderId' in row ? [key, keyOf('order', row.orderId ?? '')] : [key]
}
