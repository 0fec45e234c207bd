import * as v from 'valibot'
import type { Row, Table } from '#shared/rows.ts'
import { berthOf, orderTables, placedTables, windowStart } from '#shared/scope.ts'
import { type Database, type Entry, keyOf, type Walk } from './db.ts'
import { pendingEntries } from './settle.ts'

/*
 * What has left the window is let go of by walking through the tables once a day, a few hundred rows after a
 * conversation, so that a tap never waits for it and no index is kept for it. The server leaves the same rows out.
 */

const stride = 500
const pause = 10_000
const Timed = v.object({ at: v.number(), offset: v.number() })

/** One step of the walk. `serverNow` is the server's clock: a tablet's own may be wrong by years. */
export async function evict(db: Database, serverNow: number): Promise<void> {
  const walk = await walkOf(db, windowStart(serverNow))
  if (!walk?.table || (serverNow >= walk.at && serverNow - walk.at < pause)) return
  const { since, table, after } = walk
  const rows: Row[] = await db.rows(table).where(':id').above(after).limit(stride).toArray()
  const old = rows.filter((row) => isOlder(table, row, since)).map(({ id }) => id)
  const next = rows.length < stride ? (placedTables[placedTables.indexOf(table) + 1] ?? null) : table
  const end = next === table ? (rows.at(-1)?.id ?? '') : ''
  const rooms = old.length > 0 ? db.tables : [db.meta]
  await db.write(rooms, async (db) => {
    if (old.length > 0) await letGo(db, table, old, since)
    await db.keep({ walk: { since, table: next, after: end, at: serverNow } })
  })
}

/** Where to go on. Null while rows are taken in anew: those hold nothing that is old. */
async function walkOf(db: Database, since: number): Promise<Walk | null> {
  const { walk, fresh, cursor } = await db.read('walk', 'fresh', 'cursor')
  if (fresh || !cursor || cursor.place) return null
  return walk?.since === since ? walk : { since, table: placedTables[0] ?? null, after: '', at: 0 }
}

/**
 * Nothing that a pending command wrote or looked at, and nothing as young as the oldest of them: a count that waits
 * is run again over the movements after it.
 */
async function letGo(db: Database, table: Table, ids: string[], since: number): Promise<void> {
  const pending = await pendingEntries(db)
  const held = new Set(pending.flatMap(({ touched, looked }) => [...touched, ...looked]))
  const oldest = Math.min(since, ...pending.map(madeAt))
  const rows: (Row | undefined)[] = await db.rows(table).bulkGet(ids)
  const going = rows.flatMap((row) =>
    row && isOlder(table, row, oldest) && !held.has(keyOf(table, row.id)) ? [row.id] : [],
  )
  await db.rows(table).bulkDelete(going)
  if (table !== 'order' || going.length === 0) return
  for (const of of orderTables) await db.rows(of).where('orderId').anyOf(going).delete()
}

function isOlder(table: Table, row: Row, since: number): boolean {
  try {
    return (berthOf(table, row)?.at ?? since) < since
  } catch {
    return false // a row that has come to harm is mended, not let go of
  }
}

function madeAt({ command, madeAt: noted }: Entry): number {
  const timed = v.safeParse(Timed, command)
  return timed.success ? timed.output.at + timed.output.offset : noted
}
