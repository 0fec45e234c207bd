import type { Role } from '#shared/role.ts'
import type { Database } from './database.ts'

/** Somebody who asked to be let in, with the hash of the password they chose. */
export interface StoredRegistration {
  id: string
  username: string
  name: string
  email: string
  passwordHash: string
  role: Role
  locationId: string | null
  askedAt: number
  state: 'pending' | 'approved' | 'rejected'
}

export interface RegistrationStore {
  /** False where there is one of this id already. */
  add(registration: StoredRegistration): boolean
  get(id: string): StoredRegistration | null
  /** The last one under this user name that nobody approved. */
  latest(username: string): StoredRegistration | null
  pending(): StoredRegistration[]
  pendingSize(): number
  /** Who was rejected is told so at their password, for as long as that is kept. */
  decide(id: string, state: 'approved' | 'rejected', at: number): void
  forgetDecided(before: number): void
}

const columns = `id, username, name, email, password_hash AS passwordHash, role, location_id AS locationId,
  asked_at AS askedAt, state`

export function openRegistrations(database: Database): RegistrationStore {
  const add = database.prepare(
    `INSERT OR IGNORE INTO registration (id, username, name, email, password_hash, role, location_id, asked_at, state)
     VALUES (@id, @username, @name, @email, @passwordHash, @role, @locationId, @askedAt, @state)`,
  )
  const get = database.prepare<[string], StoredRegistration>(
    `SELECT ${columns} FROM registration WHERE id = ?`,
  )
  const latest = database.prepare<[string], StoredRegistration>(
    `SELECT ${columns} FROM registration WHERE username = ? AND state <> 'approved' ORDER BY asked_at DESC LIMIT 1`,
  )
  const pending = database.prepare<[], StoredRegistration>(
    `SELECT ${columns} FROM registration WHERE state = 'pending' ORDER BY asked_at, id`,
  )
  const size = database.prepare<[], { size: number }>(
    `SELECT count(*) AS size FROM registration WHERE state = 'pending'`,
  )
  const decide = database.prepare(
    `UPDATE registration SET state = @state, decided_at = @at,
       password_hash = CASE @state WHEN 'approved' THEN '' ELSE password_hash END
     WHERE id = @id`,
  )
  const forget = database.prepare(`DELETE FROM registration WHERE state <> 'pending' AND decided_at < ?`)
  return {
    add: (registration) => add.run(registration).changes === 1,
    get: (id) => get.get(id) ?? null,
    latest: (username) => latest.get(username) ?? null,
    pending: () => pending.all(),
    pendingSize: () => size.get()?.size ?? 0,
    decide: (id, state, at) => void decide.run({ id, state, at }),
    forgetDecided: (before) => void forget.run(before),
  }
}
