import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { v7 } from 'uuid'
import * as v from 'valibot'
import { plainProduct } from '#shared/catalogue.ts'
import { type CommandName, prepare } from '#shared/command.ts'
import { decide, missing } from '#shared/decide.ts'
import type { Grant } from '#shared/api.ts'
import { Draft } from '#shared/draft.ts'
import { chainStart, type Envelope, hashOf } from '#shared/envelope.ts'
import type { PlacedOrder } from '#shared/order.ts'
import { type Cursor, type Outcome, Rows, type SyncAnswer } from '#shared/protocol.ts'
import { type Device, type Row, rowSchemas, type Table } from '#shared/rows.ts'
import { keyNameOf } from '#shared/seal.ts'
import { tables } from '#shared/tables.ts'
import { base64 } from './base64.ts'
import { Database, keyOf, partsOf, type RowKey } from './db.ts'
import { type Outside, wait } from './outside.ts'
import { settle } from './settle.ts'

/*
 * What the unit tests of these rooms stand on: a world with an IndexedDB of its own, and a model of the server that
 * runs the same rules over a map. Whole tablets meet the real server in client/tests.
 */

export const ids = {
  device: id(1),
  other: id(2),
  person: id(3),
  grant: id(4),
  location: id(5),
  store: id(6),
  products: [id(11), id(12), id(13)],
}

/** A well-formed id that is easy to tell apart in a failing test. */
export function id(number: number): string {
  return `01900000-0000-7000-8000-${String(number).padStart(12, '0')}`
}

export function outsideWith(changes: Partial<Outside> = {}): Outside {
  return {
    fetch: async () => Promise.reject(new TypeError('no network')),
    now: () => Date.now(),
    steady: { id: v7(), now: () => performance.now() },
    newId: () => v7(),
    zone: () => 'Europe/Paris',
    subtle: globalThis.crypto.subtle,
    indexedDB: new IDBFactory(),
    IDBKeyRange,
    wait,
    random: () => 0.5,
    bytes: (size) => crypto.getRandomValues(new Uint8Array(size)),
    ...changes,
  }
}

export const device: Device = {
  id: ids.device,
  letter: 'B',
  name: 'Tablet B',
  locationId: ids.location,
  active: true,
}

const keyBytes = new Uint8Array(32).fill(7)
/** What Mia seals with, as it travels. */
export const sealKey = base64(keyBytes.buffer)

export const grant: Grant = {
  ...{ id: ids.grant, device: ids.device, person: ids.person, name: 'Mia', role: 'manager' },
  ...{ issued: 0, until: 4_000_000_000_000, seals: keyNameOf(keyBytes) },
}

/** A database whose tablet is enrolled, has a manager on the till and has taken in the server's first rows. */
export async function enrolled(outside: Outside, server: ModelServer, name = 'test'): Promise<Database> {
  const db = new Database(name, outside)
  await db.keep({
    device,
    person: grant,
    head: { seq: 0, hash: chainStart, counter: 0 },
    sent: 0,
  })
  await settle(db, { cursor: null, last: 0 }, server.answer(null), { offset: 0, uncertainty: 0 })
  return db
}

export function orderOf(...lines: [productId: string, quantity: number][]): Omit<PlacedOrder, 'number'> {
  const total = lines.reduce((sum, [, quantity]) => sum + quantity * 250, 0)
  return {
    ...{ locationId: ids.location, currency: 'EUR', taxIncluded: true, total, startStatus: 'processing' },
    lines: lines.map(([productId, quantity]) => ({
      ...{ productId, name: 'Bun', price: 250, quantity, taxRate: 0, total: quantity * 250 },
    })),
    taxes: [{ rate: 0, gross: total, tax: 0 }],
    payments: [{ kind: 'cash', amount: total }],
  }
}

/** Every row of every synced table, by key. */
export async function rowsIn(db: Database): Promise<Map<RowKey, Row>> {
  const all = new Map<RowKey, Row>()
  for (const table of tables)
    for (const row of await db.rows(table).toArray()) all.set(keyOf(table, row.id), row)
  return new Map([...all].sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** What an answer has to be asked with just now. */
export async function ask(db: Database) {
  return { cursor: (await db.read('cursor')).cursor ?? null, last: (await db.read('head')).head?.seq ?? 0 }
}

/** The whole journal. */
export async function commandsOf(db: Database): Promise<Envelope[]> {
  return (await db.entries.toArray()).map((entry) => entry.command)
}

/** A command of another tablet; its chain matters to no one here. */
export function foreign(name: CommandName, args: object, seq: number, at = 1_760_000_000_000): Envelope {
  const unsealed = {
    ...{
      id: v7(),
      device: ids.other,
      seq,
      name,
      v: 1,
      args: { ...args },
      actor: ids.person,
    },
    ...{ grant: ids.grant, at, offset: 0, uncertainty: 0, zone: 'Europe/Paris', base: 0 },
  }
  return { ...unsealed, hash: hashOf(unsealed, chainStart) }
}

/** Runs commands on rows from nothing, in this order: what a selective rebase has to be equal to. */
export function replay(rows: ReadonlyMap<RowKey, Row>, commands: readonly Envelope[]): Map<RowKey, Row> {
  const state = new Map(rows)
  for (const command of commands) runOn(state, command)
  return new Map([...state].sort(([a], [b]) => (a < b ? -1 : 1)))
}

function loadBeside(draft: Draft, table: Table, row: Row): void {
  if (table === 'movement' && v.is(rowSchemas.movement, row)) draft.loadMovement(row)
  if (table === 'status' && v.is(rowSchemas.status, row)) draft.loadHistory(table, row)
  if (table === 'paid' && v.is(rowSchemas.paid, row)) draft.loadHistory(table, row)
  if (table === 'refund' && v.is(rowSchemas.refund, row)) draft.loadHistory(table, row)
}

function runOn(state: Map<RowKey, Row>, command: Envelope): Outcome['status'] | 'failed' {
  const readiness = prepare(command)
  if (!readiness.ok) return 'quarantined'
  const draft = new Draft()
  for (const [key, row] of state) {
    draft.load(...partsOf(key), row)
    loadBeside(draft, partsOf(key)[0], row)
  }
  for (;;) {
    const more = missing([readiness.prepared], draft, false)
    if (!more) break
    for (const [table, rowId] of more.rows) draft.load(table, rowId, undefined)
  }
  try {
    const decision = decide(readiness.prepared, draft)
    draft.eachWrite((table, row) => state.set(keyOf(table, row.id), row))
    return decision.ok ? 'applied' : 'rejected'
  } catch {
    return 'failed'
  }
}

/** The server as a tablet sees it: rows with revisions, and an outcome for every command, once. */
export class ModelServer {
  rows = new Map<RowKey, Row>()
  lastSeq = 0
  #revs = new Map<RowKey, number>()
  #outcomes = new Map<number, Outcome>()
  #rev = 0
  #epoch = id(99)

  constructor() {
    this.put('business', {
      ...{ id: 'business', name: 'Buns', currency: 'EUR', zone: 'Europe/Paris', taxIncluded: true },
    })
    this.put('person', { id: ids.person, name: 'Mia', role: 'manager', active: true })
    this.put('device', device)
    const place = { kind: 'stall', prepares: true, active: true, stamps: {} } as const
    this.put('location', { id: ids.location, name: 'Market', ...place })
    this.put('location', { id: ids.store, name: 'Store', ...place })
    for (const product of ids.products)
      this.put('product', { ...plainProduct, id: product, name: 'Bun', sku: product, price: 250, stamps: {} })
  }

  put<T extends Table>(table: T, row: Row<T>): void {
    this.#save(new Map(this.rows).set(keyOf(table, row.id), row))
  }

  /** What another tablet did, or this one: each in a revision of its own. */
  run(command: Envelope, fate: 'fair' | 'rejected' | 'quarantined' = 'fair'): Outcome {
    const next = new Map(this.rows)
    const status = fate === 'fair' ? runOn(next, command) : fate
    this.#save(status === 'applied' ? next : this.rows)
    const { seq } = command
    if (status === 'rejected') return { seq, rev: this.#rev, status, code: 'incomplete' }
    if (status === 'applied') return { seq, rev: this.#rev, status }
    return { seq, rev: this.#rev, status: 'quarantined', code: 'rule-failed' }
  }

  /** Commands of the tablet under test, with the same outcome for the same command whenever it comes. */
  take(
    commands: readonly Envelope[],
    fate: (seq: number) => 'fair' | 'rejected' | 'quarantined' = () => 'fair',
  ): Outcome[] {
    return commands.map((command) => {
      const known = this.#outcomes.get(command.seq)
      if (known) return known
      const outcome = this.run(command, fate(command.seq))
      this.#outcomes.set(command.seq, outcome)
      this.lastSeq = Math.max(this.lastSeq, command.seq)
      return outcome
    })
  }

  /** Becomes another server with this one's rows: what was created anew or restored. */
  becomeAnother(): void {
    this.#epoch = id(100 + this.#rev)
  }

  answer(cursor: Cursor | null, outcomes: Outcome[] = [], page = 10_000): SyncAnswer {
    const from = cursor?.epoch === this.#epoch ? cursor.rev : 0
    const news = [...this.#revs].filter(([, rev]) => rev > from).sort((a, b) => a[1] - b[1])
    const until = news[page - 1]?.[1] ?? this.#rev
    const keys = news.filter(([, rev]) => rev <= until).map(([key]) => key)
    return {
      outcomes,
      lastSeq: this.lastSeq,
      rows: this.#pageOf(keys),
      fresh: !cursor || cursor.epoch !== this.#epoch,
      cursor: { epoch: this.#epoch, rev: until, tag: String(until), scope: 'all' },
      complete: until === this.#rev,
      now: 1_760_000_000_000,
    }
  }

  #pageOf(keys: RowKey[]): Rows {
    const groups: Partial<Record<Table, Row[]>> = {}
    for (const key of keys) {
      const row = this.rows.get(key)
      if (row) (groups[partsOf(key)[0]] ??= []).push(row)
    }
    return v.parse(Rows, structuredClone(groups))
  }

  #save(next: Map<RowKey, Row>): void {
    this.#rev += 1
    for (const [key, row] of next) if (this.rows.get(key) !== row) this.#revs.set(key, this.#rev)
    this.rows = next
  }
}
