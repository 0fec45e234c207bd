import type { Database } from './database.ts'

/** Pictures of products by the hash of their bytes: the same picture is kept once, and what is kept never changes. */
export interface PictureStore {
  put(hash: string, bytes: Uint8Array, at: number): void
  bytesOf(hash: string): Uint8Array | null
  /** Lets go of those that no product shows and that nobody has sent since; says how many. */
  clear(since: number): number
  /** How many there are. */
  size(): number
}

export function openPictures(database: Database): PictureStore {
  const put = database.prepare(
    `INSERT INTO picture (hash, bytes, kept_at) VALUES (?, ?, ?)
     ON CONFLICT (hash) DO UPDATE SET kept_at = excluded.kept_at`,
  )
  const get = database.prepare<[string], { bytes: Uint8Array }>('SELECT bytes FROM picture WHERE hash = ?')
  const size = database.prepare<[], { size: number }>('SELECT count(*) AS size FROM picture')
  const clear = database.prepare(
    `DELETE FROM picture WHERE kept_at < ? AND hash NOT IN (
       SELECT json_extract(body, '$.picture') FROM product WHERE json_extract(body, '$.picture') IS NOT NULL
     )`,
  )
  return {
    clear: (since) => clear.run(since).changes,
    put: (hash, bytes, at) => void put.run(hash, bytes, at),
    bytesOf: (hash) => get.get(hash)?.bytes ?? null,
    size: () => size.get()?.size ?? 0,
  }
}
