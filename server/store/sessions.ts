import type { Database } from './database.ts'

/** A web session. Only the hash of its id is kept, so that nobody can sign in with what a stolen file holds. */
export interface StoredSession {
  idHash: string
  personId: string
  createdAt: number
  expiresAt: number
  seenAt: number
  /** The browser it is in, in words. */
  place: string
}

export interface SessionStore {
  get(idHash: string): StoredSession | null
  of(personId: string): StoredSession[]
  add(session: Omit<StoredSession, 'seenAt' | 'place'>): void
  setPlace(idHash: string, place: string): void
  /** It is on this tablet. */
  setDevice(idHash: string, deviceId: string): void
  see(idHash: string, at: number): void
  renew(idHash: string, expiresAt: number): void
  end(idHash: string): void
  endAll(personId: string): void
  endOthers(personId: string, idHash: string): void
  /** Ends all on a tablet, but this one. */
  endOn(deviceId: string, idHash: string): void
  endExpired(now: number): void
}

const columns = `id_hash AS idHash, person_id AS personId, created_at AS createdAt, expires_at AS expiresAt,
  seen_at AS seenAt, place`

export function openSessionStore(database: Database): SessionStore {
  const get = database.prepare<[string], StoredSession>(`SELECT ${columns} FROM session WHERE id_hash = ?`)
  const of = database.prepare<[string], StoredSession>(`SELECT ${columns} FROM session WHERE person_id = ?`)
  const add = database.prepare(
    `INSERT INTO session (id_hash, person_id, created_at, expires_at, seen_at)
     VALUES (@idHash, @personId, @createdAt, @expiresAt, @createdAt)`,
  )
  const setPlace = database.prepare('UPDATE session SET place = ? WHERE id_hash = ?')
  const setDevice = database.prepare('UPDATE session SET device_id = ? WHERE id_hash = ?')
  const endOn = database.prepare('DELETE FROM session WHERE device_id = ? AND id_hash <> ?')
  const see = database.prepare('UPDATE session SET seen_at = ? WHERE id_hash = ?')
  const renew = database.prepare('UPDATE session SET expires_at = ? WHERE id_hash = ?')
  const end = database.prepare('DELETE FROM session WHERE id_hash = ?')
  const endAll = database.prepare('DELETE FROM session WHERE person_id = ?')
  const endOthers = database.prepare('DELETE FROM session WHERE person_id = ? AND id_hash <> ?')
  const endExpired = database.prepare('DELETE FROM session WHERE expires_at <= ?')
  return {
    get: (idHash) => get.get(idHash) ?? null,
    of: (personId) => of.all(personId),
    add: (session) => void add.run(session),
    setPlace: (idHash, place) => void setPlace.run(place, idHash),
    setDevice: (idHash, deviceId) => void setDevice.run(deviceId, idHash),
    endOn: (deviceId, idHash) => void endOn.run(deviceId, idHash),
    see: (idHash, at) => void see.run(at, idHash),
    renew: (idHash, expiresAt) => void renew.run(expiresAt, idHash),
    end: (idHash) => void end.run(idHash),
    endAll: (personId) => void endAll.run(personId),
    endOthers: (personId, idHash) => void endOthers.run(personId, idHash),
    endExpired: (now) => void endExpired.run(now),
  }
}
