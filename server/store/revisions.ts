import { randomBytes } from 'node:crypto'
import type { Database } from './database.ts'

export interface Revision {
  rev: number
  tag: string
}

/** The numbers the server puts on rows, each with a random tag that tells this history from a restored one. */
export interface RevisionStore {
  head(): Revision
  tagOf(rev: number): string | null
  /** Adds a revision with a new tag. */
  add(rev: number, at: number): void
}

export function openRevisions(database: Database): RevisionStore {
  const head = database.prepare<[], Revision>('SELECT rev, tag FROM revision ORDER BY rev DESC LIMIT 1')
  const tag = database.prepare<[number], { tag: string }>('SELECT tag FROM revision WHERE rev = ?')
  const add = database.prepare('INSERT INTO revision (rev, tag, committed_at) VALUES (?, ?, ?)')
  return {
    head: () => head.get() ?? { rev: 0, tag: '' },
    tagOf: (rev) => (rev === 0 ? '' : (tag.get(rev)?.tag ?? null)),
    add: (rev, at) => void add.run(rev, randomBytes(6).toString('base64url'), at),
  }
}
