import type { Cursor } from '#shared/protocol.ts'
import { tables } from '#shared/rows.ts'
import type { Store } from '../store/store.ts'

/** Rows after a cursor as JSON text, ready to send: `rows` is an object of arrays by table. */
export interface EncodedPage {
  rows: string
  cursor: Cursor
  isComplete: boolean
  /** Whether it begins anew, for a device whose cursor is none of ours. */
  isFresh: boolean
}

export interface Pages {
  after(cursor: Cursor | null, most: number): EncodedPage
}

const mostKept = 64

/** Pages are encoded once and shared by all tablets that ask from the same place. */
export function openPages(store: Store): Pages {
  const kept = new Map<string, EncodedPage>()
  let keptHead = -1

  function encode(from: number, most: number, isFresh: boolean): EncodedPage {
    const page = store.rows.page(from, most)
    const parts = tables.flatMap((table) => {
      const bodies = page.bodies[table]
      return bodies ? [`"${table}":[${bodies.join(',')}]`] : []
    })
    const head = store.revisions.head()
    const reached = page.isLast ? head : { rev: page.rev, tag: store.revisions.tagOf(page.rev) ?? '' }
    return {
      rows: `{${parts.join(',')}}`,
      cursor: { epoch: store.epoch, ...reached },
      isComplete: page.isLast || page.rev === head.rev,
      isFresh,
    }
  }

  return {
    after(cursor, most) {
      const head = store.revisions.head().rev
      if (head !== keptHead) kept.clear()
      keptHead = head
      const isFresh = !cursor || !isOurs(store, cursor)
      const from = isFresh ? 0 : cursor.rev
      const key = `${String(isFresh)} ${from} ${most}`
      const found = kept.get(key)
      if (found) return found
      const page = encode(from, most, isFresh)
      if (kept.size < mostKept) kept.set(key, page)
      return page
    },
  }
}

/** Whether the cursor belongs to this history: not to another database, nor to what was lost by a restore. */
export function isOurs(store: Store, cursor: Cursor): boolean {
  return cursor.epoch === store.epoch && store.revisions.tagOf(cursor.rev) === cursor.tag
}
