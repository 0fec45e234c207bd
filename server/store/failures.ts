import SQLite from 'better-sqlite3'

const commandsOwn = ['SQLITE_CONSTRAINT', 'SQLITE_TOOBIG', 'SQLITE_MISMATCH', 'SQLITE_RANGE']

/**
 * Whether a failure lies in the database (busy, full, unreadable) rather than in what was to be written. After the
 * first kind the same command may succeed later; after the second it would fail for ever.
 */
export function isInfrastructure(error: unknown): boolean {
  if (error instanceof SQLite.SqliteError) return !commandsOwn.some((code) => error.code.startsWith(code))
  return !(error instanceof TypeError || error instanceof RangeError)
}
