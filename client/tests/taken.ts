import type { Row } from '#shared/rows.ts'
import { tables } from '#shared/tables.ts'
import { isTaken, type View } from '#shared/scope.ts'
import { type Database, keyOf, partsOf, type RowKey } from '../data/db.ts'

/** What a device with this view takes of these rows. */
export function takenOf(rows: ReadonlyMap<RowKey, Row>, view: View): Map<RowKey, Row> {
  const hasOrder = (id: string): boolean => {
    const order = rows.get(keyOf('order', id))
    return order !== undefined && isTaken('order', order, view, () => false)
  }
  return new Map(
    [...rows].filter(([key, row]) => {
      const [table] = partsOf(key)
      return isTaken(table, row, view, hasOrder)
    }),
  )
}

/** What a tablet holds of what it is to hold. */
export async function takenIn(db: Database, view: View): Promise<Map<RowKey, Row>> {
  const all = new Map<RowKey, Row>()
  for (const table of tables)
    for (const row of await db.rows(table).toArray()) all.set(keyOf(table, row.id), row)
  return takenOf(all, view)
}
