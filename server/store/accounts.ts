import type { Database } from './database.ts'

/** What a person signs in with, and what only the server knows of them. The hash is of the password, in PHC form. */
export interface Account {
  personId: string
  username: string
  passwordHash: string
  email: string | null
  /** Where they mostly work. */
  locationId: string | null
  seenAt: number | null
}

export interface AccountStore {
  named(username: string): Account | null
  of(personId: string): Account | null
  withEmail(email: string): Account[]
  all(): Account[]
  add(account: Omit<Account, 'email' | 'locationId' | 'seenAt'> & Partial<Account>): void
  setPassword(personId: string, passwordHash: string): void
  describe(personId: string, about: Pick<Account, 'email' | 'locationId'>): void
  /** They did something; of several times the last one holds. */
  see(personId: string, at: number): void
}

const columns = `person_id AS personId, username, password_hash AS passwordHash, email, location_id AS locationId,
  seen_at AS seenAt`

export function openAccounts(database: Database): AccountStore {
  const named = database.prepare<[string], Account>(`SELECT ${columns} FROM account WHERE username = ?`)
  const of = database.prepare<[string], Account>(`SELECT ${columns} FROM account WHERE person_id = ?`)
  const all = database.prepare<[], Account>(`SELECT ${columns} FROM account`)
  const withEmail = database.prepare<[string], Account>(
    `SELECT ${columns} FROM account WHERE lower(email) = lower(?)`,
  )
  const add = database.prepare(
    `INSERT INTO account (person_id, username, password_hash, email, location_id)
     VALUES (@personId, @username, @passwordHash, @email, @locationId)`,
  )
  const setPassword = database.prepare('UPDATE account SET password_hash = ? WHERE person_id = ?')
  const describe = database.prepare('UPDATE account SET email = ?, location_id = ? WHERE person_id = ?')
  const see = database.prepare(
    'UPDATE account SET seen_at = @at WHERE person_id = @personId AND coalesce(seen_at, 0) < @at',
  )
  return {
    named: (username) => named.get(username) ?? null,
    of: (personId) => of.get(personId) ?? null,
    withEmail: (email) => withEmail.all(email),
    all: () => all.all(),
    add: ({ personId, username, passwordHash, email = null, locationId = null }) =>
      void add.run({ personId, username, passwordHash, email, locationId }),
    setPassword: (personId, passwordHash) => void setPassword.run(passwordHash, personId),
    describe: (personId, { email, locationId }) => void describe.run(email, locationId, personId),
    see: (personId, at) => void see.run({ personId, at }),
  }
}
