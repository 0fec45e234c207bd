import type { CompareAnswer, CompareRequest } from '#shared/protocol.ts'
import { rowSchemas, type Table } from '#shared/rows.ts'
import { tables } from '#shared/tables.ts'
import { nameOf as scopeName, type Scope, sharedTables, windowStart } from '#shared/scope.ts'
import { shape } from '#shared/shape.ts'
import { add, bucketOfId, join, type Lanes, nameOf, noRows } from '#shared/sums.ts'
import * as v from 'valibot'
import type { Read, Stand } from '../store/reading.ts'
import type { Store } from '../store/store.ts'
import { isOurs } from './pages.ts'

/*
 * Whether a tablet still holds what it was given. The server sums its own rows by table, bucket and place, a few
 * hundred at a time so that no sale waits for it, and keeps the sums; after that only what changed is summed again. A
 * tablet may be behind and a sum may be too: a bucket in which something changed since is not compared this time.
 */

export interface Comparing {
  compare(scope: Scope, request: CompareRequest): Promise<CompareAnswer>
}

/** A table's sums by bucket and place, of the rows in a window as they were at a revision or later. */
interface Summed {
  at: number
  since: number
  buckets: Map<string, Map<string | null, Lanes>>
}

const stride = 300

export function openComparing(store: Store, now: () => number): Comparing {
  const summed = new Map<Table, Summed>()
  let last: Promise<unknown> = Promise.resolve()

  async function bringUpToDate(since: number): Promise<void> {
    for (const table of tables) {
      const at = store.revisions.head().rev
      const known = summed.get(table)
      const others = known && since >= known.since ? othersIn(table, known, since) : null
      if (!known || !others || (others.size > 0 && sharedTables.includes(table)))
        summed.set(table, { at, since, buckets: await sumAll(table, since) })
      else {
        for (const bucket of others) {
          known.buckets.delete(bucket)
          sumInto(known.buckets, table, store.reading.bucket(table, since, bucket))
          await breath()
        }
        Object.assign(known, { at, since })
      }
    }
  }

  /** Buckets in which a row has changed, or has left the window. */
  function othersIn(table: Table, known: Summed, since: number): Set<string> {
    const { changed, aged } = store.reading
    return new Set([...changed(table, known.at), ...aged(table, known.since, since)])
  }

  async function sumAll(table: Table, since: number): Promise<Summed['buckets']> {
    const buckets: Summed['buckets'] = new Map()
    let after: Stand | undefined = { id: '', at: since }
    while (after) {
      const rows: Read[] = store.reading.part(table, after, stride)
      sumInto(buckets, table, rows)
      after = rows.at(-1)
      await breath()
    }
    return buckets
  }

  async function compare(scope: Scope, request: CompareRequest): Promise<CompareAnswer> {
    const { cursor, since, sums } = request
    const isOfNow = request.shape === shape() && since === windowStart(now())
    if (!isOfNow || !isOurs(store, cursor, scopeName(scope, request.shape))) return { next: 'later' }
    await bringUpToDate(since)
    const differing = tables.filter((table) => {
      const ours = summed.get(table)
      const theirs = new Map(Object.entries(sums[table] ?? {}))
      const newer = new Set(store.reading.changed(table, Math.min(cursor.rev, ours?.at ?? 0)))
      return [...new Set([...(ours?.buckets.keys() ?? []), ...theirs.keys()])].some(
        (bucket) =>
          !newer.has(bucket) && sumIn(ours?.buckets.get(bucket), scope) !== (theirs.get(bucket) ?? ''),
      )
    })
    return differing.length === 0 ? { next: 'same' } : { next: 'differs', tables: differing }
  }

  return {
    compare(scope, request) {
      const mine = last.then(() => compare(scope, request))
      last = mine.catch(() => undefined)
      return mine
    },
  }
}

/** Rows are summed as a tablet parses them. */
function sumInto(buckets: Summed['buckets'], table: Table, rows: readonly Read[]): void {
  for (const { id, locationId, body } of rows) {
    if (body === null) continue
    const places = within(buckets, bucketOfId(table, id), () => new Map<string | null, Lanes>())
    add(within(places, locationId, noRows), v.parse(rowSchemas[table], JSON.parse(body)))
  }
}

function sumIn(places: ReadonlyMap<string | null, Lanes> | undefined, { locationId }: Scope): string {
  const seen = [...(places ?? [])].filter(
    ([place]) => locationId === null || place === null || place === locationId,
  )
  return nameOf(join(seen.map(([, sum]) => sum)))
}

/** Lets what waits have its turn. */
function breath(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

function within<K, V>(groups: Map<K, V>, key: K, make: () => V): V {
  const found = groups.get(key) ?? make()
  groups.set(key, found)
  return found
}
