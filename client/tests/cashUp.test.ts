import fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { v7 } from 'uuid'
import { keptFrom, owedOn } from '#shared/balance.ts'
import { dice } from '#shared/dice.ts'
import { Envelope } from '#shared/envelope.ts'
import { Payment } from '#shared/order.ts'
import type { TillSession } from '#shared/rows.ts'
import { expectedIn, restatedSince } from '#shared/tillSession.ts'
import { sellInto, sessions } from '../data/drawer.ts'
import { drawerHere } from '../data/here.ts'
import { demand, type Market, openMarket, type Tablet } from './market.ts'
import { noMishaps, rough } from './network.ts'

/* Whatever three tablets sell, give back and count, and however late they say so: each drawer should hold what the
   journal says, counted anew from the commands by no rule of Awning's own. */

const tablet = fc.nat(2)
const kind = fc.constantFrom('cash' as const, 'card' as const, 'other' as const)
const share = fc.integer({ min: 0, max: 100 })

type Step =
  | { do: 'open'; tablet: number; float: number }
  | { do: 'use'; tablet: number; which: number }
  | { do: 'sell'; tablet: number; size: number; share: number; kind: Payment['kind'] }
  | { do: 'pay'; tablet: number; which: number; share: number; kind: Payment['kind'] }
  | { do: 'giveBack'; tablet: number; which: number; share: number; kind: Payment['kind'] }
  | { do: 'move'; tablet: number; amount: number; kind: 'in' | 'out' | 'none' }
  | { do: 'close'; tablet: number; which: number; off: number }
  | { do: 'sync'; tablet: number }
  | { do: 'later'; ms: number }

const be = <T extends string>(what: T) => fc.constant(what)
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ do: be('open'), tablet, float: fc.nat(30_000) }) },
  { weight: 2, arbitrary: fc.record({ do: be('use'), tablet, which: fc.nat(9) }) },
  {
    weight: 5,
    arbitrary: fc.record({ do: be('sell'), tablet, size: fc.integer({ min: 1, max: 9 }), share, kind }),
  },
  { weight: 2, arbitrary: fc.record({ do: be('pay'), tablet, which: fc.nat(9), share, kind }) },
  { weight: 2, arbitrary: fc.record({ do: be('giveBack'), tablet, which: fc.nat(9), share, kind }) },
  {
    weight: 2,
    arbitrary: fc.record({
      ...{ do: be('move'), tablet, amount: fc.integer({ min: 1, max: 5_000 }) },
      kind: fc.constantFrom('in' as const, 'out' as const, 'none' as const),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: be('close'),
      tablet,
      which: fc.nat(9),
      off: fc.integer({ min: -500, max: 500 }),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: be('sync'), tablet }) },
  { weight: 1, arbitrary: fc.record({ do: be('later'), ms: fc.integer({ min: 1, max: 90_000 }) }) },
)

test('It expects in every drawer what the journal says, before, between and after its counts, whichever tablet is late', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 40 }), fc.nat(), async (steps, seed) => {
      const market = await openMarket()
      try {
        const tablets = await market.tablets('Anna', 'Ben', 'Cleo')
        for (const [index, { network }] of tablets.entries())
          network.take(rough(dice(seed + index), noMishaps(), 2))
        for (const one of steps) {
          await take(one, market, tablets)
          for (const { till } of tablets) (await sessions(till.db)).forEach(expectRestated)
        }
        for (const { network, till } of tablets) {
          network.mend()
          demand(await till.sync())
        }
        for (const { till } of tablets) {
          demand(await till.sync())
          expectDrawers(market, await sessions(till.db))
        }
        expectDrawers(market, market.store().rows.all('tillSession'))
      } finally {
        market.close()
      }
    }),
    { numRuns: 12, interruptAfterTimeLimit: 120_000, endOnFailure: true },
  )
}, 240_000)

async function take(step: Step, market: Market, tablets: Tablet[]): Promise<void> {
  if (step.do === 'later') {
    market.time.ahead += step.ms
    return
  }
  const till = tablets[step.tablet]?.till
  if (!till) return
  const { db } = till
  const { locationId } = market
  const drawer = await drawerHere(db)
  const tag = drawer ? { sessionId: drawer.id } : {}
  switch (step.do) {
    case 'sync':
      await till.sync()
      return
    case 'open':
      demand(await till.openDrawer({ locationId, currency: 'GBP', float: step.float }, v7()))
      return
    case 'use': {
      const known = await sessions(db)
      const session = known[step.which % Math.max(1, known.length)]
      await sellInto(db, session?.id ?? null)
      return
    }
    case 'sell': {
      const order = market.order([0, step.size])
      demand(await till.placeOrder({ ...order, ...tag, payments: paidIn(order.total, step) }))
      return
    }
    case 'pay':
    case 'giveBack': {
      const orders = await db.order.toArray()
      const order = orders[step.which % Math.max(1, orders.length)]
      if (!order) return
      const { id: orderId, number } = order
      const args = { orderId, number, locationId, ...tag }
      const payments = paidIn(step.do === 'pay' ? owedOn(order) : keptFrom(order), step)
      if (payments.length === 0) return
      const none = { currency: 'GBP', lines: [], taxes: [], value: 0 }
      if (step.do === 'pay') demand(await till.record('order.pay', { ...args, payments }))
      else demand(await till.record('order.refund', { ...args, ...none, payments }))
      return
    }
    case 'move': {
      if (!drawer) return
      const amount = step.kind === 'none' ? 0 : step.amount
      demand(await till.record('till.move', { sessionId: drawer.id, kind: step.kind, amount }))
      return
    }
    case 'close': {
      const known = await sessions(db)
      const session = known[step.which % Math.max(1, known.length)]
      if (!session) return
      const expected = expectedIn(session)
      const counted = Math.max(0, expected + step.off)
      const found = { counted, coins: [], expected, known: session.takings }
      demand(await till.record('till.close', { sessionId: session.id, ...found }))
    }
  }
}

/** A part of what is due, in percent; a half of that in cash besides where the rest is paid another way. */
function paidIn(due: number, { share, kind }: { share: number; kind: Payment['kind'] }): Payment[] {
  const amount = Math.floor((Math.max(0, due) * share) / 100)
  const cash = kind === 'cash' ? amount : Math.floor(amount / 2)
  const rest = amount - cash
  return [
    ...(cash > 0 ? [{ kind: 'cash' as const, amount: cash }] : []),
    ...(rest > 0 ? [{ kind, amount: rest }] : []),
  ]
}

/** What came late, added to what was expected at any count, is what is expected now. */
function expectRestated(session: TillSession): void {
  for (const closing of session.closings) {
    const late = restatedSince(session, closing).reduce(
      (sum, { takings: { cash, cashBack, paidIn, paidOut } }) => sum + cash - cashBack + paidIn - paidOut,
      0,
    )
    expect(closing.expected + late).toBe(expectedIn(session))
  }
}

const Told = v.object({
  sessionId: v.optional(v.string()),
  float: v.optional(v.number()),
  amount: v.optional(v.number()),
  kind: v.optional(v.string()),
  payments: v.optional(v.array(Payment)),
})

/** Every drawer and no other; in each what was put in, less what was taken out; its counts as they were said. */
function expectDrawers(market: Market, found: readonly TillSession[]): void {
  const raw = market.store().database.prepare<[], { raw: string }>(`SELECT raw FROM command`).all()
  const cash = new Map<string, number>()
  const counts = new Map<string, number>()
  const add = (sums: Map<string, number>, id: string | undefined, amount: number) => {
    if (id !== undefined) sums.set(id, (sums.get(id) ?? 0) + amount)
  }
  for (const command of raw.map((one) => v.parse(Envelope, JSON.parse(one.raw)))) {
    const { sessionId, float = 0, amount = 0, kind: way, payments = [] } = v.parse(Told, command.args)
    const paid = payments.reduce((sum, one) => sum + (one.kind === 'cash' ? one.amount : 0), 0)
    if (command.name === 'till.open') add(cash, command.id, float)
    if (command.name === 'till.move') add(cash, sessionId, way === 'out' ? -amount : amount)
    if (command.name === 'till.close') add(counts, sessionId, 1)
    if (command.name === 'order.place' || command.name === 'order.pay') add(cash, sessionId, paid)
    if (command.name === 'order.refund') add(cash, sessionId, -paid)
  }
  const sorted = (pairs: Iterable<[string, number]>) => [...pairs].sort(([a], [b]) => (a < b ? -1 : 1))
  expect(sorted(found.map((one) => [one.id, expectedIn(one)]))).toEqual(sorted(cash))
  for (const one of found) {
    expect(one.closings.length).toBe(counts.get(one.id) ?? 0)
    expectRestated(one)
  }
}
