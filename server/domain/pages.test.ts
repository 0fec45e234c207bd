import fc from 'fast-check'
import { beforeEach, expect, test } from 'vitest'
import { canonical } from '#shared/canonical.ts'
import { plainProduct } from '#shared/catalogue.ts'
import type { Status } from '#shared/order.ts'
import type { Cursor } from '#shared/protocol.ts'
import type { Row, Table } from '#shared/rows.ts'
import { tables } from '#shared/tables.ts'
import { isTaken, type Scope, windowStart } from '#shared/scope.ts'
import * as v from 'valibot'
import { openStore, type Store } from '../store/store.ts'
import { idOf } from '../tests/sealing.ts'
import { openPages, type Pages } from './pages.ts'

const aDay = 86_400_000
const today = 1_800_000_000_000
const [here, there] = [idOf(1), idOf(2)]
const Bodies = v.record(v.string(), v.array(v.looseObject({ id: v.string() })))

let store: Store
let pages: Pages
let now = today
beforeEach(() => {
  now = today
  store = openStore(':memory:')
  pages = openPages(store, () => now)
  write('business', { id: 'business', name: 'B', currency: 'GBP', zone: 'UTC', taxIncluded: true })
})

function write<T extends Table>(table: T, row: Row<T>): void {
  store.revise(now, (rev) => store.rows.put(table, row, rev))
}

function order(number: number, locationId: string, daysAgo: number, status: Status = 'completed') {
  const at = today - daysAgo * aDay
  const terms = { number: 'A-0001', currency: 'GBP', taxIncluded: true, lines: [], taxes: [], payments: [] }
  const who = { deviceId: idOf(5), actorId: idOf(6), zone: 'UTC', startStatus: 'completed' } as const
  const row = { id: idOf(number), locationId, placedAt: at, statusAt: at, status, total: 0 }
  write('order', { ...terms, ...who, ...row })
}

function step(number: number, orderId: string, status: Status): void {
  const row = { id: idOf(number), orderId, status, at: today, actorId: idOf(6), deviceId: idOf(5) }
  write('status', row)
}

function movement(number: number, locationId: string, daysAgo: number): void {
  const row = { id: `${idOf(number)}.0`, productId: idOf(3), locationId, quantity: 1, actorId: idOf(6) }
  write('movement', { ...row, reason: 'received', at: today - daysAgo * aDay })
}

function product(number: number, name: string): void {
  write('product', { ...plainProduct, id: idOf(number), name, stamps: {} })
}

/** A tablet that keeps what it is told and lets go of what is too old. */
class Reader {
  readonly scope: Scope
  rows = new Map<string, Row>()
  cursor: Cursor | null = null
  asked = 0

  constructor(locationId: string | null) {
    this.scope = { locationId }
  }

  /** Takes one page in; true when it has reached the head. */
  read(most: number): boolean {
    const page = pages.after(this.scope, 'x', this.cursor, most)
    this.asked += 1
    if (page.isFresh) this.rows.clear()
    for (const [table, rows] of Object.entries(v.parse(Bodies, JSON.parse(page.rows))))
      for (const row of rows) this.rows.set(`${table} ${row.id}`, row)
    this.cursor = page.cursor
    return page.isComplete
  }

  catchUp(most = 1_000): this {
    while (!this.read(most)) if (this.asked > 10_000) throw new Error('it never ends')
    return this
  }

  held(): string[] {
    return inView(this.rows, this.scope)
  }
}

function inView(rows: ReadonlyMap<string, Row>, scope: Scope): string[] {
  const view = { ...scope, since: windowStart(now) }
  const taken = (key: string, row: Row): boolean => {
    const table = v.parse(v.picklist(tables), key.split(' ')[0])
    return isTaken(table, row, view, (id) => {
      const found = rows.get(`order ${id}`)
      return found !== undefined && taken(`order ${id}`, found)
    })
  }
  return [...rows]
    .filter(([key, row]) => taken(key, row))
    .map(([key, row]) => `${key} ${canonical(row)}`)
    .sort()
}

function onServer(scope: Scope): string[] {
  const all = tables.flatMap((table) =>
    store.rows.all(table).map((row): [string, Row] => [`${table} ${row.id}`, row]),
  )
  return inView(new Map(all), scope)
}

test('It begins with what is needed to sell, by itself, and goes on with open orders and the newest', () => {
  product(10, 'Bun')
  for (const [number, daysAgo] of [20, 3, 11].entries()) order(100 + number, here, daysAgo)
  order(110, here, 90, 'processing')
  step(200, idOf(110), 'processing')
  movement(300, here, 1)
  const first = pages.after({ locationId: here }, 'x', null, 1_000)
  expect(Object.keys(v.parse(Bodies, JSON.parse(first.rows)))).toEqual(['business', 'product'])
  expect(first).toMatchObject({
    isFresh: true,
    isComplete: false,
    cursor: { place: { table: 'tillSession' } },
  })
  const second = pages.after({ locationId: here }, 'x', first.cursor, 3)
  expect(v.parse(Bodies, JSON.parse(second.rows))).toMatchObject({
    order: [{ id: idOf(110) }, { id: idOf(101) }, { id: idOf(102) }],
    status: [{ id: idOf(200) }],
  })
  expect(new Reader(here).catchUp(1).held()).toEqual(onServer({ locationId: here }))
})

test('It gives a place its own orders with their steps, its movements and counts, and nothing that is too old', () => {
  for (const [place, start] of [
    [here, 100],
    [there, 200],
  ] as const) {
    order(start, place, 1)
    step(start + 1, idOf(start), 'completed')
    movement(start + 2, place, 1)
    order(start + 3, place, 40)
    step(start + 4, idOf(start + 3), 'completed')
    movement(start + 5, place, 40)
    order(start + 6, place, 40, 'ready')
  }
  const keys = (reader: Reader) => [...reader.catchUp().rows.keys()].filter((key) => !/^business/.test(key))
  const ofHere = [
    `movement ${idOf(102)}.0`,
    `order ${idOf(100)}`,
    `order ${idOf(106)}`,
    `status ${idOf(101)}`,
  ]
  expect(keys(new Reader(here)).sort()).toEqual(ofHere)
  expect(keys(new Reader(null))).toHaveLength(8)
})

test('It tells whoever may hold it that an open order was closed long ago, and nobody else of old ones', () => {
  order(100, here, 50, 'ready')
  const reader = new Reader(here).catchUp()
  expect(reader.held()).toHaveLength(2)
  order(100, here, 50, 'completed')
  order(101, here, 50)
  reader.catchUp()
  expect(reader.rows.get(`order ${idOf(100)}`)).toMatchObject({ status: 'completed' })
  expect(reader.rows.has(`order ${idOf(101)}`)).toBe(false)
  expect(reader.held()).toEqual(onServer({ locationId: here }))
})

test('It leaves nobody with an open order that was taken and closed long ago while they began', () => {
  const reader = new Reader(here)
  reader.read(1)
  order(100, here, 0, 'processing')
  reader.read(1)
  order(100, here, 40, 'completed')
  expect(reader.catchUp(1).held()).toEqual(onServer({ locationId: here }))
})

test('It brings an old order with all of its steps when it is open again', () => {
  order(100, here, 50)
  step(200, idOf(100), 'completed')
  const reader = new Reader(here).catchUp()
  expect(reader.rows.has(`order ${idOf(100)}`)).toBe(false)
  order(100, here, 50, 'ready')
  step(201, idOf(100), 'ready')
  expect(reader.catchUp().held()).toEqual(onServer({ locationId: here }))
  expect(reader.rows.has(`status ${idOf(200)}`)).toBe(true)
})

test('It sends a step that came before its order along with it', () => {
  const reader = new Reader(here).catchUp()
  step(200, idOf(100), 'ready')
  reader.catchUp()
  expect(reader.rows.has(`status ${idOf(200)}`)).toBe(false)
  order(100, here, 1, 'ready')
  reader.catchUp()
  step(201, idOf(100), 'completed')
  expect(reader.catchUp().held()).toEqual(onServer({ locationId: here }))
})

test.each<[what: string, change: (cursor: Cursor) => Cursor, scope: string | null, shape: string]>([
  ['of another history', (cursor) => ({ ...cursor, epoch: idOf(9) }), here, 'x'],
  ['beyond the head', (cursor) => ({ ...cursor, rev: cursor.rev + 1 }), here, 'x'],
  ['of another past', (cursor) => ({ ...cursor, tag: 'other' }), here, 'x'],
  ['of another place', (cursor) => cursor, there, 'x'],
  ['of one place where all are wanted', (cursor) => cursor, null, 'x'],
  ['of an app that knew less', (cursor) => cursor, here, 'y'],
])('It begins anew for a cursor %s', (_, change, locationId, wanted) => {
  const { cursor } = new Reader(here).catchUp()
  if (!cursor) throw new Error('it has read nothing')
  const going = pages.after({ locationId: here }, 'x', cursor, 10)
  expect(going).toMatchObject({ isFresh: false, isComplete: true })
  expect(pages.after({ locationId }, wanted, change(cursor), 10)).toMatchObject({ isFresh: true })
})

test('It encodes a page once for all who ask for the same', () => {
  product(10, 'Bun')
  const [one, two] = [
    pages.after({ locationId: here }, 'x', null, 10),
    pages.after({ locationId: here }, 'y', null, 10),
  ]
  store.rows.put('product', { ...plainProduct, id: idOf(11), name: 'Unseen', stamps: {} }, 1)
  const third = pages.after({ locationId: here }, 'x', null, 10)
  expect([two.rows, third.rows]).toEqual([one.rows, one.rows])
})

type Deed =
  | { do: 'order'; number: number; place: boolean; daysAgo: number; status: Status }
  | { do: 'step'; number: number; status: Status }
  | { do: 'movement'; number: number; place: boolean; daysAgo: number }
  | { do: 'product'; number: number; name: string }
  | { do: 'read'; reader: number; most: number }
  | { do: 'later' }

const number = fc.nat(7)
const place = fc.boolean()
const daysAgo = fc.integer({ min: 0, max: 45 })
const status = fc.constantFrom<Status>('processing', 'ready', 'completed', 'cancelled')
const deed: fc.Arbitrary<Deed> = fc.oneof(
  fc.record({ do: fc.constant('order' as const), number, place, daysAgo, status }),
  fc.record({ do: fc.constant('step' as const), number, status }),
  fc.record({ do: fc.constant('movement' as const), number, place, daysAgo }),
  fc.record({ do: fc.constant('product' as const), number, name: fc.constantFrom('Bun', 'Roll') }),
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('read' as const),
      reader: fc.nat(2),
      most: fc.integer({ min: 1, max: 4 }),
    }),
  },
  fc.record({ do: fc.constant('later' as const) }),
)

test('It ends with exactly the rows in scope for whoever reads, in pages of any size, whatever is written meanwhile', () => {
  fc.assert(
    fc.property(fc.array(deed, { maxLength: 60 }), (deeds) => {
      now = today
      store = openStore(':memory:')
      pages = openPages(store, () => now)
      write('business', { id: 'business', name: 'B', currency: 'GBP', zone: 'UTC', taxIncluded: true })
      const readers = [new Reader(here), new Reader(there), new Reader(null)]
      const placeOf = new Map<number, boolean>()
      for (const one of deeds)
        if (one.do === 'order') {
          // An order never goes elsewhere.
          if (!placeOf.has(one.number)) placeOf.set(one.number, one.place)
          const at = placeOf.get(one.number) ? here : there
          order(100 + one.number, at, one.daysAgo, one.status)
        } else if (one.do === 'step') step(200 + one.number, idOf(100 + (one.number % 4)), one.status)
        else if (one.do === 'movement') movement(300 + one.number, one.number % 2 ? here : there, one.daysAgo)
        else if (one.do === 'product') product(400 + one.number, one.name)
        else if (one.do === 'read') readers[one.reader]?.read(one.most)
        else now += 2 * aDay
      for (const reader of readers) expect(reader.catchUp(2).held()).toEqual(onServer(reader.scope))
      store.close()
    }),
    { numRuns: 120 },
  )
})
