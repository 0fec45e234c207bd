import { expect, it } from 'vitest'
import { startCourier } from './courier.ts'
import { openEarly, type Rest } from './early.ts'
import { ModelNetwork } from './modelNetwork.ts'
import { waiting } from './queries.ts'
import { ids, orderOf, outsideWith } from './testing.ts'
import { openTill, tillOn } from './till.ts'

const [bun = ''] = ids.products

it('says at once whose tablet it is, and records what was tapped before the rest had come', async () => {
  const { outside, network } = await enrolled()
  const part = Promise.withResolvers<Rest>()
  const { till, courier } = await openEarly('till', outside, {}, () => part.promise)
  expect(await till.device()).toMatchObject({ id: ids.device })
  expect(courier.status().reach).toBe('unknown')

  const placed = till.placeOrder(orderOf([bun, 1]))
  expect(await waiting(till.db)).toMatchObject({ orders: 0 })
  part.resolve([{ tillOn }, { startCourier }])
  expect(await placed).toMatchObject({ ok: true })
  await expect.poll(() => courier.status().reach).toBe('online')
  await expect.poll(() => [...network.server.rows.keys()].some((key) => key.startsWith('order '))).toBe(true)
  courier.stop()
  till.db.close()
})

it('asks for the rest again where it could not be had', async () => {
  const { outside } = await enrolled()
  let tries = 0
  const { till, courier, complete } = await openEarly('till', outside, {}, async () => {
    tries += 1
    if (tries === 1) throw new TypeError('no network')
    return [{ tillOn }, { startCourier }]
  })
  await expect(complete()).rejects.toThrow('no network')
  await complete()
  expect(await till.placeOrder(orderOf([bun, 1]))).toMatchObject({ ok: true })
  expect(tries).toBe(2)
  courier.stop()
  till.db.close()
})

async function enrolled() {
  const network = new ModelNetwork()
  const outside = outsideWith({ fetch: (...request) => network.fetch(...request) })
  const till = await openTill('till', outside)
  expect(await till.enrol({ name: 'Tablet', locationId: ids.location })).toEqual({ ok: true })
  till.close()
  return { outside, network }
}
