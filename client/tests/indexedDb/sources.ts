import { Cursor, type Direction } from './cursor.ts'
import { type Key, keyFrom, readerOf } from './keys.ts'
import { keep } from './plain.ts'
import { everything, type KeyRange, rangeFrom } from './ranges.ts'
import type { Item, Shelf } from './shelf.ts'
import type { Index as IndexData, Table } from './table.ts'
import { type Names, namesOf, Request, type Transaction } from './transaction.ts'

/** What an object store and an index have in common. */
abstract class Source {
  readonly transaction: Transaction
  abstract readonly shelf: Shelf

  constructor(transaction: Transaction) {
    this.transaction = transaction
  }

  get(query: unknown): Request {
    const range = rangeOf(query)
    return this.ask(() => {
      const item = this.#first(range)
      return item && shown(item)
    })
  }

  getKey(query: unknown): Request {
    const range = rangeOf(query)
    return this.ask(() => this.#first(range)?.key)
  }

  getAll(query?: unknown, most?: number): Request {
    const range = rangeFrom(query)
    return this.ask(() => this.#items(range, most).map(({ item }) => shown(item)))
  }

  getAllKeys(query?: unknown, most?: number): Request {
    const range = rangeFrom(query)
    return this.ask(() => this.#items(range, most).map(({ item }) => item.key))
  }

  count(query?: unknown): Request {
    const range = rangeFrom(query)
    return this.ask(() => {
      const [from, to] = this.shelf.spanOf(range)
      return to - from
    })
  }

  openCursor(query?: unknown, direction: Direction = 'next'): Request {
    return this.#cursor(rangeFrom(query), direction, true)
  }

  openKeyCursor(query?: unknown, direction: Direction = 'next'): Request {
    return this.#cursor(rangeFrom(query), direction, false)
  }

  protected ask(operation: () => unknown): Request {
    return this.transaction.ask(this, operation)
  }

  protected abstract writer(): ObjectStore

  #cursor(range: KeyRange, direction: Direction, hasValue: boolean): Request {
    const request = new Request(this, this.transaction)
    const cursor = new Cursor(
      { source: this, range, direction, request, shelf: this.shelf },
      hasValue && shown,
      {
        update: (value) => this.writer().put(value),
        delete: (key) => this.writer().delete(key),
      },
    )
    return this.transaction.ask(this, () => cursor.advanceTo(), request)
  }

  #first(range: KeyRange): Item | undefined {
    const [from, to] = this.shelf.spanOf(range)
    return from < to ? this.shelf.places[from]?.item : undefined
  }

  #items(range: KeyRange, most = 0) {
    const [from, to] = this.shelf.spanOf(range)
    return this.shelf.places.slice(from, most > 0 ? Math.min(to, from + most) : to)
  }
}

/** IDBObjectStore. */
export class ObjectStore extends Source {
  readonly table: Table
  readonly autoIncrement = false
  readonly #read: ((value: unknown) => Key | undefined) | null
  readonly #indexes = new Map<string, Index>()

  constructor(transaction: Transaction, table: Table) {
    super(transaction)
    this.table = table
    this.#read = table.keyPath === null ? null : readerOf(table.keyPath)
  }

  get name(): string {
    return this.table.name
  }

  get keyPath(): string | string[] | null {
    const { keyPath } = this.table
    return typeof keyPath === 'string' || keyPath === null ? keyPath : [...keyPath]
  }

  get shelf(): Shelf {
    return this.table.shelf
  }

  get indexNames(): Names {
    return namesOf(this.table.indexes)
  }

  index(name: string): Index {
    const data = this.table.indexes.get(name)
    if (!data) throw new DOMException(`no index is called ${name}`, 'NotFoundError')
    let index = this.#indexes.get(name)
    if (!index) this.#indexes.set(name, (index = new Index(this, data)))
    return index
  }

  createIndex(
    name: string,
    keyPath: string | string[],
    { unique = false, multiEntry = false }: { unique?: boolean; multiEntry?: boolean } = {},
  ): Index {
    this.#assertUpgrading()
    if (this.table.indexes.has(name)) throw new DOMException(`there is a ${name}`, 'ConstraintError')
    this.table.addIndex({ name, keyPath, unique, multiEntry }, this.transaction.undo)
    return this.index(name)
  }

  deleteIndex(name: string): void {
    this.#assertUpgrading()
    this.table.removeIndex(name, this.transaction.undo)
    this.#indexes.delete(name)
  }

  put(value: unknown, key?: unknown): Request {
    return this.#write(value, key, false)
  }

  add(value: unknown, key?: unknown): Request {
    return this.#write(value, key, true)
  }

  delete(query: unknown): Request {
    this.#assertWriting()
    const range = rangeOf(query)
    return this.ask(() => this.table.remove(range, this.transaction.undo))
  }

  clear(): Request {
    this.#assertWriting()
    return this.ask(() => this.table.remove(everything, this.transaction.undo))
  }

  protected override writer(): this {
    return this
  }

  #write(value: unknown, given: unknown, mustBeNew: boolean): Request {
    this.transaction.outlook.writes(this.transaction, this.name, value)
    this.#assertWriting()
    if (this.#read && given !== undefined) throw new DOMException('this value has its own key', 'DataError')
    const kept = keep(value)
    const key = keyFrom(this.#read ? this.#read(kept.value) : given)
    return this.ask(() => this.table.put(key, kept, mustBeNew, this.transaction.undo))
  }

  #assertWriting(): void {
    this.transaction.assertActive()
    if (this.transaction.mode === 'readonly')
      throw new DOMException('this transaction only reads', 'ReadOnlyError')
  }

  #assertUpgrading(): void {
    if (this.transaction.mode !== 'versionchange')
      throw new DOMException('only an upgrade does this', 'InvalidStateError')
    this.transaction.assertActive()
  }
}

/** IDBIndex. */
export class Index extends Source {
  readonly objectStore: ObjectStore
  readonly #data: IndexData

  constructor(objectStore: ObjectStore, data: IndexData) {
    super(objectStore.transaction)
    this.objectStore = objectStore
    this.#data = data
  }

  get name(): string {
    return this.#data.terms.name
  }

  get keyPath(): string | string[] {
    const { keyPath } = this.#data.terms
    return typeof keyPath === 'string' ? keyPath : [...keyPath]
  }

  get unique(): boolean {
    return this.#data.terms.unique
  }

  get multiEntry(): boolean {
    return this.#data.terms.multiEntry
  }

  get shelf(): Shelf {
    return this.#data.shelf
  }

  protected override writer(): ObjectStore {
    return this.objectStore
  }
}

function shown({ value, isPlain }: Item): unknown {
  return isPlain ? value : structuredClone(value)
}

function rangeOf(query: unknown): KeyRange {
  if (query === undefined || query === null) throw new DOMException('this is not a key', 'DataError')
  return rangeFrom(query)
}
