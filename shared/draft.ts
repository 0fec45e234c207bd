import type { Movement, Row, Table } from './rows.ts'
import { type History, histories, tables } from './tables.ts'
import { isLater, type Stamp } from './stamp.ts'

/** What a rule has to read before it can decide. */
export interface Needs {
  rows: [Table, string][]
  /** Movements of a product at a location that lie after a stamp. */
  movements: Range[]
  /** Orders of which all history is wanted: status steps, later payments, refunds. */
  orders: string[]
}

export interface Range {
  productId: string
  locationId: string
  after: Stamp
}

/** Rows by the order they name. */
type Beside = { [T in History]: Map<string, Map<string, Row<T>>> }

type Shelves = { [T in Table]: Map<string, Row<T> | undefined> }

/**
 * Rows in memory that rules read and write. A store loads what the commands need, the rules run, the store saves
 * `writes`. Reading a row that nobody asked for is a mistake of the rule and throws.
 */
export class Draft {
  readonly #known = shelves()
  readonly #written = shelves()
  readonly #moved = new Map<string, Map<string, Movement>>()
  readonly #beside: Beside = { status: new Map(), paid: new Map(), refund: new Map() }
  #layer: Shelves | null = null

  /** Takes in what the database holds; `undefined` says that it holds no such row. Never replaces what is known. */
  load<T extends Table>(table: T, id: string, row: Row<T> | undefined): void {
    if (!this.#known[table].has(id)) this.#known[table].set(id, row)
  }

  loadMovement(movement: Movement): void {
    const beside = within(this.#moved, shelfOf(movement.productId, movement.locationId))
    if (!beside.has(movement.id)) beside.set(movement.id, movement)
  }

  loadHistory<T extends History>(table: T, row: Row<T>): void {
    const beside = within<Row<T>>(this.#beside[table], row.orderId)
    if (!beside.has(row.id)) beside.set(row.id, row)
  }

  has(table: Table, id: string): boolean {
    return this.#known[table].has(id)
  }

  get<T extends Table>(table: T, id: string): Row<T> | undefined {
    const fresh = this.#layer?.[table].get(id)
    if (fresh) return fresh
    if (!this.#known[table].has(id)) throw new Error(`a rule read ${table} without asking for it`)
    return this.#known[table].get(id)
  }

  movementsAfter({ productId, locationId, after }: Range): Movement[] {
    const found = new Map(this.#moved.get(shelfOf(productId, locationId)))
    for (const fresh of this.#layer?.movement.values() ?? [])
      if (fresh?.productId === productId && fresh.locationId === locationId) found.set(fresh.id, fresh)
    return [...found.values()].filter((movement) => isLater([movement.at, movement.id], after))
  }

  historyOf<T extends History>(table: T, orderId: string): Row<T>[] {
    const found = new Map<string, Row<T>>(this.#beside[table].get(orderId))
    for (const fresh of this.#layer?.[table].values() ?? [])
      if (fresh?.orderId === orderId) found.set(fresh.id, fresh)
    return [...found.values()]
  }

  put<T extends Table>(table: T, row: Row<T>): void {
    if (!this.#layer) throw new Error('rows are written inside an attempt only')
    this.#layer[table].set(row.id, row)
  }

  /**
   * Runs one rule. When it says no or throws, all it wrote is forgotten, so that a command never leaves a half of
   * itself behind: what a savepoint does in SQL, without the trip to the database.
   */
  attempt<D extends { ok: boolean }>(rule: () => D): D {
    const layer = shelves()
    this.#layer = layer
    try {
      const decision = rule()
      if (decision.ok) this.#keep(layer)
      return decision
    } finally {
      this.#layer = null
    }
  }

  /** The rows of one table written so far, each in its last form. */
  written<T extends Table>(table: T): Row<T>[] {
    return [...this.#written[table].values()].filter((row) => row !== undefined)
  }

  /** Hands over every row written so far, each once and in its last form. */
  eachWrite(take: <T extends Table>(table: T, row: Row<T>) => void): void {
    for (const table of tables) eachRow(this.#written, table, take)
  }

  #keep(layer: Shelves): void {
    for (const table of tables)
      eachRow(layer, table, (of, row) => {
        this.#known[of].set(row.id, row)
        this.#written[of].set(row.id, row)
      })
    for (const movement of layer.movement.values())
      if (movement)
        within(this.#moved, shelfOf(movement.productId, movement.locationId)).set(movement.id, movement)
    for (const table of histories) this.#keepHistory(table, layer)
  }

  #keepHistory<T extends History>(table: T, layer: Shelves): void {
    for (const row of layer[table].values())
      if (row) within<Row<T>>(this.#beside[table], row.orderId).set(row.id, row)
  }
}

function shelves(): Shelves {
  return {
    business: new Map(),
    person: new Map(),
    device: new Map(),
    location: new Map(),
    product: new Map(),
    level: new Map(),
    marketDay: new Map(),
    allotment: new Map(),
    order: new Map(),
    status: new Map(),
    paid: new Map(),
    refund: new Map(),
    tillSession: new Map(),
    cashMove: new Map(),
    exception: new Map(),
    movement: new Map(),
    count: new Map(),
  }
}

function eachRow<T extends Table>(
  from: Shelves,
  table: T,
  take: <K extends Table>(table: K, row: Row<K>) => void,
): void {
  for (const row of from[table].values()) if (row) take(table, row)
}

function within<V>(groups: Map<string, Map<string, V>>, key: string): Map<string, V> {
  let found = groups.get(key)
  if (!found) groups.set(key, (found = new Map<string, V>()))
  return found
}

function shelfOf(productId: string, locationId: string): string {
  return `${productId}@${locationId}`
}
