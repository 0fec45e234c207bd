import { describe, expect, it } from 'vitest'
import type { Order } from './rows.ts'
import { tables } from './tables.ts'
import { isTaken, orderTables, placedTables, sharedTables, windowStart } from './scope.ts'

const aDay = 86_400_000
const now = Date.UTC(2026, 10, 23, 15)
const [stall, van] = ['0190a000-0000-7000-8000-000000000001', '0190a000-0000-7000-8000-000000000002']
const here = { locationId: stall, since: windowStart(now) }
const everywhere = { ...here, locationId: null }
const no = () => false

function order(changes: Partial<Order>): Order {
  return {
    ...{
      id: 'o',
      number: 'A-0001',
      locationId: stall,
      currency: 'GBP',
      taxIncluded: true,
      lines: [],
      taxes: [],
    },
    ...{ payments: [], total: 0, startStatus: 'completed', deviceId: 'd', actorId: 'p', zone: 'UTC' },
    ...{ placedAt: now, status: 'completed', statusAt: now },
    ...changes,
  }
}

describe('what a device takes', () => {
  it('is said for every table once', () => {
    expect([...sharedTables, ...placedTables, ...orderTables].sort()).toEqual([...tables].sort())
  })

  it.each<[what: string, order: Order, here: boolean, everywhere: boolean]>([
    ['an order of its place', order({}), true, true],
    ['an order of another place', order({ locationId: van }), false, true],
    ['one of thirty days ago', order({ placedAt: now - 30 * aDay, statusAt: now - 30 * aDay }), true, true],
    ['an older one', order({ placedAt: now - 32 * aDay, statusAt: now - 32 * aDay }), false, false],
    ['an older one that was moved since', order({ placedAt: now - 32 * aDay, statusAt: now }), true, true],
    ['an old one that is open', order({ placedAt: 0, statusAt: 0, status: 'ready' }), true, true],
    ['an open one of another place', order({ locationId: van, status: 'processing' }), false, true],
  ])('includes %s or not', (_, row, isHere, isEverywhere) => {
    expect(isTaken('order', row, here, no)).toBe(isHere)
    expect(isTaken('order', row, everywhere, no)).toBe(isEverywhere)
  })

  it('includes what goes with an order where it includes the order', () => {
    const who = { actorId: 'p', deviceId: 'd' }
    const step = { id: 's', orderId: 'o', status: 'ready', at: 0, ...who } as const
    expect(isTaken('status', step, here, (id) => id === 'o')).toBe(true)
    expect(isTaken('status', step, everywhere, no)).toBe(false)
  })

  it('includes every till session that is open, wherever it is', () => {
    expect(isTaken('tillSession', { id: 't', takings: {}, closings: [] }, here, no)).toBe(true)
  })

  it('changes at midnight only', () => {
    expect(windowStart(Date.UTC(2026, 10, 23, 23, 59))).toBe(windowStart(now))
    expect(windowStart(Date.UTC(2026, 10, 24)) - windowStart(now)).toBe(aDay)
  })
})
