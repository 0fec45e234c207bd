import { expect, it } from 'vitest'
import type { Courier, CourierStatus } from '../../data/courier.ts'
import { shareCourier } from './shareCourier.ts'

it('tells every tab how things stand, whichever of them does the syncing', () => {
  const air = openAir()
  const leader = openCourier()
  shareCourier(leader, air.join())
  leader.show({ reach: 'online', lastAnswerAt: 5 })
  const late = shareCourier(openCourier(), air.join())
  expect(late.status()).toMatchObject({ reach: 'online', lastAnswerAt: 5 })

  const seen: string[] = []
  late.subscribe((status) => seen.push(status.reach))
  leader.show({ reach: 'offline' })
  expect(seen).toEqual(['offline'])
})

it('hands the wish to send now to the tab that can', () => {
  const air = openAir()
  const [leader, other] = [openCourier(), openCourier()]
  shareCourier(leader, air.join())
  shareCourier(other, air.join()).now()
  expect([leader.rings(), other.rings()]).toEqual([1, 1])
})

it('believes itself once it does the syncing', () => {
  const air = openAir()
  const [first, second] = [openCourier(), openCourier()]
  shareCourier(first, air.join())
  const shared = shareCourier(second, air.join())
  first.show({ reach: 'online' })
  second.show({ reach: 'offline' })
  expect(shared.status().reach).toBe('offline')
})

function openCourier(): Courier & { show(changes: Partial<CourierStatus>): void; rings(): number } {
  let status: CourierStatus = { reach: 'unknown', sending: null, lastAnswerAt: null, needsSignIn: false }
  const listeners = new Set<(status: CourierStatus) => void>()
  let rings = 0
  return {
    status: () => status,
    subscribe(take) {
      listeners.add(take)
      return () => listeners.delete(take)
    },
    now: () => void (rings += 1),
    stop: () => undefined,
    rings: () => rings,
    show(changes) {
      status = { ...status, ...changes }
      for (const take of listeners) take(status)
    },
  }
}

/** Channels that hear each other at once. */
function openAir() {
  interface Ear {
    onmessage: ((event: MessageEvent<unknown>) => void) | null
  }
  const ears: Ear[] = []
  return {
    join() {
      const own = {
        onmessage: null as Ear['onmessage'],
        close: () => undefined,
        postMessage(data: unknown) {
          for (const ear of ears) if (ear !== own) ear.onmessage?.(new MessageEvent('message', { data }))
        },
      }
      ears.push(own)
      return own
    },
  }
}
