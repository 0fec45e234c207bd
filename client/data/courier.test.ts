import { afterEach, describe, expect, it, vi } from 'vitest'
import { retryAfter } from './alarm.ts'
import { type Courier, startCourier } from './courier.ts'
import { ModelNetwork } from './modelNetwork.ts'
import type { Channel, Outside } from './outside.ts'
import { waiting } from './queries.ts'
import { ids, orderOf, outsideWith } from './testing.ts'
import { openTill, type Till } from './till.ts'

const order = orderOf([ids.products[0] ?? '', 1])
const running: { courier: Courier; till: Till }[] = []

afterEach(() => {
  for (const { courier, till } of running.splice(0)) {
    courier.stop()
    till.close()
  }
})

async function started(changes: Partial<Outside> = {}) {
  const network = new ModelNetwork()
  const outside = outsideWith({ fetch: network.fetch, ...changes })
  const till = await openTill('till', outside)
  await till.enrol({ name: 'Tablet', locationId: ids.location })
  const window = new EventTarget()
  const courier = startCourier(till, outside, { window })
  running.push({ courier, till })
  await until(() => courier.status().reach === 'online')
  return { network, outside, till, courier, window }
}

function until(holds: () => boolean | Promise<boolean>, timeout = 2_000): Promise<void> {
  return vi.waitFor(async () => expect(await holds()).toBe(true), { timeout, interval: 10 })
}

async function isEmpty(till: Till): Promise<boolean> {
  const { orders, others } = await waiting(till.db)
  return orders + others === 0
}

describe('a courier', () => {
  it('sends an order soon after the tap', async () => {
    const { till } = await started()
    await till.placeOrder(order)
    await until(() => isEmpty(till), 500)
  })

  it('takes in what a poke announces', async () => {
    const { till, network } = await started()
    await until(() => network.syncs.length >= 2)
    network.server.put('person', { id: ids.other, name: 'Ada', role: 'employee', active: true })
    network.poke()
    await until(async () => (await till.db.person.count()) === 2, 500)
  })

  it('learns from answers whether the server is there', async () => {
    const { network, courier } = await started()
    const seen: string[] = []
    courier.subscribe(({ reach }) => seen.push(reach))
    network.weather = 'down'
    network.cut()
    await until(() => courier.status().reach === 'offline')
    network.weather = 'fine'
    await until(() => courier.status().reach === 'online')
    expect(seen).toContain('offline')
  })

  it('has sent what waits within two seconds of the browser coming online', async () => {
    const slow = vi.fn((ms: number, signal?: AbortSignal) => outsideWith().wait(ms * 20, signal))
    const { till, network, courier, window } = await started({ wait: slow })
    network.weather = 'silent'
    network.restart()
    await till.placeOrder(order)
    network.weather = 'fine'
    const start = performance.now()
    window.dispatchEvent(new Event('online'))
    await until(() => isEmpty(till))
    expect(performance.now() - start).toBeLessThan(2_000)
    expect(courier.status().reach).toBe('online')
  })

  it('tries again by itself for as long as it takes', async () => {
    const fast = (ms: number, signal?: AbortSignal) => outsideWith().wait(ms / 200, signal)
    const { till, network, courier } = await started({ wait: fast })
    network.weather = 'down'
    network.cut()
    await till.placeOrder(order)
    await until(() => courier.status().reach === 'offline')
    await outsideWith().wait(300)
    network.weather = 'fine'
    await until(() => isEmpty(till))
  })

  it('does not sync all the time when there is nothing to do', async () => {
    const { network } = await started()
    await outsideWith().wait(300)
    expect(network.syncs.length).toBeLessThan(5)
  })

  it('leaves the syncing to one tab of two, and shows in both how things stand', async () => {
    const { till, courier, outside, network } = await started(together())
    const other = await openTill('till', outside)
    const second = startCourier(other, outside)
    running.push({ courier: second, till: other })
    await until(() => second.status().reach === 'online')
    await other.placeOrder(order)
    await until(() => isEmpty(till), 1_000)
    const { length } = network.hellos
    await until(() => second.status().lastAnswerAt === courier.status().lastAnswerAt)
    courier.stop()
    await until(() => network.hellos.length === length + 2)
    await other.placeOrder(order)
    await until(() => isEmpty(other), 1_000)
  })

  it('takes over from a tab that the browser has frozen amid a conversation', async () => {
    const fast = (ms: number, signal?: AbortSignal) => outsideWith().wait(ms / 100, signal)
    const { till, outside, network, courier } = await started({ ...together(), wait: fast })
    network.weather = 'silent'
    courier.now()
    await outsideWith().wait(20)
    await till.placeOrder(order)
    const awake = { ...outside, fetch: openFetch(network), channel: deaf }
    const other = await openTill('till', awake)
    const second = startCourier(other, awake)
    running.push({ courier: second, till: other })
    await until(() => second.status().reach === 'online')
    expect(await isEmpty(till)).toBe(true)
  })
})

let browsers = 0

/** What the tabs of one browser have in common: real locks, of a name of its own, and a channel. */
function together(): Partial<Outside> {
  const name = `browser ${(browsers += 1)}`
  const locks = {
    request: (lock: string, options: LockOptions, work: () => Promise<void>) =>
      navigator.locks.request(`${name} ${lock}`, options, work),
  } as unknown as Pick<LockManager, 'request'>
  const ears: Channel[] = []
  const channel = () => {
    const own: Channel = {
      onmessage: null,
      close: () => undefined,
      postMessage(data: unknown) {
        for (const ear of ears)
          if (ear !== own) ear.onmessage?.(new MessageEvent('message', { data: structuredClone(data) }))
      },
    }
    ears.push(own)
    return own
  }
  return { locks, channel }
}

/** A way to the server on which the weather is fine whatever it is elsewhere. */
function openFetch(network: ModelNetwork): typeof fetch {
  return async (input, init) => {
    const { weather } = network
    network.weather = 'fine'
    try {
      return await network.fetch(input, init)
    } finally {
      network.weather = weather
    }
  }
}

/** As a frozen tab is to the others. */
function deaf(): Channel {
  return { onmessage: null, close: () => undefined, postMessage: () => undefined }
}

describe('a retry', () => {
  it('waits longer each time while nobody looks on', () => {
    const waits = [1, 2, 3, 4, 5, 60].map((n) => retryAfter(n, false, true, 0))
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000])
    expect(retryAfter(1, false, true, 0.999)).toBeGreaterThan(500)
  })

  it('never lets somebody who looks on wait long for a short outage, nor for orders in a long one', () => {
    expect(retryAfter(20, true, false, 0)).toBe(1_500)
    expect(retryAfter(60, true, true, 0)).toBe(5_000)
    expect(retryAfter(60, true, false, 0)).toBe(30_000)
  })
})
