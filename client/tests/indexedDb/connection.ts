import { Target } from './events.ts'
import { compare, type KeyPath } from './keys.ts'
import { ObjectStore } from './sources.ts'
import { type Change, Table, type Undo } from './table.ts'
import { type Mode, type Names, namesOf, type Outlook, Transaction } from './transaction.ts'

const mostTorn = 32

/** What lies in a database, and whose turn it is there. */
export class Database {
  readonly name: string
  version = 0
  readonly tables = new Map<string, Table>()
  readonly connections = new Set<Connection>()
  readonly outlook: Outlook
  /** Called when a connection is gone. */
  whenLeft: () => void = () => {}
  readonly #live: Transaction[] = []
  /** How to take back what was committed and never flushed. */
  readonly #unflushed: Undo[] = []
  /** What the last ones did that are over. */
  readonly #latest: Undo[] = []
  /** How many have written something. */
  transactions = 0

  constructor(name: string, outlook: Outlook) {
    this.name = name
    this.outlook = outlook
  }

  /** It begins as soon as none that was made before it stands in its way. */
  enter(transaction: Transaction): void {
    this.#live.push(transaction)
    this.outlook.later(() => {
      transaction.rest()
      this.#begin()
    })
  }

  /** A strict transaction is on the disk once it is over, and with it whatever was committed before. */
  committed({ durability, undo }: Transaction): void {
    if (undo.length === 0) return
    this.transactions += 1
    this.#latest.push(undo)
    if (this.#latest.length > mostTorn) this.#latest.shift()
    if (durability === 'strict') this.flush()
    else this.#unflushed.push(undo)
  }

  /** As a browser does by itself, after a while. */
  flush(): void {
    this.#unflushed.length = 0
  }

  /** Leaves what was on the disk. */
  cutPower(): void {
    for (const undo of this.#unflushed.splice(0).reverse()) for (const change of undo.reverse()) change.back()
  }

  /** Takes the first `changes` of a transaction away, the last or one `before` it, but what was written over since. */
  tear(before: number, changes: number): number {
    const at = this.#latest.length - 1 - before
    const torn = this.#latest[at] ?? []
    const later = [...torn.slice(changes), ...this.#latest.slice(at + 1).flat()]
    const isOver = ({ table, key }: Change) =>
      later.some((one) => one.table === table && compare(one.key ?? '', key ?? '') === 0)
    const lost = torn.slice(0, changes).filter((change) => change.table && !isOver(change))
    for (const change of lost.reverse()) change.back()
    return lost.length
  }

  changesOf(before: number): number {
    return this.#latest[this.#latest.length - 1 - before]?.length ?? 0
  }

  over(transaction: Transaction): void {
    const at = this.#live.indexOf(transaction)
    if (at >= 0) this.#live.splice(at, 1)
    this.outlook.later(() => {
      this.#begin()
      this.whenLeft()
    })
  }

  isUsedBy(connection: Connection): boolean {
    return this.#live.some(({ db }) => db === connection)
  }

  #begin(): void {
    for (const transaction of [...this.#live])
      if (!transaction.isBegun && !transaction.isActive && this.#isFree(transaction)) transaction.begin()
  }

  #isFree(transaction: Transaction): boolean {
    for (const other of this.#live) {
      if (other === transaction) return true
      const isWriting = other.mode !== 'readonly' || transaction.mode !== 'readonly'
      if (isWriting && [...other.scope.keys()].some((name) => transaction.scope.has(name))) return false
    }
    return true
  }
}

/** IDBDatabase. */
export class Connection extends Target {
  readonly database: Database
  version: number
  isClosed = false
  upgrade: Transaction | null = null
  onversionchange: unknown = null
  onclose: unknown = null
  onabort: unknown = null
  onerror: unknown = null
  readonly #open: (transaction: Transaction, name: string) => ObjectStore

  constructor(database: Database, version: number) {
    super()
    this.database = database
    this.version = version
    this.#open = opener(database)
  }

  get name(): string {
    return this.database.name
  }

  get objectStoreNames(): Names {
    return namesOf(this.database.tables)
  }

  createObjectStore(
    name: string,
    { keyPath = null, autoIncrement = false }: { keyPath?: KeyPath; autoIncrement?: boolean } = {},
  ): ObjectStore {
    const { upgrade, database } = this
    if (!upgrade) throw new DOMException('only an upgrade does this', 'InvalidStateError')
    if (autoIncrement) throw new DOMException('here nothing counts by itself', 'NotSupportedError')
    if (database.tables.has(name)) throw new DOMException(`there is a ${name}`, 'ConstraintError')
    upgrade.assertActive()
    database.tables.set(name, new Table(name, keyPath))
    upgrade.undo.push({ back: () => database.tables.delete(name) })
    return upgrade.objectStore(name) as ObjectStore
  }

  deleteObjectStore(name: string): void {
    const { upgrade, database } = this
    if (!upgrade) throw new DOMException('only an upgrade does this', 'InvalidStateError')
    const table = database.tables.get(name)
    if (!table) throw new DOMException(`no store is called ${name}`, 'NotFoundError')
    database.tables.delete(name)
    upgrade.undo.push({ back: () => database.tables.set(name, table) })
  }

  transaction(
    names: string | Iterable<string>,
    mode: Mode = 'readonly',
    { durability = 'default' }: { durability?: string } = {},
  ): Transaction {
    const { database } = this
    database.outlook.begins(database.name)
    if (this.isClosed) throw new DOMException('this connection is closed', 'InvalidStateError')
    const scope = new Set(typeof names === 'string' ? [names] : names)
    if (scope.size === 0) throw new DOMException('it has to touch something', 'InvalidAccessError')
    for (const name of scope)
      if (!database.tables.has(name)) throw new DOMException(`no store is called ${name}`, 'NotFoundError')
    const transaction = new Transaction(
      this,
      scope,
      { mode, durability },
      database.outlook,
      database,
      this.#open,
    )
    database.enter(transaction)
    return transaction
  }

  /** Made by the factory, which also says when it begins. */
  beginUpgrade(): Transaction {
    const { database } = this
    const terms = { mode: 'versionchange' as const, durability: 'strict' }
    this.upgrade = new Transaction(this, database.tables, terms, database.outlook, database, this.#open)
    return this.upgrade
  }

  close(): void {
    this.isClosed = true
    this.database.outlook.later(() => this.database.whenLeft())
  }
}

function opener(database: Database) {
  return (transaction: Transaction, name: string): ObjectStore => {
    const table = transaction.scope.has(name) ? database.tables.get(name) : undefined
    if (!table) throw new DOMException(`no store is called ${name}`, 'NotFoundError')
    return new ObjectStore(transaction, table)
  }
}
