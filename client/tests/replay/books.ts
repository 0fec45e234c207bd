import SQLite from 'better-sqlite3'
import type { Order, Row } from '#shared/rows.ts'
import { tables } from '#shared/tables.ts'
import { keyOf, type RowKey } from '../../data/db.ts'

/** Every row in the server's file, read beside the server. */
export function rowsInFile(file: string): Map<RowKey, Row> {
  const database = new SQLite(file, { readonly: true, fileMustExist: true })
  try {
    return new Map(
      tables.flatMap((table) =>
        database
          .prepare<[], { body: string }>(`SELECT body FROM "${table}" ORDER BY id`)
          .all()
          .map(({ body }): [RowKey, Row] => {
            const row: Row = JSON.parse(body)
            return [keyOf(table, row.id), row]
          }),
      ),
    )
  } finally {
    database.close()
  }
}

export function ordersIn(rows: ReadonlyMap<RowKey, Row>): Order[] {
  return [...rows].flatMap(([key, row]) => (key.startsWith('order ') ? [row as Order] : []))
}
