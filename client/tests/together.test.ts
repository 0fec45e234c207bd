import { afterEach, beforeEach, expect, test } from 'vitest'
import { levelId } from '#shared/tables.ts'
import { rowsIn } from '../data/testing.ts'
import { openTill } from '../data/till.ts'
import { openNetwork, type Way } from './network.ts'
import { demand, type Market, openMarket, place, type Tablet } from './market.ts'

let market: Market
beforeEach(async () => {
  market = await openMarket()
})
afterEach(() => market.close())

test('It sells on two tablets without a network, and counts every order once when they are back', async () => {
  const [anna, ben] = await pair()
  anna.network.cut()
  ben.network.cut()
  const ids = [
    await place(anna, market.order([0, 2], [1, 1])),
    await place(ben, market.order([0, 3])),
    await place(anna, market.order([2, 1])),
  ]
  expect(await anna.till.sync()).toMatchObject({ ok: false, code: 'unreachable' })
  expect(market.store().rows.all('order')).toEqual([])
  expect([await levelOf(anna, 0), await levelOf(ben, 0)]).toEqual([98, 97])

  await meet(anna, ben)
  const orders = market.store().rows.all('order')
  expect(orders.map((order) => order.id)).toEqual([...ids].sort())
  expect(orders.map((order) => order.number).sort()).toEqual(['B-0001', 'B-0002', 'C-0001'])
  expect([await levelOf(anna, 0), await levelOf(ben, 0)]).toEqual([95, 95])
  await expectAllAlike(anna, ben)
})

test('It gives two tabs of one tablet one journal without gap or double', async () => {
  const [anna] = await pair()
  const tab = await openTill('awning', anna.outside)
  const sell = async (till: typeof tab) => {
    for (let round = 0; round < 12; round += 1) {
      const placed = await till.placeOrder(market.order([round % 3, 1]))
      demand(placed)
      if (round % 3 === 2) demand(await till.sync())
    }
  }
  await Promise.all([sell(anna.till), sell(tab)])
  demand(await anna.till.sync())
  demand(await tab.sync())

  const entries = await anna.till.db.entries.toArray()
  expect(entries.map((entry) => entry.seq)).toEqual(Array.from({ length: 24 }, (_, index) => index + 1))
  expect(new Set(entries.map((entry) => entry.state))).toEqual(new Set(['settled']))
  const numbers = market
    .store()
    .rows.all('order')
    .map((order) => order.number)
  expect(numbers.sort()).toEqual(
    Array.from({ length: 24 }, (_, index) => `B-${String(index + 1).padStart(4, '0')}`),
  )
  expect(await rowsIn(tab.db)).toEqual(market.rows())
  tab.close()
})

test('It does not send again what another tab has sent while this one said hello', async () => {
  const [anna] = await pair()
  let sentTwice = 0
  const late: Way = async (send, path, { body: sent }) => {
    const body = typeof sent === 'string' ? sent : ''
    const answer = await send()
    if (path === '/api/sync/hello' && body.includes('"proof"')) {
      await place(anna, market.order([0, 1]))
      demand(await anna.till.sync())
    }
    if (path === '/api/sync' && !body.includes('"commands":[]')) sentTwice += 1
    return answer
  }
  const network = openNetwork(anna.visitor.fetch)
  network.take(late)
  const tab = await openTill('awning', { ...anna.outside, fetch: network.fetch })
  demand(await tab.sync())
  expect(sentTwice).toBe(0)
  tab.close()
})

test('It brings an order to one status, whoever set which status where', async () => {
  const [anna, ben] = await pair()
  const orderId = await place(anna, market.order([0, 5]))
  await meet(anna, ben)
  anna.network.cut()
  ben.network.cut()
  demand(await anna.till.record('order.setStatus', { orderId, status: 'ready' }))
  market.time.ahead += 1_000
  demand(await ben.till.record('order.setStatus', { orderId, status: 'cancelled', restock: true }))
  market.time.ahead += 1_000
  demand(await anna.till.record('order.setStatus', { orderId, status: 'completed' }))

  await meet(ben, anna)
  expect(market.store().rows.one('order', orderId)).toMatchObject({ status: 'cancelled' })
  expect(
    market.store().rows.one('level', levelId(market.products[0] ?? '', market.locationId))?.quantity,
  ).toBe(100)
  await expectAllAlike(anna, ben)
})

test('It lets a sale from before a count explain the count, and one from after it lower the level', async () => {
  const [anna, ben] = await pair()
  const [productId = ''] = market.products
  ben.network.cut()
  await place(ben, market.order([0, 4]))
  market.time.ahead += 60_000
  const lines = [{ productId, quantity: 80, expected: 100 }]
  demand(await anna.till.record('stock.count', { locationId: market.locationId, lines }))
  market.time.ahead += 60_000
  await place(ben, market.order([0, 3]))

  await meet(anna, ben)
  expect(await levelOf(anna, 0)).toBe(77)
  await expectAllAlike(anna, ben)
})

test('It goes on after the server was stopped and started on its file', async () => {
  const [anna, ben] = await pair()
  await place(anna, market.order([0, 1]))
  demand(await anna.till.sync())
  market.restart()
  await place(anna, market.order([1, 1]))
  await meet(anna, ben)
  expect(market.store().rows.all('order')).toHaveLength(2)
  await expectAllAlike(anna, ben)
})

async function pair(): Promise<[Tablet, Tablet]> {
  return [await market.tablet('Anna'), await market.tablet('Ben')]
}

/** Both come back, one after the other, and then hear of each other. */
async function meet(...tablets: Tablet[]): Promise<void> {
  for (const tablet of tablets) tablet.network.mend()
  for (const tablet of [...tablets, ...tablets]) demand(await tablet.till.sync())
}

async function levelOf(tablet: Tablet, product: number): Promise<number | undefined> {
  const id = levelId(market.products[product] ?? '', market.locationId)
  return (await tablet.till.db.level.get(id))?.quantity
}

async function expectAllAlike(...tablets: Tablet[]): Promise<void> {
  for (const tablet of tablets) {
    expect(await rowsIn(tablet.till.db)).toEqual(market.rows())
    expect(await tablet.till.db.base.count()).toBe(0)
  }
}
