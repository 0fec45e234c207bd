import { afterAll, beforeAll, expect, it } from 'vitest'
import { waitingEdits } from '../data/edits.ts'
import { type Market, openMarket } from './market.ts'

let market: Market
beforeAll(async () => {
  market = await openMarket()
})
afterAll(() => market.close())

it('tells a manager on any tablet who changed a price, from what and to what, and nobody else', async () => {
  const mia = await market.tablet('Mia')
  const rob = await market.tablet('Rob')
  const erik = await market.tablet('Erik', 'employee')
  const [bun = ''] = market.products
  await mia.till.record('product.save', { id: bun, isNew: false, fields: { price: 280 } })
  expect(await waitingEdits(mia.till.db, bun)).toMatchObject([
    { before: { price: 250 }, after: { price: 280 } },
  ])
  await mia.till.sync()
  expect(await waitingEdits(mia.till.db, bun)).toEqual([])
  const told = await rob.till.editsOf(bun, null)
  const device = await mia.till.device()
  expect(told).toMatchObject({
    ok: true,
    value: {
      edits: [
        { actorId: mia.person, deviceId: device?.id, before: { price: 250 }, after: { price: 280 } },
        { isNew: true, after: { price: 250 } },
      ],
    },
  })
  expect(await erik.till.editsOf(bun, null)).toMatchObject({ ok: false, code: 'not-permitted' })
  rob.network.cut()
  expect(await rob.till.editsOf(bun, null)).toMatchObject({ ok: false, code: 'unreachable' })
})
