import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { LocationFields, ProductFields } from './catalogue.ts'
import { prepare } from './command.ts'
import { decide } from './decide.ts'
import { Draft } from './draft.ts'
import type { Envelope } from './envelope.ts'
import { type Count, type Movement, rowSchemas, type Table } from './rows.ts'
import { levelId } from './tables.ts'
import { levelOf } from './stock.ts'

/* Whatever comes, in whatever order, once or again, days late: the same rows in the end. */

const idOf = (tail: string) => `019a0000-0000-7000-8000-${tail.padStart(12, '0')}`
const [stall, van] = ['10', '11'].map(idOf)
const products = ['20', '21', '22'].map(idOf)
const [anna, ben] = ['30', '31'].map(idOf)

const product = fc.constantFrom(...products)
const place = fc.constantFrom(stall ?? '', van ?? '')
const quantity = fc.integer({ min: 1, max: 9 })

type Drawn = { name: string; args: Record<string, unknown>; refersTo?: number }

/** The session that the first or second command of a day opens, if it opens one, or one that nobody here opened. */
const anySession = fc.constantFrom(...['1000', '1001', '998'].map(idOf))

const drawnOrder = fc
  .record({
    locationId: place,
    sessionId: fc.option(anySession),
    lines: fc.array(fc.record({ productId: product, quantity }), { minLength: 1, maxLength: 4 }),
  })
  .map(({ locationId, sessionId, lines }): Drawn => ({
    name: 'order.place',
    args: {
      ...(sessionId ? { sessionId } : {}),
      ...{ number: 'A-0001', locationId, currency: 'GBP', taxIncluded: true },
      lines: lines.map((line) => ({
        ...line,
        name: 'Bread',
        price: 100,
        taxRate: 0,
        total: line.quantity * 100,
      })),
      taxes: [],
      payments: [],
      total: 0,
      startStatus: 'processing',
    },
  }))
const drawnStatus = fc
  .record({
    status: fc.constantFrom('processing', 'ready', 'completed', 'cancelled', 'cancelled'),
    restock: fc.boolean(),
    refersTo: fc.nat(30),
  })
  .map(({ refersTo, ...args }): Drawn => ({ name: 'order.setStatus', args, refersTo }))
const drawnPay = fc
  .record({ amount: fc.nat(900), isCash: fc.boolean(), sessionId: anySession, refersTo: fc.nat(30) })
  .map(({ amount, isCash, refersTo, ...args }): Drawn => ({
    name: 'order.pay',
    args: {
      ...{ number: 'A-0001', locationId: stall, ...args },
      payments: [{ kind: isCash ? 'cash' : 'card', amount }],
    },
    refersTo,
  }))
const drawnRefund = fc
  .record({
    lines: fc.array(
      fc.record({
        line: fc.nat(3),
        productId: product,
        quantity,
        goods: fc.constantFrom('stock', 'waste', 'kept'),
      }),
      { maxLength: 3 },
    ),
    locationId: place,
    amount: fc.nat(900),
    sessionId: anySession,
    refersTo: fc.nat(30),
  })
  .map(({ amount, refersTo, lines, ...args }): Drawn => ({
    name: 'order.refund',
    args: {
      ...{ number: 'A-0001', currency: 'GBP', taxes: [], value: lines.length * 100, ...args },
      lines: lines.map((line) => ({ ...line, name: 'Bread', amount: 100, taxRate: 0 })),
      payments: [{ kind: 'cash', amount }],
    },
    refersTo,
  }))
const drawnTill = fc.oneof(
  fc.nat(5_000).map((float): Drawn => ({
    name: 'till.open',
    args: { locationId: stall, currency: 'GBP', float },
  })),
  fc
    .record({ kind: fc.constantFrom('in', 'out'), amount: fc.integer({ min: 1, max: 900 }) })
    .chain((move) => anySession.map((sessionId) => ({ ...move, sessionId })))
    .map((args): Drawn => ({ name: 'till.move', args })),
  fc
    .record({ sessionId: anySession, counted: fc.nat(9_000), expected: fc.nat(9_000) })
    .map((args): Drawn => ({ name: 'till.close', args: { ...args, coins: [], known: {} } })),
)
const drawnMove = fc
  .record({
    locationId: place,
    reason: fc.constantFrom('received', 'waste', 'sample'),
    lines: fc.array(fc.record({ productId: product, quantity }), { minLength: 1, maxLength: 3 }),
  })
  .map((args): Drawn => ({ name: 'stock.move', args }))
const drawnTransfer = fc.record({ productId: product, quantity }).map((line): Drawn => ({
  name: 'stock.move',
  args: { locationId: stall, toLocationId: van, reason: 'transfer', lines: [line] },
}))
const drawnCount = fc
  .record({
    locationId: place,
    lines: fc.uniqueArray(fc.record({ productId: product, quantity: fc.nat(50), expected: fc.nat(50) }), {
      selector: (line) => line.productId,
      minLength: 1,
    }),
  })
  .map((args): Drawn => ({ name: 'stock.count', args }))

/** A day of commands: two tablets, instants that often coincide, statuses that name some order of the day. */
const day = fc
  .array(
    fc.tuple(
      fc.oneof(
        ...[drawnOrder, drawnOrder, drawnStatus, drawnStatus, drawnPay, drawnRefund],
        ...[drawnTill, drawnMove, drawnTransfer, drawnCount],
      ),
      fc.nat(20),
      fc.boolean(),
    ),
    { minLength: 1, maxLength: 30 },
  )
  .map((drawn) => {
    const orders = drawn.flatMap(([{ name }], index) =>
      name === 'order.place' ? [idOf(String(1_000 + index))] : [],
    )
    return drawn.map(([{ name, args, refersTo }, at, isAnna], index): Envelope => ({
      id: idOf(String(1_000 + index)),
      device: (isAnna ? anna : ben) ?? '',
      seq: 1,
      name,
      v: 1,
      args:
        refersTo === undefined
          ? args
          : { ...args, orderId: orders[refersTo % Math.max(orders.length, 1)] ?? idOf('999') },
      actor: anna ?? '',
      grant: idOf('40'),
      at: 1_000 + at,
      offset: 0,
      uncertainty: 0,
      zone: 'UTC',
      base: 0,
      hash: '0'.repeat(64),
    }))
  })

/** Takes commands in one by one, each once, as a server does that loads and saves around every single one. */
function takeIn(arriving: readonly Envelope[]): Map<string, unknown> {
  const rows = new Map<string, [Table, unknown]>()
  const seen = new Set<string>()
  const draft = everything()
  for (const envelope of arriving) {
    if (seen.has(envelope.id)) continue
    seen.add(envelope.id)
    const ready = prepare(envelope)
    if (!ready.ok) throw new Error(ready.code)
    decide(ready.prepared, draft)
  }
  draft.eachWrite((table, row) => rows.set(`${table} ${row.id}`, [table, row]))
  return new Map([...rows].sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** A draft that has been told of every row these days can touch: that there is none. */
function everything(): Draft {
  const draft = new Draft()
  for (const productId of products) {
    draft.load('product', productId, undefined)
    for (const locationId of [stall, van])
      draft.load('level', levelId(productId, locationId ?? ''), undefined)
  }
  for (const id of [anna, ben]) draft.load('device', id ?? '', undefined)
  for (const id of [stall, van]) draft.load('location', id ?? '', undefined)
  for (let index = 998; index < 1_031; index += 1)
    for (const table of ['order', 'tillSession'] as const) draft.load(table, idOf(String(index)), undefined)
  draft.load('business', 'business', undefined)
  draft.load('person', anna ?? '', undefined)
  draft.load('location', products[0] ?? '', undefined)
  return draft
}

const arrival = day.chain((commands) =>
  fc.tuple(
    fc.constant(commands),
    fc.shuffledSubarray(commands, { minLength: commands.length }),
    fc.shuffledSubarray(commands),
  ),
)

describe('the state', () => {
  it('is the same for any order, repetition and delay of arrival', () => {
    fc.assert(
      fc.property(arrival, ([commands, shuffled, repeated]) => {
        expect(takeIn([...shuffled, ...repeated])).toEqual(takeIn(commands))
      }),
      { numRuns: 1_000 },
    )
  })

  it('has the levels that the set of movements and counts defines', () => {
    fc.assert(
      fc.property(arrival, ([, shuffled]) => {
        const state = [...takeIn(shuffled).values()] as [Table, never][]
        const of = <T>(table: Table): T[] => state.filter(([own]) => own === table).map(([, row]) => row)
        const onShelf = <T extends { productId: string; locationId: string }>(
          rows: T[],
          level: { productId: string; locationId: string },
        ) => rows.filter((row) => row.productId === level.productId && row.locationId === level.locationId)
        for (const level of of<{ productId: string; locationId: string; quantity: number }>('level'))
          expect(level.quantity).toBe(
            levelOf(onShelf(of<Movement>('movement'), level), onShelf(of<Count>('count'), level)),
          )
      }),
      { numRuns: 300 },
    )
  })

  it('is made of rows that every tablet takes in', () => {
    const fields = fc.record(
      {
        name: fc.constantFrom('Bread', 'Tea'),
        sku: fc.constantFrom('', 'bread'),
        price: fc.nat(1_000),
        kind: fc.constant('van'),
        prepares: fc.boolean(),
        tracked: fc.boolean(),
      },
      { requiredKeys: ['name'] },
    )
    const wishes = fc.tuple(fc.constantFrom('product.save', 'location.save'), fields).map(([name, drawn]) => {
      const own = name === 'product.save' ? ProductFields.entries : LocationFields.entries
      const kept = Object.fromEntries(Object.entries(drawn).filter(([field]) => field in own))
      return { ...blank, name, args: { id: products[0], isNew: true, fields: kept } }
    })
    fc.assert(
      fc.property(arrival, fc.array(wishes), ([, shuffled], made) => {
        const distinct = made.map((wish, index) => ({ ...wish, id: idOf(String(5_000 + index)) }))
        for (const [table, row] of takeIn([...distinct, ...shuffled]).values() as Iterable<[Table, unknown]>)
          expect(v.is(rowSchemas[table], row)).toBe(true)
      }),
    )
  })

  it('keeps what a transfer moves', () => {
    fc.assert(
      fc.property(fc.array(drawnTransfer, { minLength: 1, maxLength: 20 }), (drawn) => {
        const transfers = drawn.map(({ name, args }, index) => ({
          ...blank,
          id: idOf(String(1_000 + index)),
          name,
          args,
        }))
        const levels = [...takeIn(transfers)].filter(([key]) => key.startsWith('level'))
        const sum = levels.reduce(
          (total, [, held]) => total + (held as [Table, { quantity: number }])[1].quantity,
          0,
        )
        expect(sum).toBe(0)
      }),
    )
  })
})

const blank: Envelope = {
  id: idOf('1'),
  device: anna ?? '',
  seq: 1,
  name: 'stock.move',
  v: 1,
  args: {},
  actor: anna ?? '',
  grant: idOf('40'),
  at: 1,
  offset: 0,
  uncertainty: 0,
  zone: 'UTC',
  base: 0,
  hash: '0'.repeat(64),
}
