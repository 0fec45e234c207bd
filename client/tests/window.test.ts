import { afterEach, beforeEach, expect, test } from 'vitest'
import { rowsIn } from '../data/testing.ts'
import { demand, type Market, openMarket, place, type Tablet } from './market.ts'

const aDay = 86_400_000

let market: Market
beforeEach(async () => {
  market = await openMarket()
})
afterEach(() => market.close())

test('It lets go of orders that were done with thirty days ago, and of their stock book, and stays equal to the server', async () => {
  const [anna, ben] = await market.tablets('Anna', 'Ben')
  if (!anna || !ben) throw new Error('two tablets')
  const done = await sold(anna, 'completed')
  const open = await sold(anna, 'ready')
  await meet(anna, ben)
  market.time.ahead += 20 * aDay
  await meet(ben) // hears what time it is: a clock that jumps is not believed
  const young = await sold(ben, 'completed')
  await meet(ben, anna)
  expect(await ordersOn(anna)).toEqual([done, open, young].sort())

  market.time.ahead += 12 * aDay
  await walk(anna)
  expect(await ordersOn(anna)).toEqual([open, young].sort())
  expect(await rowsIn(anna.till.db)).toEqual(market.rowsAt(null))
  expect(market.store().rows.all('order')).toHaveLength(3)
})

test('It takes an old order in again, with all its steps, when it is open once more', async () => {
  const [anna, ben] = await market.tablets('Anna', 'Ben')
  if (!anna || !ben) throw new Error('two tablets')
  const orderId = await sold(anna, 'completed')
  await meet(anna, ben)
  ben.network.cut()
  market.time.ahead += 40 * aDay
  await walk(anna)
  expect(await ordersOn(anna)).toEqual([])
  demand(await ben.till.record('order.setStatus', { orderId, status: 'ready' }))
  await meet(ben, anna)
  expect(await anna.till.db.order.get(orderId)).toMatchObject({ status: 'ready' })
  expect(await anna.till.db.status.where({ orderId }).count()).toBe(2)
  await walk(anna)
  await walk(ben)
  for (const { till } of [anna, ben]) expect(await rowsIn(till.db)).toEqual(market.rowsAt(null))
})

test('It sends an order of forty days ago, and keeps it nowhere but on the server', async () => {
  const [anna, ben] = await market.tablets('Anna', 'Ben')
  if (!anna || !ben) throw new Error('two tablets')
  await meet(anna, ben)
  anna.network.cut()
  const orderId = await place(anna, { ...market.order([0, 1]), startStatus: 'completed' })
  market.time.ahead += 40 * aDay
  let asked = ''
  ben.network.take(async (send) => {
    const answer = await send()
    asked += await answer.clone().text()
    return answer
  })
  anna.network.mend()
  demand(await anna.till.sync())
  demand(await ben.till.sync())
  expect(market.store().rows.one('order', orderId)).toMatchObject({ total: 250 })
  expect(asked).not.toContain(orderId)
  await walk(anna)
  expect(await ordersOn(anna)).toEqual([])
  expect(await rowsIn(anna.till.db)).toEqual(market.rowsAt(null))
  expect(await anna.till.db.base.count()).toBe(0)
})

async function sold(tablet: Tablet, status: 'completed' | 'ready'): Promise<string> {
  const orderId = await place(tablet, market.order([0, 1]))
  market.time.ahead += 1_000
  demand(await tablet.till.record('order.setStatus', { orderId, status }))
  return orderId
}

async function meet(...tablets: Tablet[]): Promise<void> {
  for (const { network, till } of tablets) {
    network.mend()
    demand(await till.sync())
  }
}

/** Conversations over some minutes: after each the tablet looks through a part of what it has. */
async function walk({ till, network }: Tablet): Promise<void> {
  network.mend()
  for (let round = 0; round < 12; round++) {
    market.time.ahead += 10_000
    demand(await till.sync())
  }
}

async function ordersOn({ till }: Tablet): Promise<string[]> {
  return (await till.db.order.toCollection().primaryKeys()).sort()
}
