import { Dexie } from 'dexie'
import { onScopeDispose, type ShallowRef, shallowRef } from 'vue'
import type { Row, Table } from '#shared/rows.ts'
import type { Database } from './db.ts'

/** A table's rows in memory, in one state. After a write there is another one of these around the same map. */
export interface Mirrored<R> {
  byId: ReadonlyMap<string, R>
  /** Which of them may be others than before; null: all. */
  changed: readonly string[] | null
}

interface Wanted<R> {
  all(): Promise<R[]>
  /** Whether a row that was written belongs here. */
  belongs(row: R): boolean
}

/** Dexie's set of changed keys: a tree of ranges, of which a single key is one. */
export interface Ranges {
  from?: unknown
  to?: unknown
  l?: Ranges | null
  r?: Ranges | null
}

/**
 * What `useLive` would find, for tables that are large and read whole: rows are read once, then only those that were
 * written, in whichever tab. Null until the first reading is done.
 */
export function useMirror<T extends Table>(
  db: Database,
  table: T,
  wanted: Wanted<Row<T>>,
): ShallowRef<Mirrored<Row<T>> | null> {
  const found = shallowRef<Mirrored<Row<T>> | null>(null)
  const part = `idb://${db.name}/${table}/`
  const byId = new Map<string, Row<T>>()
  const changed = new Set<string>()
  let isWhole = true
  let isReading = false
  let isOver = false

  async function read() {
    if (isReading || isOver) return
    isReading = true
    try {
      while (isWhole || changed.size > 0) await (isWhole ? readAll() : readChanged())
    } catch (error) {
      if (db.isOpen()) globalThis.reportError(error)
    } finally {
      isReading = false
    }
  }

  async function readAll() {
    isWhole = false
    changed.clear()
    const rows = await wanted.all()
    byId.clear()
    for (const row of rows) byId.set(row.id, row)
    found.value = { byId, changed: null }
  }

  async function readChanged() {
    const ids = [...changed]
    changed.clear()
    const rows = await db.rows(table).bulkGet(ids)
    ids.forEach((id, index) => {
      const row = rows[index]
      if (row && wanted.belongs(row)) byId.set(id, row)
      else byId.delete(id)
    })
    found.value = { byId, changed: ids }
  }

  function hear(parts: Record<string, Ranges>) {
    const ranges = parts[part]
    if (!ranges) return
    if (!collect(ranges, changed)) isWhole = true
    void read()
  }

  Dexie.on('storagemutated').subscribe(hear)
  onScopeDispose(() => {
    isOver = true
    Dexie.on('storagemutated').unsubscribe(hear)
  })
  void read()
  return found
}

/** Adds the keys of these ranges; false where one of them is more than a single key. */
export function collect(ranges: Ranges, into: Set<string>): boolean {
  if (ranges.from !== undefined) {
    if (typeof ranges.from !== 'string' || ranges.from !== ranges.to) return false
    into.add(ranges.from)
  }
  return [ranges.l, ranges.r].every((side) => !side || collect(side, into))
}
