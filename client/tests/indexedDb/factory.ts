import { Connection, Database } from './connection.ts'
import { fire } from './events.ts'
import { compare, keyFrom } from './keys.ts'
import { keep } from './plain.ts'
import { KeyRange } from './ranges.ts'
import type { Image, Table } from './table.ts'
import { type Later, type Outlook, Request } from './transaction.ts'

export type { Transaction } from './transaction.ts'

/*
 * IndexedDB in memory, as far as Dexie uses it: for simulations that store a million times a minute. It keeps to what
 * tablets rely on (one writer at a time, all of a transaction or nothing, commit by itself), hands out frozen rows
 * without copying them, and takes no turn of the event loop for a request. indexedDb.test.ts holds it against
 * fake-indexeddb.
 */

export interface Memory {
  indexedDB: IDBFactory
  IDBKeyRange: typeof IDBKeyRange
  /** What lies in a table, by its keys in order: for whoever looks on. Null where there is no such table. */
  peek(database: string, table: string): unknown[] | null
  /** All that was committed is on the disk, as it is after a while. */
  flush(database: string): void
  /** What was committed and not flushed is gone. */
  cutPower(database: string): void
  /**
   * The beginning of a transaction is gone though it was strict and over, as on Chromium's LevelDB: so many changes of
   * the last one, or of one so many `before` it. What was written over since stays. Gives how many rows it changed.
   */
  tear(database: string, before: number, changes: number): number
  /** Puts another row in the place of one, or nothing, and no transaction knows of it. */
  spoil(database: string, table: string, key: string, value: object | undefined): void
  /** How many changes that one made. */
  changesOf(database: string, before: number): number
  /** How many have written something so far. */
  transactionsOf(database: string): number
  /** A copy of all that lies there; `reset` puts it back, while nobody has the database open. */
  image(database: string): ReadonlyMap<string, Image>
  reset(database: string, image: ReadonlyMap<string, Image>): void
}

export function openMemory(outlook: Partial<Outlook> = {}): Memory {
  const factory = new Factory({ later: afterwards, begins() {}, writes() {}, ...outlook })
  return {
    indexedDB: factory as unknown as IDBFactory,
    IDBKeyRange: KeyRange as unknown as typeof IDBKeyRange,
    peek: (database, table) => factory.peek(database, table),
    flush: (database) => factory.flush(database),
    cutPower: (database) => factory.cutPower(database),
    tear: (database, before, changes) => factory.tear(database, before, changes),
    changesOf: (database, before) => factory.changesOf(database, before),
    spoil: (database, table, key, value) => factory.spoil(database, table, key, value),
    transactionsOf: (database) => factory.transactionsOf(database),
    image: (database) => factory.image(database),
    reset: (database, image) => factory.reset(database, image),
  }
}

/** After every promise that what runs now leads to: those come first, then what waits for the next tick. */
const afterwards: Later = (step) => queueMicrotask(() => process.nextTick(step))

class OpenRequest extends Request {
  onblocked: unknown = null
  onupgradeneeded: unknown = null
}

type Job = (done: () => void) => void

class Factory {
  readonly #outlook: Outlook
  readonly #databases = new Map<string, Database>()
  /** What waits to be opened or deleted, by name: one after the other. */
  readonly #jobs = new Map<string, Job[]>()

  constructor(outlook: Outlook) {
    this.#outlook = outlook
  }

  open(name: string, version?: number): OpenRequest {
    if (version !== undefined && !(version >= 1)) throw new TypeError('a version is a number from 1 on')
    const request = new OpenRequest(null, null)
    this.#enqueue(name, (done) => this.#open(name, version, request, done))
    return request
  }

  deleteDatabase(name: string): OpenRequest {
    const request = new OpenRequest(null, null)
    this.#enqueue(name, (done) => {
      const database = this.#databases.get(name)
      const gone = () => {
        this.#databases.delete(name)
        request.readyState = 'done'
        fire('success', [request], false, { oldVersion: database?.version ?? 0, newVersion: null })
        done()
      }
      if (database) this.#askToLeave(database, null, request, gone)
      else gone()
    })
    return request
  }

  async databases(): Promise<{ name: string; version: number }[]> {
    return [...this.#databases.values()]
      .filter(({ version }) => version > 0)
      .map(({ name, version }) => ({ name, version }))
  }

  cmp(a: unknown, b: unknown): number {
    return Math.sign(compare(keyFrom(a), keyFrom(b)))
  }

  peek(name: string, table: string): unknown[] | null {
    const shelf = this.#databases.get(name)?.tables.get(table)?.shelf
    return shelf ? shelf.places.map(({ item }) => item.value) : null
  }

  flush(name: string): void {
    this.#databases.get(name)?.flush()
  }

  cutPower(name: string): void {
    this.#databases.get(name)?.cutPower()
  }

  tear(name: string, before: number, changes: number): number {
    return this.#databases.get(name)?.tear(before, changes) ?? 0
  }

  changesOf(name: string, before: number): number {
    return this.#databases.get(name)?.changesOf(before) ?? 0
  }

  spoil(name: string, table: string, key: string, value: object | undefined): void {
    const data = this.#databases.get(name)?.tables.get(table)
    if (value) data?.put(key, keep(value), false, [])
    else data?.remove(KeyRange.only(key), [])
  }

  transactionsOf(name: string): number {
    return this.#databases.get(name)?.transactions ?? 0
  }

  image(name: string): ReadonlyMap<string, Image> {
    const tables = this.#databases.get(name)?.tables ?? new Map<string, Table>()
    return new Map([...tables].map(([table, data]) => [table, data.image()]))
  }

  reset(name: string, image: ReadonlyMap<string, Image>): void {
    const tables = this.#databases.get(name)?.tables ?? new Map<string, Table>()
    for (const [table, data] of tables) data.reset(image.get(table) ?? [])
  }

  #enqueue(name: string, job: Job): void {
    const waiting = this.#jobs.get(name) ?? []
    this.#jobs.set(name, waiting)
    waiting.push(job)
    if (waiting.length === 1) this.#work(waiting)
  }

  #work(waiting: Job[]): void {
    const [job] = waiting
    if (!job) return
    this.#outlook.later(() =>
      job(() => {
        waiting.shift()
        this.#work(waiting)
      }),
    )
  }

  #open(name: string, wanted: number | undefined, request: OpenRequest, done: () => void): void {
    const database = this.#databases.get(name) ?? new Database(name, this.#outlook)
    this.#databases.set(name, database)
    const version = wanted ?? Math.max(1, database.version)
    if (version < database.version) {
      refuse(request, new DOMException(`there is version ${database.version} already`, 'VersionError'))
      return done()
    }
    const connection = new Connection(database, version)
    if (version > database.version)
      return this.#askToLeave(database, version, request, () => this.#upgrade(connection, request, done))
    database.connections.add(connection)
    answer(request, connection)
    done()
  }

  /** Whoever has the database open is asked to close it, and waited for. */
  #askToLeave(database: Database, newVersion: number | null, request: OpenRequest, then: () => void): void {
    const versions = { oldVersion: database.version, newVersion }
    const others = [...database.connections].filter(({ isClosed }) => !isClosed)
    for (const connection of others)
      if (!connection.isClosed) fire('versionchange', [connection], false, versions)
    let isTold = false
    const look = () => {
      const left = [...database.connections].filter((one) => !one.isClosed || database.isUsedBy(one))
      if (left.length > 0) {
        if (!isTold && left.some(({ isClosed }) => !isClosed)) fire('blocked', [request], false, versions)
        isTold = true
        return
      }
      database.whenLeft = () => {}
      database.connections.clear()
      then()
    }
    database.whenLeft = look
    this.#outlook.later(() => {
      if (database.whenLeft === look) look()
    })
  }

  #upgrade(connection: Connection, request: OpenRequest, done: () => void): void {
    const { database, version: newVersion } = connection
    const oldVersion = database.version
    const transaction = connection.beginUpgrade()
    database.version = newVersion
    transaction.undo.push({
      back() {
        database.version = oldVersion
        connection.version = oldVersion
      },
    })
    database.connections.add(connection)
    const end = (finish: () => void) => () => {
      connection.upgrade = null
      request.transaction = null
      this.#outlook.later(() => {
        finish()
        done()
      })
    }
    transaction.addEventListener(
      'complete',
      end(() => {
        if (!connection.isClosed) return answer(request, connection)
        refuse(request, new DOMException('the connection was closed', 'AbortError'))
      }),
    )
    transaction.addEventListener(
      'abort',
      end(() => {
        connection.close()
        request.result = undefined
        refuse(request, new DOMException('the upgrade was aborted', 'AbortError'))
      }),
    )
    request.result = connection
    request.transaction = transaction
    request.readyState = 'done'
    const { hasThrown } = fire('upgradeneeded', [request], false, { oldVersion, newVersion })
    if (hasThrown) transaction.fail(new DOMException('a callback threw', 'AbortError'))
    this.#outlook.later(() => transaction.begin())
  }
}

function answer(request: OpenRequest, result: unknown): void {
  request.result = result
  request.readyState = 'done'
  fire('success', [request], false)
}

function refuse(request: OpenRequest, error: DOMException): void {
  request.error = error
  request.readyState = 'done'
  fire('error', [request], true)
}
