import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CommandName } from '#shared/command.ts'
import type { Row } from '#shared/rows.ts'
import { tables } from '#shared/tables.ts'
import { type Database, keyOf, type RowKey } from './db.ts'
import { record } from './journal.ts'
import { pendingEntries, settle } from './settle.ts'
import {
  ask,
  commandsOf,
  enrolled,
  foreign,
  id,
  ids,
  ModelServer,
  orderOf,
  outsideWith,
  replay,
  rowsIn,
} from './testing.ts'

const clock = { offset: 0, uncertainty: 0 }
const [bun = '', roll = ''] = ids.products

describe('a selective rebase', () => {
  it('equals running everything again', { timeout: 120_000 }, async () => {
    const start = performance.now()
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 16 }), async (steps) => {
        await liveToTheEnd(steps)
      }),
      { numRuns: 200 },
    )
    process.stdout.write(`200 histories: ${(performance.now() - start).toFixed(0)} ms\n`)
  })

  it('reaches a pending order through a return that became possible', async () => {
    await live([
      { kind: 'here', what: { ...plain, name: 'order.place' } },
      { kind: 'there', what: { ...plain, name: 'order.place' } },
      { kind: 'here', what: { ...plain, name: 'order.setStatus', pick: 2, flag: true } },
      { kind: 'there', what: { ...plain, name: 'order.setStatus', pick: 2 } },
      { ...sync, page: 1 },
      sync,
    ])
  })

  it('sees another tablet’s step although the order’s row is still to come', async () => {
    await live([
      { kind: 'there', what: { ...plain, name: 'order.place' } },
      sync,
      { kind: 'there', what: { ...plain, name: 'order.setStatus', pick: 1, at: 5 } },
      { kind: 'there', what: { ...plain, name: 'order.setStatus', pick: 1, at: 7 } },
      { kind: 'here', what: { ...plain, name: 'order.setStatus', pick: 1, at: 1 } },
      { ...sync, page: 1 },
    ])
  })

  it('shows the newest of a row whose older version waited for a command that was set aside meanwhile', async () => {
    await liveToTheEnd([
      { kind: 'there', what: { ...plain, name: 'order.place', flag: true } },
      { kind: 'here', what: { ...plain, name: 'order.place' } },
      { kind: 'here', what: { ...plain, name: 'order.place', flag: true } },
      { ...sync, send: 2, page: 1, unlucky: [2] },
      { kind: 'there', what: { ...plain, name: 'order.place', flag: true } },
      { ...sync, page: 1 },
      { kind: 'there', what: { ...plain, name: 'order.place' } },
      { ...sync, page: 1 },
    ])
  })

  it('no longer counts the movements of an order that was set aside', async () => {
    await live([
      { kind: 'here', what: { ...plain, name: 'order.place', at: 10 } },
      { kind: 'here', what: { ...plain, name: 'stock.count', at: 5 } },
      { ...sync, send: 1, unlucky: [1] },
    ])
  })
})

const plain = { pick: 0, other: 0, size: 4, at: 0, flag: false }
const sync = { kind: 'sync', send: 0, page: 100, unlucky: [], isLost: false } satisfies Step

async function live(steps: Step[]): Promise<History> {
  const history = await begin()
  for (const taken of steps) {
    await take(history, taken)
    await check(history)
  }
  return history
}

/** Once everything is sent and taken in, it is the server's rows and nothing else. */
async function liveToTheEnd(steps: Step[]): Promise<void> {
  const history = await live(steps)
  await take(history, { ...sync, send: 1_000, page: 10_000 })
  await check(history)
  expect(await rowsIn(history.db)).toEqual(replay(history.server.rows, []))
  expect(await history.db.base.count()).toBe(0)
  history.db.close()
}

type Step =
  | { kind: 'here'; what: What }
  | { kind: 'there'; what: What }
  | { kind: 'sync'; send: number; page: number; unlucky: number[]; isLost: boolean }
type What = { name: CommandName; pick: number; other: number; size: number; at: number; flag: boolean }

const what: fc.Arbitrary<What> = fc.record({
  name: fc.constantFrom<CommandName>(
    'order.place',
    'order.place',
    'order.setStatus',
    'order.pay',
    'order.mail',
    'order.refund',
    'till.move',
    'till.close',
    'exception.resolve',
    'stock.move',
    'stock.count',
    'product.save',
  ),
  pick: fc.nat(5),
  other: fc.nat(2),
  size: fc.integer({ min: 1, max: 9 }),
  at: fc.nat(40),
  flag: fc.boolean(),
})
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('here' as const), what }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('there' as const), what }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('sync' as const),
      send: fc.nat(4),
      page: fc.integer({ min: 1, max: 12 }),
      unlucky: fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 3 }),
      isLost: fc.boolean(),
    }),
  },
)

interface History {
  db: Database
  server: ModelServer
  outside: ReturnType<typeof outsideWith>
  /** The server's rows as they came, page by page. */
  seen: Map<RowKey, Row>
  /** Those that came before the last page, of what is written by commands that were pending then. */
  early: Map<RowKey, Row>
  orders: string[]
  foreignSeq: number
}

async function begin(): Promise<History> {
  const server = new ModelServer()
  const outside = outsideWith()
  const db = await enrolled(outside, server)
  return {
    db,
    server,
    outside,
    seen: new Map(server.rows),
    early: new Map(),
    orders: [id(60)],
    foreignSeq: 0,
  }
}

async function take(history: History, taken: Step): Promise<void> {
  const { db, server, outside, seen, early } = history
  if (taken.kind === 'here') {
    const { args, at } = argsOf(history, taken.what)
    const recorded = await record(db, outside, { name: taken.what.name, args, at })
    if (recorded.ok && taken.what.name === 'order.place') history.orders.push(recorded.id)
  } else if (taken.kind === 'there') {
    const { args, at } = argsOf(history, taken.what)
    const number = taken.what.name === 'order.place' ? { number: 'A-0001' } : {}
    const command = foreign(taken.what.name, { ...args, ...number }, ++history.foreignSeq, at)
    server.run(command)
    if (taken.what.name === 'order.place') history.orders.push(command.id)
  } else {
    const asked = await ask(db)
    const unsent = (await commandsOf(db))
      .filter((command) => command.seq > server.lastSeq)
      .slice(0, taken.send)
    const known = (await pendingEntries(db))
      .map((entry) => entry.command)
      .filter((command) => command.seq <= server.lastSeq)
    const fate = (seq: number) =>
      taken.unlucky.includes(seq) ? (seq % 2 ? 'rejected' : 'quarantined') : 'fair'
    const outcomes = server.take([...known, ...unsent], fate)
    if (taken.isLost) return
    const answer = server.answer(asked.cursor, outcomes, taken.page)
    const written = new Set((await pendingEntries(db)).flatMap(({ touched }) => touched))
    if (answer.complete) for (const [key, row] of early) seen.set(key, row)
    if (answer.complete) early.clear()
    for (const table of tables)
      for (const row of answer.rows[table] ?? []) {
        const key = keyOf(table, row.id)
        if (!answer.complete && written.has(key)) early.set(key, row)
        else {
          early.delete(key)
          seen.set(key, row)
        }
      }
    expect(await settle(db, asked, answer, clock)).toBe(true)
  }
}

async function check({ db, seen }: History): Promise<void> {
  const pending = await pendingEntries(db)
  expect(await rowsIn(db)).toEqual(
    replay(
      seen,
      pending.map((entry) => entry.command),
    ),
  )
  const touched = new Set(pending.flatMap((entry) => entry.touched))
  const copies = await db.base.toArray()
  expect(new Set(copies.map((copy) => copy.key))).toEqual(touched)
  for (const copy of copies) expect(copy.row).toEqual(seen.get(copy.key) ?? null)
}

function argsOf(history: History, what: What): { args: object; at: number } {
  const at = 1_760_000_000_000 + what.at
  const productId = ids.products[what.other] ?? bun
  const orderId = history.orders[what.pick % history.orders.length] ?? ''
  const line = { productId, quantity: what.size }
  const named = { number: 'B-0001', locationId: ids.location }
  const drawer = what.flag ? { sessionId: id(70) } : {}
  const made: Record<CommandName, object> = {
    'order.place': orderOf(
      [productId, what.size],
      ...(what.flag ? [[roll, 1] satisfies [string, number]] : []),
    ),
    'order.setStatus': { orderId, status: what.flag ? 'cancelled' : 'ready', restock: what.size % 2 === 0 },
    'stock.move': what.flag
      ? { locationId: ids.location, reason: 'received', lines: [line] }
      : { locationId: ids.location, toLocationId: ids.store, reason: 'transfer', lines: [line] },
    'stock.count': { locationId: ids.location, lines: [{ ...line, expected: 0 }] },
    'product.save': {
      id: what.flag ? productId : id(80 + what.other),
      isNew: what.size > 3,
      fields: { name: `P${what.size}`, sku: `P${what.size}` },
    },
    'product.import': {
      products: [bun, id(80 + what.other)].map((made, index) => ({
        id: made,
        isNew: what.size > 3,
        fields: { name: `P${what.size}`, sku: `S${index}`, allergens: { nuts: what.flag ? 'may' : 'free' } },
      })),
    },
    'location.save': {},
    'marketDay.save': {},
    'allotment.ask': {},
    'allotment.take': {},
    'allotment.giveBack': {},
    'allotment.release': {},
    'order.mail': { orderId },
    'order.pay': { ...named, orderId, payments: [{ kind: 'cash', amount: what.size * 10 }], ...drawer },
    'order.refund': {
      ...{ ...named, orderId, currency: 'EUR', taxes: [], value: 250, ...drawer },
      lines: [
        { ...line, line: 0, name: 'Bun', amount: 250, taxRate: 0, goods: what.flag ? 'stock' : 'waste' },
      ],
      payments: [{ kind: 'cash', amount: 250 }],
    },
    'till.open': { locationId: ids.location, currency: 'EUR', float: what.size },
    'till.move': { sessionId: id(70), kind: 'in', amount: what.size },
    'till.close': { sessionId: id(70), counted: what.size, coins: [], expected: 0, known: {} },
    'exception.resolve': { exceptionId: id(75), reason: `Seen ${what.size}` },
    'business.save': { fields: { receiptNote: `Thanks ${what.size}` } },
  }
  return { args: made[what.name], at }
}
