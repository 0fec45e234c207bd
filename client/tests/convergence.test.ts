import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dice } from '#shared/dice.ts'
import { Envelope } from '#shared/envelope.ts'
import type { Count, Level, Movement } from '#shared/rows.ts'
import { levelOf } from '#shared/stock.ts'
import * as v from 'valibot'
import { rowsIn } from '../data/testing.ts'
import { demand, type Market, openMarket, type Tablet } from './market.ts'
import { noMishaps, rough } from './network.ts'

type Step =
  | { do: 'sell'; tablet: number; lines: [number, number][] }
  | {
      do: 'status'
      tablet: number
      which: number
      status: 'ready' | 'completed' | 'cancelled'
      restock: boolean
    }
  | { do: 'move'; tablet: number; product: number; quantity: number }
  | { do: 'count'; tablet: number; product: number; quantity: number }
  | { do: 'edit'; tablet: number; product: number; price: number }
  | { do: 'sync'; tablet: number }
  | { do: 'later'; ms: number }

const tablet = fc.nat(2)
const product = fc.nat(2)
const quantity = fc.integer({ min: 1, max: 9 })
const lines = fc.array(fc.tuple(product, quantity), { minLength: 1, maxLength: 3 })
const status = fc.constantFrom('ready' as const, 'completed' as const, 'cancelled' as const)
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('sell' as const), tablet, lines }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('status' as const),
      tablet,
      which: fc.nat(20),
      status,
      restock: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('move' as const), tablet, product, quantity }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('count' as const), tablet, product, quantity }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('edit' as const), tablet, product, price: fc.nat(900) }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('sync' as const), tablet }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('later' as const), ms: fc.integer({ min: 1, max: 90_000 }) }),
  },
)

test('It comes to the same rows everywhere, equal to a recount of the journal, whatever happens on three tablets in whatever order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), fc.nat(), async (steps, seed) => {
      const market = await openMarket()
      try {
        const tablets = await market.tablets('Anna', 'Ben', 'Cleo')
        const mishaps = noMishaps()
        for (const [index, { network }] of tablets.entries())
          network.take(rough(dice(seed + index), mishaps, 2))
        for (const one of steps) await take(one, market, tablets)

        for (const one of tablets) {
          one.network.mend()
          demand(await one.till.sync())
        }
        for (const one of tablets) {
          demand(await one.till.sync())
          expect(await rowsIn(one.till.db)).toEqual(market.rows())
          expect(await one.till.db.base.count()).toBe(0)
        }
        expectRecounted(market)
      } finally {
        market.close()
      }
    }),
    { numRuns: 30, interruptAfterTimeLimit: 120_000, endOnFailure: true },
  )
}, 240_000)

async function take(step: Step, market: Market, tablets: Tablet[]): Promise<void> {
  if (step.do === 'later') {
    market.time.ahead += step.ms
    return
  }
  const till = tablets[step.tablet]?.till
  if (!till) return
  const { locationId, products } = market
  switch (step.do) {
    case 'sell':
      demand(await till.placeOrder(market.order(...step.lines)))
      return
    case 'status': {
      const orders = await till.db.order.toArray()
      const order = orders[step.which % Math.max(1, orders.length)]
      if (!order) return
      const { status, restock } = step
      const args = { orderId: order.id, status, ...(status === 'cancelled' ? { restock } : {}) }
      demand(await till.record('order.setStatus', args))
      return
    }
    case 'move': {
      const line = { productId: products[step.product] ?? '', quantity: step.quantity }
      demand(await till.record('stock.move', { locationId, reason: 'received', lines: [line] }))
      return
    }
    case 'count': {
      const line = { productId: products[step.product] ?? '', quantity: step.quantity, expected: 0 }
      demand(await till.record('stock.count', { locationId, lines: [line] }))
      return
    }
    case 'edit':
      demand(
        await till.record('product.save', {
          id: products[step.product] ?? '',
          isNew: false,
          fields: { price: step.price },
        }),
      )
      return
    case 'sync':
      await till.sync()
  }
}

/** The money of every order the journal holds is in the orders, and levels are what movements and counts say. */
function expectRecounted(market: Market): void {
  const { rows, database } = market.store()
  const raw = database.prepare<[], { raw: string }>(`SELECT raw FROM command`).all()
  const commands = raw.map((command) => v.parse(Envelope, JSON.parse(command.raw)))
  const placed = commands.filter((command) => command.name === 'order.place')
  expect(rows.all('order').map(({ id, total }) => [id, total])).toEqual(
    placed.map(({ id, args }) => [id, args.total]).sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
  )
  const isAt = (level: Level) => (row: Movement | Count) =>
    row.productId === level.productId && row.locationId === level.locationId
  for (const level of rows.all('level')) {
    const movements = rows.all('movement').filter(isAt(level))
    const counts = rows.all('count').filter(isAt(level))
    expect(level.quantity).toBe(levelOf(movements, counts))
  }
}
