import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { commands } from './command.ts'
import { decide } from './decide.ts'
import { Draft } from './draft.ts'
import type { TillSession } from './rows.ts'
import { levelId } from './tables.ts'
import { noTakings, plus, takingsOf } from './takings.ts'
import { expectedIn, restatedSince, withClosing } from './tillSession.ts'

const session: TillSession = {
  id: 's',
  opened: {
    ...{ at: 1, actorId: 'p', deviceId: 'a', locationId: 'l', currency: 'GBP', zone: 'UTC', float: 5_000 },
  },
  takings: {
    a: plus(noTakings, { orders: 2, cash: 1_200, card: 900, cashBack: 200, paidIn: 300, paidOut: 50 }),
    b: plus(noTakings, { orders: 1, cash: 450 }),
  },
  closings: [],
}

const closing = (id: string, at: number) => ({
  ...{
    id,
    at,
    actorId: 'p',
    deviceId: 'a',
    counted: 6_700,
    coins: [],
    expected: 6_700,
    known: session.takings,
  },
})

describe('a till session', () => {
  it('expects its float, what was sold for cash and put in, less what went out', () => {
    expect(expectedIn(session)).toBe(5_000 + 1_200 - 200 + 300 - 50 + 450)
  })

  it('counts payments by kind, whichever way they went', () => {
    const payments = [
      { kind: 'cash' as const, amount: 500, tendered: 1_000 },
      { kind: 'card' as const, amount: 700 },
      { kind: 'cash' as const, amount: 40 },
    ]
    expect(takingsOf(payments, 'in')).toEqual({ cash: 540, card: 700 })
    expect(takingsOf(payments, 'back')).toEqual({ cashBack: 540, cardBack: 700 })
  })

  it('is restated by the tablets that were late, and by no other', () => {
    const closed = withClosing(session, closing('c', 9))
    const late = { ...closed, takings: { ...closed.takings, b: plus(noTakings, { orders: 3, cash: 950 }) } }
    expect(restatedSince(closed, closing('c', 9))).toEqual([])
    expect(restatedSince(late, closing('c', 9))).toEqual([
      { deviceId: 'b', takings: plus(noTakings, { orders: 2, cash: 500 }) },
    ])
  })

  it('keeps its closings in one order, whichever came first', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(['a', 'b', 'c', 'd'], { minLength: 4 }), (ids) => {
        const closed = ids.reduce((all, id, index) => withClosing(all, closing(id, index % 2)), session)
        const stamps = closed.closings.map(({ at, id }) => `${at}${id}`)
        expect(stamps).toEqual([...stamps].sort())
      }),
    )
  })
})

/* Commands on two drawers, one of them opened, maybe after what was sold into it arrives. */

const idOf = (n: number) => `019a0000-0000-7000-8000-${String(n).padStart(12, '0')}`
const drawers = [idOf(100), idOf(101)]
const tablets = [idOf(10), idOf(11)]
const order = { orderId: idOf(1), number: 'A-0001', locationId: idOf(2) }
const amount = fc.integer({ min: 1, max: 900 })
const sessionId = fc.constantFrom(...drawers)

/** A sale for `worth` in cash and something by card, with change given. */
function saleOf(worth: number) {
  const { orderId: productId, number, locationId } = order
  const total = worth + 5
  return {
    ...{ number, locationId, currency: 'GBP', taxIncluded: true, startStatus: 'completed', total },
    lines: [{ productId, name: 'Bun', price: total, quantity: 1, taxRate: 0, total }],
    taxes: [{ rate: 0, gross: total, tax: 0 }],
    payments: [
      { kind: 'cash', amount: worth, tendered: worth + 50 },
      { kind: 'card', amount: 5 },
    ],
  }
}

const cash = fc.oneof(
  fc.record({ sessionId, amount }).map(({ sessionId: into, amount: worth }) => ({
    ...{ name: 'order.place', sessionId: into, worth, args: { ...saleOf(worth), sessionId: into } },
  })),
  fc.record({ sessionId, amount, kind: fc.constantFrom('in', 'out') }).map((args) => ({
    ...{ name: 'till.move', args, sessionId: args.sessionId },
    worth: args.kind === 'in' ? args.amount : -args.amount,
  })),
  fc.record({ sessionId, amount }).map(({ sessionId: into, amount: worth }) => ({
    ...{ name: 'order.pay', sessionId: into, worth },
    args: {
      ...order,
      sessionId: into,
      payments: [
        { kind: 'cash', amount: worth },
        { kind: 'card', amount: 5 },
      ],
    },
  })),
  fc.record({ sessionId, amount }).map(({ sessionId: into, amount: back }) => ({
    ...{ name: 'order.refund', sessionId: into, worth: -back },
    args: {
      ...{ ...order, currency: 'GBP', lines: [], taxes: [], value: 0, sessionId: into },
      payments: [{ kind: 'cash', amount: back }],
    },
  })),
  fc.record({ sessionId, counted: amount }).map(({ sessionId: into, counted }) => ({
    ...{ name: 'till.close', sessionId: into, worth: 0 },
    args: { sessionId: into, counted, coins: [], expected: counted, known: {} },
  })),
)
const opening = { name: 'till.open', args: { locationId: idOf(2), currency: 'GBP', float: 2_000 } }
const day = fc.array(fc.tuple(cash, fc.nat(1), fc.nat(9)), { maxLength: 20 }).chain((done) => {
  const commands = done.map(([one, tablet, at], index) => ({ ...one, id: idOf(200 + index), tablet, at }))
  const all = [
    { ...opening, sessionId: drawers[0] ?? '', worth: 2_000, id: drawers[0] ?? '', tablet: 0, at: 3 },
  ]
  const made = [...all, ...commands]
  return fc.tuple(fc.constant(made), fc.shuffledSubarray(made, { minLength: made.length }))
})

/** The drawers after commands have come in this order. */
function drawersAfter(
  arriving: readonly { name: string; args: object; id: string; tablet: number; at: number }[],
) {
  const draft = new Draft()
  for (const id of drawers) draft.load('tillSession', id, undefined)
  draft.load('order', order.orderId, undefined)
  for (const table of ['person', 'location', 'device', 'product'] as const)
    for (const n of [1, 2, 3, 10, 11]) draft.load(table, idOf(n), undefined)
  draft.load('business', 'business', undefined)
  draft.load('level', levelId(order.orderId, order.locationId), undefined)
  for (const { name, args, id, tablet, at } of arriving) {
    const meta = { id, device: tablets[tablet] ?? '', actor: idOf(3), zone: 'UTC', at, uncertainty: 0 }
    const prepared = Object.values(commands)
      .find((one) => one.name === name)
      ?.prepare(args, 1, meta)
    if (!prepared || !decide(prepared, draft).ok) throw new Error(`${name} was refused`)
  }
  return drawers.flatMap((id) => draft.get('tillSession', id) ?? [])
}

describe('a drawer that news of comes in any order', () => {
  it('is expected to hold its float, sales, refunds and moves, added up anew', () => {
    fc.assert(
      fc.property(day, ([made, arriving]) => {
        const found = drawersAfter(arriving)
        expect(found).toEqual(drawersAfter(made))
        for (const one of found) {
          const own = made.filter(({ sessionId: into }) => into === one.id)
          expect(expectedIn(one)).toBe(own.reduce((sum, { worth }) => sum + worth, 0))
        }
      }),
      { numRuns: 500 },
    )
  })
})
