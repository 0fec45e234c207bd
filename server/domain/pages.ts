import type { Cursor, Place } from '#shared/protocol.ts'
import { tables } from '#shared/tables.ts'
import { nameOf, type Scope, windowStart } from '#shared/scope.ts'
import type { Page, Part } from '../store/feed.ts'
import type { Store } from '../store/store.ts'

/** Rows in a scope as JSON text, ready to send: `rows` is an object of arrays by table. */
export interface EncodedPage {
  rows: string
  cursor: Cursor
  isComplete: boolean
  /** Whether it begins anew, for a device whose cursor is none of ours, or is of another scope. */
  isFresh: boolean
}

export interface Pages {
  /** `shape` is the form in which the device that asks keeps rows. */
  after(scope: Scope, shape: string, cursor: Cursor | null, most: number): EncodedPage
}

/** A page without what depends on who asks: where it ends, in a snapshot or at a revision. */
interface Kept {
  rows: string
  place: Place | null
  rev: number
}

const mostKept = 64

/**
 * Pages are encoded once and shared by all tablets that ask for the same from the same place. Nothing is remembered of
 * a snapshot that is under way: what did not change since it began keeps its place in it, and what did comes after it.
 */
export function openPages(store: Store, now: () => number): Pages {
  const kept = new Map<string, Kept>()
  let keptHead = -1

  function encode(scope: Scope, from: Cursor, isSnapshot: boolean, most: number, since: number): Kept {
    const view = { ...scope, since }
    if (!isSnapshot) {
      const page = store.feed.changes(view, from.rev, most)
      return { rows: textOf(page), place: null, rev: page.isLast ? store.revisions.head().rev : page.rev }
    }
    const part = store.feed.snapshot(view, from.rev, from.place ?? null, most)
    return { rows: textOf(part), place: part.next, rev: from.rev }
  }

  return {
    after(scope, shape, cursor, most) {
      const head = store.revisions.head()
      if (head.rev !== keptHead) kept.clear()
      keptHead = head.rev
      const name = nameOf(scope, shape)
      const isFresh = !cursor || !isOurs(store, cursor, name)
      const from: Cursor = isFresh ? { epoch: store.epoch, ...head, scope: name } : cursor
      const isSnapshot = isFresh || from.place !== undefined
      const since = windowStart(now())
      const place = isSnapshot ? JSON.stringify(from.place ?? null) : ''
      const key = `${scope.locationId ?? ''} ${since} ${most} ${from.rev} ${place}`
      const page = kept.get(key) ?? encode(scope, from, isSnapshot, most, since)
      if (kept.size < mostKept) kept.set(key, page)
      const rev = isSnapshot ? from.rev : page.rev
      return {
        rows: page.rows,
        cursor: {
          ...{ epoch: store.epoch, rev, tag: store.revisions.tagOf(rev) ?? '', scope: name },
          ...(page.place ? { place: page.place } : {}),
        },
        isComplete: page.place === null && rev === head.rev,
        isFresh,
      }
    },
  }
}

/** Whether the cursor belongs to this history and scope: not to another database, nor to what was lost by a restore. */
export function isOurs(store: Store, cursor: Cursor, name: string): boolean {
  return (
    cursor.epoch === store.epoch && cursor.scope === name && store.revisions.tagOf(cursor.rev) === cursor.tag
  )
}

function textOf({ bodies }: Pick<Page | Part, 'bodies'>): string {
  const parts = tables.flatMap((table) => {
    const rows = bodies[table]
    return rows ? [`"${table}":[${rows.join(',')}]`] : []
  })
  return `{${parts.join(',')}}`
}
