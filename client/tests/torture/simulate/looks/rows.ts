import { type Row, type Table, tables } from '#shared/rows.ts'
import { isEqual } from '../../../../data/equal.ts'
import type { Evening } from './evening.ts'
import type { Tablet } from '../cast.ts'

/* Rows on tablets and on the server. */

export function nothingBehindReader({ world, memory }: Evening): string | null {
  const { database, revisions } = world.server.store()
  const found = new Map<string, number>()
  for (const table of tables)
    for (const { id, rev } of database
      .prepare<[], { id: string; rev: number }>(`SELECT id, rev FROM "${table}"`)
      .all())
      found.set(`${table} ${id}`, rev)
  const { reader } = memory
  memory.reader = { rev: revisions.head().rev, rows: found }
  if (!reader) return null
  for (const [key, rev] of found)
    if (rev <= reader.rev && reader.rows.get(key) !== rev)
      return `${key} has revision ${rev}, and a reader at ${reader.rev} had not seen it`
  return null
}

export function rowsAreEqual({ world, here, isThorough, memory }: Evening): string | null {
  const { rows, database } = world.server.store()
  for (const table of tables) {
    const after = isThorough ? 0 : memory.looked
    const changed = database.prepare<[number], { body: string }>(
      `SELECT body FROM "${table}" WHERE rev > ? ORDER BY id`,
    )
    const right = changed.all(after).map(({ body }): Row => JSON.parse(body))
    const size = isThorough ? right.length : sizeOf(database, table)
    for (const tablet of here) {
      const what = differenceIn(tablet, table, right, size)
      if (what !== null) return what
    }
  }
  return rows.all('business').length === 1 ? null : 'the server has forgotten whose it is'
}

function sizeOf(
  database: Evening['world']['server'] extends { store(): { database: infer D } } ? D : never,
  table: Table,
): number {
  return database.prepare<[], { size: number }>(`SELECT count(*) AS size FROM "${table}"`).get()?.size ?? 0
}

function differenceIn({ storage, device }: Tablet, table: Table, right: Row[], size: number): string | null {
  const rows: Row[] = storage.all(table)
  const found = new Map(rows.map((row) => [row.id, row]))
  const differing = right.find((row) => !isEqual(row, found.get(row.id)))
  if (differing)
    return `${table} ${differing.id} is ${JSON.stringify(found.get(differing.id))} on ${device}, and ${JSON.stringify(differing)} on the server`
  return found.size === size ? null : `${device} has ${found.size} rows of ${table}, and the server ${size}`
}

export function nothingKept({ here }: Evening): string | null {
  for (const { storage, device } of here) {
    const copies = storage.all('base').length
    if (copies > 0) return `${device} keeps ${copies} server's versions for nothing`
  }
  return null
}
