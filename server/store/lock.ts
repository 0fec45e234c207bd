import SQLite from 'better-sqlite3'

/**
 * Keeps a second server out of a data folder. The lock is a transaction that is never ended, on a file of its own: the
 * operating system lets go of it whatever becomes of the process, so none is ever left behind. Null when it is taken.
 */
export function lockFile(path: string): { release(): void } | null {
  const lock = new SQLite(path, { timeout: 0 })
  try {
    lock.exec('BEGIN EXCLUSIVE')
    return { release: () => void lock.close() }
  } catch (error) {
    lock.close()
    if (error instanceof SQLite.SqliteError && error.code.startsWith('SQLITE_BUSY')) return null
    throw error
  }
}
