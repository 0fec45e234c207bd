import { Dexie } from 'dexie'
import { missing } from '#shared/decide.ts'
import type { Prepared } from '#shared/define.ts'
import { Draft, type Needs, type Range } from '#shared/draft.ts'
import type { Row, Table } from '#shared/rows.ts'
import { type History, histories, levelId } from '#shared/tables.ts'
import { type BaseCopy, type Database, keyOf, partsOf, type RowKey } from './db.ts'

/** A draft that remembers which rows each command wrote and looked at. */
export class Ledger extends Draft {
  #wrote = new Set<RowKey>()

  override put<T extends Table>(table: T, row: Row<T>): void {
    this.#wrote.add(keyOf(table, row.id))
    super.put(table, row)
  }

  /** Runs one command; a rule that says no or throws has touched nothing. */
  follow<D extends { ok: boolean }>(command: Prepared, run: () => D): Trail<D> {
    const looked = lookedAt(command.needs(this))
    this.#wrote = new Set()
    const decision = run()
    const touched = decision.ok ? this.#wrote : new Set<RowKey>()
    return { decision, touched: [...touched], looked: looked.filter((key) => !touched.has(key)) }
  }

  read(key: RowKey): Row | undefined {
    return this.get(...partsOf(key))
  }

  loadServerVersion(copy: BaseCopy): void {
    this.load(copy.table, partsOf(copy.key)[1], copy.row ?? undefined)
    if (copy.table === 'movement' && copy.row) this.loadMovement(copy.row)
    if (copy.table === 'status' && copy.row) this.loadHistory('status', copy.row)
    if (copy.table === 'paid' && copy.row) this.loadHistory('paid', copy.row)
    if (copy.table === 'refund' && copy.row) this.loadHistory('refund', copy.row)
  }
}

export interface Trail<D> {
  decision: D
  touched: RowKey[]
  looked: RowKey[]
}

/**
 * Loads what these commands need from the tables, passing over what `replaced` names. Waits only where there is
 * something to wait for: Dexie loses its transaction after some awaits of nothing.
 */
export async function fill(
  db: Database,
  commands: readonly Prepared[],
  ledger: Ledger,
  replaced: ReadonlySet<RowKey>,
): Promise<void> {
  const first = missing(commands, ledger, true)
  if (first) {
    const { rows, orders, movements } = first
    const loads = [
      ...(rows.length > 0 ? [loadRows(db, ledger, rows)] : []),
      ...(orders.length > 0
        ? histories.map((table) => loadHistory(db, ledger, table, orders, replaced))
        : []),
      ...movements.map((range) => loadRange(db, ledger, range, replaced)),
    ]
    if (loads.length > 0) await Promise.all(loads)
  }
  if (missing(commands, ledger, false)) await fillRows(db, commands, ledger)
}

/** Loads the rows that came to be needed through what has been loaded or written since. */
export async function fillRows(db: Database, commands: readonly Prepared[], ledger: Ledger): Promise<void> {
  for (;;) {
    const more = missing(commands, ledger, false)
    if (!more) return
    await loadRows(db, ledger, more.rows)
  }
}

export function grouped(keys: Iterable<RowKey>): Map<Table, string[]> {
  const groups = new Map<Table, string[]>()
  for (const key of keys) {
    const [table, id] = partsOf(key)
    const group = groups.get(table)
    if (group) group.push(id)
    else groups.set(table, [id])
  }
  return groups
}

/** Where a range of movements is read, its level stands for it; where a history is, its order does. */
export function lookedAt(needs: Needs): RowKey[] {
  const keys = [
    ...needs.rows.map(([table, id]) => keyOf(table, id)),
    ...needs.movements.map((range) => keyOf('level', levelId(range.productId, range.locationId))),
    ...needs.orders.map((orderId) => keyOf('order', orderId)),
  ]
  return [...new Set(keys)]
}

async function loadRows(db: Database, ledger: Ledger, rows: Needs['rows']): Promise<void> {
  const groups = grouped(rows.map(([table, id]) => keyOf(table, id)))
  await Promise.all(
    [...groups].map(async ([table, ids]) => {
      const found = await db.rows(table).bulkGet(ids)
      ids.forEach((id, index) => ledger.load(table, id, found[index]))
    }),
  )
}

async function loadHistory<T extends History>(
  db: Database,
  ledger: Ledger,
  table: T,
  orderIds: string[],
  replaced: ReadonlySet<RowKey>,
): Promise<void> {
  const found = orderIds.map((orderId) => db.rows(table).where('orderId').equals(orderId).toArray())
  for (const row of (await Promise.all(found)).flat())
    if (!replaced.has(keyOf(table, row.id))) ledger.loadHistory(table, row)
}

async function loadRange(
  db: Database,
  ledger: Ledger,
  { productId, locationId, after }: Range,
  replaced: ReadonlySet<RowKey>,
): Promise<void> {
  const movements = await db.movement
    .where('[productId+locationId+at]')
    .between([productId, locationId, after[0]], [productId, locationId, Dexie.maxKey], true, true)
    .toArray()
  for (const movement of movements)
    if (!replaced.has(keyOf('movement', movement.id))) ledger.loadMovement(movement)
}
