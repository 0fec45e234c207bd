import type { Database } from './database.ts'

/** What a person signs in with. The hash is of the password, in PHC form. */
export interface Account {
  personId: string
  username: string
  passwordHash: string
}

export interface AccountStore {
  named(username: string): Account | null
  add(account: Account): void
}

export function openAccounts(database: Database): AccountStore {
  const named = database.prepare<[string], Account>(
    'SELECT person_id AS personId, username, password_hash AS passwordHash FROM account WHERE username = ?',
  )
  const add = database.prepare('INSERT INTO account (person_id, username, password_hash) VALUES (?, ?, ?)')
  return {
    named: (username) => named.get(username) ?? null,
    add: ({ personId, username, passwordHash }) => void add.run(personId, username, passwordHash),
  }
}
