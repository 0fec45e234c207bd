import { afterAll, beforeAll, expect, it } from 'vitest'
import { levelId } from '#shared/tables.ts'
import { rowsIn } from '../data/testing.ts'
import { demand, type Market, openMarket } from './market.ts'

let market: Market
beforeAll(async () => {
  market = await openMarket()
})
afterAll(() => market.close())

it('flags what two tablets with unsure clocks did so close that nobody can tell which was first, whichever comes late', async () => {
  const [anna, ben] = await market.tablets('Anna', 'Ben')
  if (!anna || !ben) throw new Error('two tablets')
  const [bun = '', roll = ''] = market.products
  const { locationId } = market
  // Well after what the market received, which would be in doubt as well.
  const at = Date.now() + 20_000
  const sure = { at: at + 2_000, uncertainty: 0 }
  const waste = (productId: string) => ({
    ...{ locationId, reason: 'waste' as const },
    lines: [{ productId, quantity: 2 }],
  })
  const count = (productId: string) => ({ locationId, lines: [{ productId, quantity: 90, expected: 100 }] })

  for (const { network } of [anna, ben]) network.cut()
  await ben.till.record('stock.count', count(bun), { at, uncertainty: 5_000 })
  await anna.till.record('stock.move', waste(bun), sure)
  await anna.till.record('stock.move', waste(roll), sure)
  await ben.till.record('stock.count', count(roll), { at, uncertainty: 1_500 })
  for (const { network } of [ben, anna]) network.mend()
  demand(await ben.till.sync())
  demand(await anna.till.sync())
  demand(await ben.till.sync())

  const odd = market
    .store()
    .rows.all('exception')
    .map(({ about }) => [about?.name, about?.codes])
  expect(odd).toEqual([['stock.move', ['ambiguous']]])
  const level = market.store().rows.one('level', levelId(bun, locationId))
  expect(level).toMatchObject({ quantity: 88, clock: { unsure: 5_000 } })
  expect(await rowsIn(ben.till.db)).toEqual(market.rows())
})
