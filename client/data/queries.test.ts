import { describe, expect, it } from 'vitest'
import { record } from './journal.ts'
import { countsOf, movementsOf } from './stockQueries.ts'
import { entriesWith, entryOf } from './entryQueries.ts'
import { levelsAt, waiting } from './queries.ts'
import { ordersIn, recentOrders, stepsOf } from './orderQueries.ts'
import { enrolled, ids, ModelServer, orderOf, outsideWith } from './testing.ts'

const [bun = '', roll = ''] = ids.products

async function opened() {
  const outside = outsideWith()
  const db = await enrolled(outside, new ModelServer())
  const placed: string[] = []
  for (let at = 1; at <= 5; at++) {
    const order = await record(db, outside, { name: 'order.place', args: orderOf([bun, at]), at })
    if (order.ok) placed.push(order.id)
  }
  return { db, outside, placed }
}

describe('a screen', () => {
  it('finds the newest orders first, page by page', async () => {
    const { db } = await opened()
    const first = await recentOrders(db, 2)
    expect(first.map((order) => order.number)).toEqual(['B-0005', 'B-0004'])
    expect((await recentOrders(db, 2, first[1]?.placedAt)).map((order) => order.number)).toEqual([
      'B-0003',
      'B-0002',
    ])
  })

  it('follows an order through its steps', async () => {
    const { db, outside, placed } = await opened()
    const [orderId = ''] = placed
    await record(db, outside, { name: 'order.setStatus', args: { orderId, status: 'completed' }, at: 20 })
    await record(db, outside, { name: 'order.setStatus', args: { orderId, status: 'ready' }, at: 10 })
    expect((await stepsOf(db, orderId)).map((step) => step.status)).toEqual(['ready', 'completed'])
    expect((await ordersIn(db, 'completed', 9)).map((order) => order.id)).toEqual([orderId])
    expect(await ordersIn(db, 'processing', 9)).toHaveLength(4)
  })

  it('sees what moved and what was counted on one shelf, latest first', async () => {
    const { db, outside } = await opened()
    const args = { locationId: ids.location, lines: [{ productId: bun, quantity: 7, expected: 0 }] }
    await record(db, outside, { name: 'stock.count', args, at: 3 })
    expect((await movementsOf(db, bun, ids.location, 2)).map((movement) => movement.quantity)).toEqual([
      -5, -4,
    ])
    expect(await countsOf(db, bun, ids.location, 2)).toMatchObject([{ quantity: 7, at: 3 }])
    expect(await movementsOf(db, roll, ids.location, 2)).toEqual([])
    expect((await levelsAt(db, ids.location)).get(bun)).toMatchObject({ quantity: -2 })
    expect(await levelsAt(db, ids.store)).toEqual(new Map())
  })

  it('tells what waits, in orders and money', async () => {
    const { db, outside, placed } = await opened()
    const args = { locationId: ids.location, reason: 'received', lines: [{ productId: bun, quantity: 7 }] }
    await record(db, outside, { name: 'stock.move', args })
    const oldest = await entryOf(db, placed[0] ?? '')
    expect(await waiting(db)).toEqual({ orders: 5, amount: 15 * 250, others: 1, oldestAt: oldest?.madeAt })
    expect((await entriesWith(db, 'waiting', 2)).map((entry) => entry.seq)).toEqual([6, 5])
  })
})
