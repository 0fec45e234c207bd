import type { Row, Table } from '#shared/rows.ts'
import { tables } from '#shared/tables.ts'
import { isTaken, scopeNamed, windowStart } from '#shared/scope.ts'
import { shape } from '#shared/shape.ts'
import { add, bucketOf, type Lanes, nameOf, noRows, type Sums } from '#shared/sums.ts'
import type { Api } from './api.ts'
import type { Database } from './db.ts'
import { startOver } from './fresh.ts'
import { pendingEntries } from './settle.ts'

/*
 * Now and then a tablet with nothing to send holds sums of its rows against the server's. Storage can come to harm
 * without a word: where a sum differs, everything is taken in anew beside the rows on the screen, and what differs is
 * written. The walk is given up when somebody taps, and tried again after the next conversation.
 */

interface Line {
  db: Database
  api: Pick<Api, 'compare'>
  ticket: string | null
}

const every = 6 * 3_600_000
const again = 10 * 60_000
const stride = 200

/** True where the rows differ and a fresh base has begun. `serverNow` is the server's clock. */
export async function compare(line: Line, serverNow: number, signal: AbortSignal): Promise<boolean> {
  const { db } = line
  const { compared, device, head } = await db.read('compared', 'device', 'head')
  // A new tablet has only just been given its rows.
  if (!compared) await db.keep({ compared: { at: serverNow, rows: 0 } })
  if (!compared || !device || (serverNow >= compared.at && serverNow - compared.at < every)) return false
  const { cursor } = await db.read('cursor')
  if (!cursor || !(await isSettled(db, cursor.scope, head?.seq))) return false
  const since = windowStart(serverNow)
  const sums = await sumsHere(db, cursor.scope, since, head?.seq)
  if (!sums || !(await isSettled(db, cursor.scope, head?.seq))) return false
  const request = { device: device.id, cursor, shape: shape(), since, sums }
  const answer = await line.api.compare(request, line.ticket ?? '', signal)
  if (!answer.ok && answer.code === 'unreachable') return false
  const differs = answer.ok && answer.value.next === 'differs'
  return db.write([db.meta, db.entries, db.fresh], async (db) => {
    const isMending = differs && (await isSettled(db, cursor.scope, head?.seq))
    const isAnswered = isMending || (answer.ok && answer.value.next === 'same')
    const at = isAnswered ? serverNow : serverNow - every + again
    await db.keep({ compared: { at, rows: isMending ? null : 0 } })
    if (isMending) await startOver(db, head?.seq ?? 0)
    return isMending
  })
}

/** Asks for a comparison after the next conversation, whenever the last one was. */
export async function compareSoon(db: Database): Promise<void> {
  await db.keep({ compared: { at: 0, rows: 0 } })
}

/** Whether the tables hold the server's rows of this scope and nothing else, and nobody has tapped since. */
async function isSettled(db: Database, scope: string, seq: number | undefined): Promise<boolean> {
  const { cursor, fresh, head } = await db.read('cursor', 'fresh', 'head')
  const isWhole = cursor?.scope === scope && !cursor.place && !fresh && head?.seq === seq
  return isWhole && (await pendingEntries(db)).length === 0
}

/** Null where somebody tapped meanwhile. */
async function sumsHere(
  db: Database,
  scope: string,
  since: number,
  seq: number | undefined,
): Promise<Sums | null> {
  const view = { ...scopeNamed(scope), since }
  const orders = new Set<string>()
  const sums: Sums = {}
  for (const table of tables) {
    const buckets = new Map<string, Lanes>()
    for (let after = ''; ;) {
      const rows: Row[] = await db.rows(table).where(':id').above(after).limit(stride).toArray()
      for (const row of rows) {
        if (!isHere(table, row)) continue
        if (table === 'order') orders.add(row.id)
        const bucket = bucketOf(table, row)
        const sum = buckets.get(bucket) ?? noRows()
        buckets.set(bucket, sum)
        add(sum, row)
      }
      if (rows.length < stride) break
      after = rows.at(-1)?.id ?? ''
      if ((await db.read('head')).head?.seq !== seq) return null
    }
    sums[table] = Object.fromEntries([...buckets].map(([bucket, sum]) => [bucket, nameOf(sum)]))
  }
  return sums

  /** A row that has come to harm counts, so that it is found. */
  function isHere(table: Table, row: Row): boolean {
    try {
      return isTaken(table, row, view, (id) => orders.has(id))
    } catch {
      return true
    }
  }
}
