import type { Database } from './database.ts'

export interface Reset {
  personId: string
  until: number
}

/** Codes by which a password is chosen anew, by the hash of each. */
export interface ResetStore {
  add(hash: string, reset: Reset): void
  get(hash: string): Reset | null
  /** Ends all that somebody has. */
  endAll(personId: string): void
  forgetBefore(at: number): void
}

export function openResets(database: Database): ResetStore {
  const add = database.prepare('INSERT INTO reset (hash, person_id, until) VALUES (?, ?, ?)')
  const get = database.prepare<[string], Reset>(
    'SELECT person_id AS personId, until FROM reset WHERE hash = ?',
  )
  const endAll = database.prepare('DELETE FROM reset WHERE person_id = ?')
  const forget = database.prepare('DELETE FROM reset WHERE until < ?')
  return {
    add: (hash, { personId, until }) => void add.run(hash, personId, until),
    get: (hash) => get.get(hash) ?? null,
    endAll: (personId) => void endAll.run(personId),
    forgetBefore: (at) => void forget.run(at),
  }
}
