import { describe, expect, it } from 'vitest'
import { ModelNetwork } from './modelNetwork.ts'
import { device, ids, orderOf, outsideWith } from './testing.ts'
import { openTill } from './till.ts'

const order = orderOf([ids.products[0] ?? '', 1])
const named = { name: 'Tablet', locationId: ids.location }

async function opened() {
  const network = new ModelNetwork()
  const outside = outsideWith({ fetch: network.fetch })
  return { network, outside, till: await openTill('till', outside) }
}

describe('a tablet', () => {
  it('is nobody before it is enrolled', async () => {
    const { till } = await opened()
    expect(await till.device()).toBeNull()
    expect(await till.person()).toBeNull()
    expect(await till.placeOrder(order)).toEqual({ ok: false, code: 'not-enrolled' })
    expect(await till.sync()).toEqual({ ok: false, code: 'not-enrolled' })
    await expect(till.takeOver()).rejects.toThrow('enrolled')
  })

  it('stays the tablet it is when it is enrolled again', async () => {
    const { till, network } = await opened()
    await till.enrol(named)
    await till.placeOrder(order)
    expect(await till.enrol(named)).toEqual({ ok: true })
    expect(network.devices).toBe(1)
    expect((await till.db.read('head')).head).toMatchObject({ seq: 1 })
  })

  it('is not enrolled while the server cannot be reached', async () => {
    const { till, network } = await opened()
    network.weather = 'down'
    expect(await till.enrol(named)).toMatchObject({ ok: false, code: 'unreachable' })
    expect(await till.device()).toBeNull()
  })

  it('keeps who is on the till, and a key that cannot be taken out, over a restart', async () => {
    const { till, outside } = await opened()
    await till.enrol(named)
    till.close()
    const later = await openTill('till', outside)
    expect(await later.device()).toEqual(device)
    expect(await later.person()).toMatchObject({ name: 'Mia', role: 'manager' })
    const { key } = await later.db.read('key')
    expect(key?.extractable).toBe(false)
    expect(await later.sync()).toEqual({ ok: true })
  })

  it('still sends what was recorded once the person has left', async () => {
    const { till, network } = await opened()
    await till.enrol(named)
    await till.placeOrder(order)
    await till.leave()
    expect(await till.placeOrder(order)).toEqual({ ok: false, code: 'nobody-here' })
    expect(await till.sync()).toEqual({ ok: true })
    expect(network.syncs[0]?.commands).toHaveLength(1)
    expect(await till.takeOver()).toEqual({ ok: true })
    expect(await till.placeOrder(order)).toMatchObject({ ok: true, number: 'B-0002' })
  })
})
