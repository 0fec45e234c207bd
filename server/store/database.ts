import { randomBytes } from 'node:crypto'
import SQLite from 'better-sqlite3'
import { migrations } from './migrations.ts'

export type Database = SQLite.Database

/** Below zero: KiB. With the 2 MiB that is usual, the ends of all shelves' indexes push each other out. */
const cacheSize = -32_768

/**
 * Opens the one writing connection. better-sqlite3 is built so that WAL mode falls back to `synchronous=NORMAL` at the
 * first write, which loses acknowledged commits in a power cut: FULL is set after WAL and read back after a write.
 */
export function openDatabase(path: string): Database {
  const database = new SQLite(path)
  try {
    database.pragma('journal_mode = WAL')
    database.pragma('synchronous = FULL')
    database.pragma('foreign_keys = ON')
    database.pragma('busy_timeout = 5000')
    database.pragma(`cache_size = ${cacheSize}`)
    migrate(database)
    assertDurable(database, path)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/** A connection of its own that reads beside the one that writes, and cannot write. */
export function openReadOnly(path: string): Database {
  const database = new SQLite(path, { readonly: true, fileMustExist: true })
  database.pragma('busy_timeout = 5000')
  database.pragma(`cache_size = ${cacheSize}`)
  return database
}

/** Runs `work` as one transaction that holds the write lock from its start. */
export function transaction<T>(database: Database, work: () => T): T {
  return database.transaction(work).immediate()
}

function migrate(database: Database): void {
  const taken = Number(database.pragma('user_version', { simple: true }))
  if (taken > migrations.length)
    throw new Error('This database was made by a newer Awning. Please start that version, or a later one.')
  migrations.slice(taken).forEach((step, index) => {
    transaction(database, () => {
      database.exec(step)
      database.pragma(`user_version = ${taken + index + 1}`)
    })
  })
}

function assertDurable(database: Database, path: string): void {
  database
    .prepare(
      `INSERT INTO meta (key, value) VALUES ('opened', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
    )
    .run(randomBytes(8).toString('hex'))
  const synchronous = Number(database.pragma('synchronous', { simple: true }))
  const mode = String(database.pragma('journal_mode', { simple: true }))
  const isMemory = path === ':memory:'
  if (synchronous !== 2 || (mode !== 'wal' && !isMemory))
    throw new Error(`The database is not durable (journal_mode ${mode}, synchronous ${synchronous}).`)
}
