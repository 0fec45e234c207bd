import { describe, expect, it } from 'vitest'
import type { Status } from './order.ts'
import type { StatusStep } from './rows.ts'
import { nextStatuses, standingOf } from './status.ts'

const order = { startStatus: 'processing' as const, placedAt: 1 }
const step = (id: string, at: number, status: Status, restock?: boolean): StatusStep => ({
  id,
  orderId: 'order',
  status,
  at,
  actorId: `who did ${id}`,
  deviceId: 'tablet',
  ...(restock === undefined ? {} : { restock }),
})

describe('an order', () => {
  it('stands where it started until somebody moves it', () => {
    expect(standingOf(order, [])).toEqual({ status: 'processing', statusAt: 1 })
  })

  it('stands where the latest step put it, whichever was heard of last', () => {
    const steps = [step('b', 20, 'ready'), step('a', 10, 'completed')]
    expect(standingOf(order, steps)).toEqual({ status: 'ready', statusAt: 20 })
  })

  it('stays cancelled whatever comes later', () => {
    const steps = [step('a', 10, 'cancelled'), step('b', 20, 'ready')]
    expect(standingOf(order, steps).status).toBe('cancelled')
    expect(nextStatuses('cancelled')).toEqual([])
  })

  it('does with its goods what the first of two cancellations said', () => {
    const steps = [step('b', 20, 'cancelled', true), step('a', 10, 'cancelled', false)]
    expect(standingOf(order, steps).returned).toEqual({ at: 10, actorId: 'who did a', restock: false })
  })
})
