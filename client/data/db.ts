import { Dexie, type Table as DexieTable, type Transaction } from 'dexie'
import type { Allotment } from '#shared/allotment.ts'
import type { Envelope } from '#shared/envelope.ts'
import type { Outcome } from '#shared/protocol.ts'
import type { MarketDay } from '#shared/marketDay.ts'
import type {
  Business,
  CashMove,
  Count,
  Device,
  Exception,
  Level,
  Location,
  Movement,
  Order,
  Paid,
  Person,
  Product,
  Refund,
  Row,
  StatusStep,
  Table,
  TillSession,
} from '#shared/rows.ts'
import type { Grant } from '#shared/api.ts'
import { counting, issuedIn } from './issued.ts'
import type { Meta } from './meta.ts'
import type { Outside } from './outside.ts'

export type { Anchor, Clock, Head, KeptBasket, KeptImport, KeptJoin, Walk } from './meta.ts'

/** A row's name across all tables: "level 0190…@0190…". */
export type RowKey = `${Table} ${string}`

/**
 * `waiting` has no outcome yet. `answered` has one whose revision the cursor has not reached, so it still belongs to
 * what is pending here; nor has one that is `deferred`, which the server cannot read until it is upgraded. The others are over. None is deleted but what has been settled for two weeks.
 */
export type EntryState = 'waiting' | 'answered' | 'deferred' | 'settled' | 'rejected' | 'quarantined'

export interface Entry {
  /** Its place on this tablet; in its identity's own journal, which is what travels, it has `seq - shift`. */
  seq: number
  id: string
  name: string
  command: Envelope
  state: EntryState
  outcome?: Outcome
  /** The rows this command wrote when it last ran here, and those it looked at besides. */
  touched: RowKey[]
  looked: RowKey[]
  /** An order's total in minor units; 0 for anything else. */
  amount: number
  /** The device's own clock, epoch ms. */
  madeAt: number
  /** When its outcome came, epoch ms by the server's clock. */
  answeredAt?: number
  /** The server would not have it in a request: its bytes are in rescue, and a placeholder travels in its place. */
  isRescued?: true
}

/** The server's version of a row that a pending command has written; null where the server has no such row. */
export type BaseCopy = { [T in Table]: { key: RowKey; table: T; row: Row<T> | null } }[Table]

/** What a page has of one table, kept beside the rows that the screens still show: its name and a number. */
export interface Aside {
  key: RowKey
  rows: readonly Row[]
}

/** What a person's PIN opens on this tablet. */
export interface KeptPin {
  person: string
  /** The newest that the server gave this person here. */
  grant: Grant
  salt: Uint8Array<ArrayBuffer>
  nonce: Uint8Array<ArrayBuffer>
  /** What the person seals with here, locked by the PIN. */
  key: ArrayBuffer
  /** Wrong tries since the last right one. */
  misses: number
}

/** A product's picture by the hash of its bytes; `isSent` is 0 as long as it is only here. */
export interface KeptPicture {
  hash: string
  bytes: Uint8Array<ArrayBuffer>
  isSent: 0 | 1
  /** When it came here, epoch ms by the device's clock. */
  keptAt?: number
}

export class Database extends Dexie {
  declare business: DexieTable<Business, string>
  declare person: DexieTable<Person, string>
  declare device: DexieTable<Device, string>
  declare location: DexieTable<Location, string>
  declare product: DexieTable<Product, string>
  declare level: DexieTable<Level, string>
  declare marketDay: DexieTable<MarketDay, string>
  declare allotment: DexieTable<Allotment, string>
  declare order: DexieTable<Order, string>
  declare status: DexieTable<StatusStep, string>
  declare paid: DexieTable<Paid, string>
  declare refund: DexieTable<Refund, string>
  declare tillSession: DexieTable<TillSession, string>
  declare cashMove: DexieTable<CashMove, string>
  declare exception: DexieTable<Exception, string>
  declare movement: DexieTable<Movement, string>
  declare count: DexieTable<Count, string>
  declare entries: DexieTable<Entry, number>
  declare base: DexieTable<BaseCopy, RowKey>
  declare fresh: DexieTable<Aside, RowKey>
  declare grants: DexieTable<{ id: string; token: string }, string>
  declare pins: DexieTable<KeptPin, string>
  declare echoes: DexieTable<Entry, number>
  declare turns: DexieTable<{ turn: number }, number>
  declare picture: DexieTable<KeptPicture, string>
  declare meta: DexieTable<{ key: string; value: unknown }, string>

  constructor(name: string, outside: Pick<Outside, 'indexedDB' | 'IDBKeyRange'>) {
    super(name, {
      indexedDB: outside.indexedDB,
      IDBKeyRange: outside.IDBKeyRange,
      cache: 'immutable',
      chromeTransactionDurability: 'strict',
    })
    // Outside a browser Dexie's live queries stay silent until they are shown an IndexedDB.
    Object.assign(Dexie.dependencies, { indexedDB: outside.indexedDB, IDBKeyRange: outside.IDBKeyRange })
    // Later versions only ever add to this, so that an older tab and a newer one can share a database.
    this.version(1).stores({
      business: 'id',
      person: 'id',
      device: 'id',
      location: 'id',
      product: 'id',
      level: 'id, locationId',
      order: 'id, placedAt, number, status',
      status: 'id, orderId',
      movement: 'id, [productId+locationId+at], orderId',
      count: 'id, [productId+locationId+at]',
      entries: 'seq, id, state, [state+name+amount]',
      base: 'key',
      grants: 'id',
      meta: 'key',
    })
    this.version(2).stores({ fresh: 'key' })
    this.version(3).stores({
      paid: 'id, orderId',
      refund: 'id, orderId',
      tillSession: 'id',
      cashMove: 'id, sessionId',
    })
    this.version(4).stores({ exception: 'id' })
    this.version(5).stores({ pins: 'person' })
    this.version(6).stores({ echoes: 'seq', turns: 'turn' })
    this.version(7).stores({ marketDay: 'id', movement: 'id, [productId+locationId+at], orderId, dayId' })
    this.version(8).stores({ picture: 'hash, isSent' })
    this.version(9).stores({ allotment: 'id, deviceId, locationId' })
    this.use(counting)
    // A newer tab wants to upgrade: this one lets go of the database rather than block it.
    this.on('versionchange', () => this.close())
  }

  rows<T extends Table>(table: T): DexieTable<Row<T>, string> {
    return this.table<Row<T>, string>(table)
  }

  /**
   * One transaction. `work` is given this database as it is inside: Dexie finds the transaction it is in by counting the
   * ticks of promises, and loses it where many run at once; these tables know theirs.
   */
  write<T>(tables: DexieTable | DexieTable[], work: (inside: this) => Promise<T>): Promise<T> {
    return this.transaction('rw', [tables].flat(), async (transaction) => work(this.#inside(transaction)))
  }

  /**
   * Inside `write`: these writes were all. The browser then ends it by itself, without waiting until the page has heard of
   * each; unless one of them is yet to be asked for.
   */
  commit(_writes: readonly unknown[]): void {
    throw new TypeError('there is no transaction to commit')
  }

  /** The same without writing: all of it is as it was at one moment. */
  look<T>(work: (inside: this) => Promise<T>): Promise<T> {
    return this.transaction('r', this.tables, async (transaction) => work(this.#inside(transaction)))
  }

  #inside(transaction: Transaction): this {
    const table = (name: string) => transaction.table(name)
    const tables = Object.fromEntries(transaction.storeNames.map((name) => [name, table(name)]))
    const inside = Object.create(this) as this
    const write: Database['write'] = (_tables, work) => work(inside)
    const commit: Database['commit'] = ({ length }) => {
      if (issuedIn(transaction.idbtrans) === length) transaction.idbtrans.commit()
    }
    Object.assign(inside, { ...tables, table, write, commit })
    return inside
  }

  async read<K extends keyof Meta>(...keys: K[]): Promise<{ [P in K]?: Meta[P] }> {
    const found = await this.meta.bulkGet(keys)
    return Object.fromEntries(found.flatMap((item) => (item ? [[item.key, item.value]] : []))) as {
      [P in K]?: Meta[P]
    }
  }

  async keep(values: { [K in keyof Meta]?: Meta[K] }): Promise<void> {
    await this.meta.bulkPut(Object.entries(values).map(([key, value]) => ({ key, value })))
  }

  async forget(...keys: (keyof Meta)[]): Promise<void> {
    await this.meta.bulkDelete(keys)
  }
}

export function keyOf(table: Table, id: string): RowKey {
  return `${table} ${id}`
}

export function partsOf(key: RowKey): [Table, string] {
  const space = key.indexOf(' ')
  return [key.slice(0, space) as Table, key.slice(space + 1)]
}

export function baseCopy(key: RowKey, row: Row | null): BaseCopy {
  return { key, table: partsOf(key)[0], row } as BaseCopy
}
