import type { Database } from './database.ts'

/** Pictures of products by the hash of their bytes: the same picture is kept once, and what is kept never changes. */
export interface PictureStore {
  put(hash: string, bytes: Uint8Array, at: number): void
  bytesOf(hash: string): Uint8Array | null
  /** How many there are. */
  size(): number
}

export function openPictures(database: Database): PictureStore {
  const put = database.prepare('INSERT OR IGNORE INTO picture (hash, bytes, kept_at) VALUES (?, ?, ?)')
  const get = database.prepare<[string], { bytes: Uint8Array }>('SELECT bytes FROM picture WHERE hash = ?')
  const size = database.prepare<[], { size: number }>('SELECT count(*) AS size FROM picture')
  return {
    put: (hash, bytes, at) => void put.run(hash, bytes, at),
    bytesOf: (hash) => get.get(hash)?.bytes ?? null,
    size: () => size.get()?.size ?? 0,
  }
}
