import type { Database } from './database.ts'

/** A web session. Only the hash of its id is kept, so that nobody can sign in with what a stolen file holds. */
export interface StoredSession {
  idHash: string
  personId: string
  createdAt: number
  expiresAt: number
}

export interface SessionStore {
  get(idHash: string): StoredSession | null
  of(personId: string): StoredSession[]
  add(session: StoredSession): void
  renew(idHash: string, expiresAt: number): void
  end(idHash: string): void
  endAll(personId: string): void
  endExpired(now: number): void
}

const columns = 'id_hash AS idHash, person_id AS personId, created_at AS createdAt, expires_at AS expiresAt'

export function openSessionStore(database: Database): SessionStore {
  const get = database.prepare<[string], StoredSession>(`SELECT ${columns} FROM session WHERE id_hash = ?`)
  const of = database.prepare<[string], StoredSession>(`SELECT ${columns} FROM session WHERE person_id = ?`)
  const add = database.prepare(
    'INSERT INTO session (id_hash, person_id, created_at, expires_at) VALUES (?, ?, ?, ?)',
  )
  const renew = database.prepare('UPDATE session SET expires_at = ? WHERE id_hash = ?')
  const end = database.prepare('DELETE FROM session WHERE id_hash = ?')
  const endAll = database.prepare('DELETE FROM session WHERE person_id = ?')
  const endExpired = database.prepare('DELETE FROM session WHERE expires_at <= ?')
  return {
    get: (idHash) => get.get(idHash) ?? null,
    of: (personId) => of.all(personId),
    add: ({ idHash, personId, createdAt, expiresAt }) => void add.run(idHash, personId, createdAt, expiresAt),
    renew: (idHash, expiresAt) => void renew.run(expiresAt, idHash),
    end: (idHash) => void end.run(idHash),
    endAll: (personId) => void endAll.run(personId),
    endExpired: (now) => void endExpired.run(now),
  }
}
