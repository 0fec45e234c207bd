import { afterEach, beforeEach, expect, test } from 'vitest'
import { rowsIn } from '../data/testing.ts'
import { demand, type Market, openMarket, place } from './market.ts'
import { cutOff, losesAnswer, onlyAt, type Way } from './network.ts'

let market: Market
beforeEach(async () => {
  market = await openMarket()
})
afterEach(() => market.close())

const hello = '/api/sync/hello'
const sync = '/api/sync'
const twice: Way = async (send) => {
  await send()
  return send()
}

/** More than two requests' worth of orders, so that there is a first, a middle and a last page. */
const many = 410

test.each([
  ['the first hello', hello, 1],
  ['the hello with the proof', hello, 2],
  ['the first push', sync, 1],
  ['the second push', sync, 2],
  ['the last push', sync, 3],
])(
  'It counts each order once though the answer to %s was lost, was cut off or came twice',
  async (_, path, at) => {
    for (const [fate, way] of [losesAnswer, cutOff, twice].entries()) {
      const anna = await market.tablet(`Anna${fate}`)
      market.restart() // so that the tablet has to say hello again
      anna.network.cut()
      const before = market.store().rows.all('order').length
      for (let order = 0; order < many; order += 1) await place(anna, market.order([order % 3, 1]))

      let met = 0
      anna.network.take(
        onlyAt(path, at, (...request) => {
          met += 1
          return way(...request)
        }),
      )
      const first = await anna.till.sync()
      expect(met).toBe(1)
      expect(first.ok).toBe(way === twice)
      anna.network.mend()
      demand(await anna.till.sync())

      expect(market.store().rows.all('order')).toHaveLength(before + many)
      expect(await anna.till.db.entries.where('state').equals('settled').count()).toBe(many)
      expect(await rowsIn(anna.till.db)).toEqual(market.rows())
    }
  },
)

test('It takes in a page of rows once though the answer that carried it was lost', async () => {
  const [anna, ben] = [await market.tablet('Anna'), await market.tablet('Ben')]
  for (let order = 0; order < many * 2; order += 1) await place(anna, market.order([0, 1], [1, 1], [2, 1]))
  demand(await anna.till.sync())
  for (const page of [1, 2]) {
    ben.network.take(onlyAt(sync, page, losesAnswer))
    expect(await ben.till.sync()).toMatchObject({ ok: false, code: 'unreachable' })
  }
  ben.network.mend()
  demand(await ben.till.sync())
  expect(await rowsIn(ben.till.db)).toEqual(market.rows())
})
