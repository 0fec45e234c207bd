import { Dexie } from 'dexie'
import type { Row, Table } from '#shared/rows.ts'
import type { Database } from './db.ts'
import { collect, type Ranges } from './mirror.ts'

/** What keeps a short form of each row. */
export interface Keeper<R> {
  /** Rows that are new or have changed, the youngest ids first at the beginning. */
  put(rows: readonly R[]): void
  remove(ids: readonly string[]): void
  /** Everything there is will come again. */
  clear(): void
  /** All that there was has come. */
  done(): void
}

/** So few that a tap between two parts waits for no more than a frame, on a slow tablet too. */
const inOnePart = 200

/**
 * Hands over every row of a table that is too large to be read at once: in parts, between which taps and frames have
 * their turn, and then only what was written, in whichever tab. Returns what stops it.
 */
export function keepDigests<T extends Table>(db: Database, table: T, keeper: Keeper<Row<T>>): () => void {
  const part = `idb://${db.name}/${table}/`
  const changed = new Set<string>()
  let isWhole = true
  let isReading = false
  let isOver = false

  async function read() {
    if (isReading) return
    isReading = true
    try {
      while (!isOver && (isWhole || changed.size > 0)) await (isWhole ? readAll() : readChanged())
    } catch (error) {
      if (db.isOpen()) globalThis.reportError(error)
    } finally {
      isReading = false
    }
  }

  async function readAll() {
    isWhole = false
    changed.clear()
    keeper.clear()
    let after: string | null = null
    do {
      const rows: Row<T>[] = await youngest(after)
      if (rows.length > 0) keeper.put(rows)
      after = rows.length < inOnePart ? null : (rows.at(-1)?.id ?? null)
      await turn()
    } while (after !== null && !isStale())
    if (!isStale()) keeper.done()
  }

  function isStale(): boolean {
    return isOver || isWhole
  }

  function youngest(after: string | null): Promise<Row<T>[]> {
    const rows = db.rows(table)
    const behind = after === null ? rows.orderBy(':id') : rows.where(':id').below(after)
    return behind.reverse().limit(inOnePart).toArray()
  }

  async function readChanged() {
    const ids = [...changed]
    changed.clear()
    const rows = await db.rows(table).bulkGet(ids)
    const found = rows.filter((row) => row !== undefined)
    if (found.length > 0) keeper.put(found)
    const gone = ids.filter((_, index) => rows[index] === undefined)
    if (gone.length > 0) keeper.remove(gone)
  }

  function hear(parts: Record<string, Ranges>) {
    const ranges = parts[part]
    if (!ranges) return
    if (!collect(ranges, changed)) isWhole = true
    void read()
  }

  Dexie.on('storagemutated').subscribe(hear)
  void read()
  return () => {
    isOver = true
    Dexie.on('storagemutated').unsubscribe(hear)
  }
}

/** Lets whatever waits for the page's one thread go first. */
function turn(): Promise<void> {
  return new Promise((resolve) => {
    if ('requestIdleCallback' in globalThis) requestIdleCallback(() => resolve(), { timeout: 100 })
    else setTimeout(resolve)
  })
}
