import { describe, expect, it } from 'vitest'
import type { Order } from '#shared/rows.ts'
import { byDay, isMatch } from './finding.ts'
import { linesText, moveWords } from './words.ts'

let last = 0
function order(more: Partial<Order> = {}): Order {
  last += 1
  const id = `01900000-0000-7000-8000-${String(last).padStart(12, '0')}`
  const line = { productId: id, price: 210, quantity: 2, taxRate: 0, total: 420, name: 'Crème brûlée' }
  return {
    id,
    number: `B-${String(last).padStart(4, '0')}`,
    locationId: id,
    currency: 'GBP',
    taxIncluded: true,
    lines: [line],
    taxes: [{ rate: 0, gross: 420, tax: 0 }],
    payments: [{ kind: 'cash', amount: 420 }],
    total: 420,
    startStatus: 'completed',
    deviceId: id,
    actorId: id,
    placedAt: 0,
    zone: 'Europe/London',
    status: 'completed',
    statusAt: 0,
    ...more,
  }
}

describe('finding orders', () => {
  const mine = order({ number: 'B-0142', customer: { name: 'Søren Ä. Holm' }, note: 'no onion' })

  it.each(['', 'b-0142', '142', 'soren', 'holm 0142', 'creme', 'onion', 'BRÛLÉE  holm'])(
    'finds it by %j',
    (text) => {
      expect(isMatch(mine, text)).toBe(true)
    },
  )

  it.each(['b-0143', 'nion', 'tea', 'holm tea'])('does not find it by %j', (text) => {
    expect(isMatch(mine, text)).toBe(false)
  })

  it('puts them under their days, newest first, by the clock of the business', () => {
    const [late, early, next] = [
      order({ placedAt: Date.UTC(2026, 6, 4, 22, 30) }),
      order({ placedAt: Date.UTC(2026, 6, 4, 10, 0) }),
      order({ placedAt: Date.UTC(2026, 6, 4, 23, 30) }),
    ]
    const keys = byDay([early, next, late], 'Europe/London').map((item) => item.key)
    expect(keys).toEqual(['2026-07-05', next.id, '2026-07-04', late.id, early.id])
  })
})

describe('the words for orders', () => {
  it('say what a button does from where the order stands', () => {
    expect(moveWords('processing', 'ready')).toBe('Ready')
    expect(moveWords('completed', 'ready')).toBe('Back to ready')
    expect(moveWords('ready', 'processing')).toBe('Back to processing')
  })

  it('say what is in an order on one line', () => {
    const lines = [
      { name: 'Tea', quantity: 2 },
      { name: 'Baguette', quantity: 1 },
    ]
    expect(linesText(lines)).toBe('2 × Tea, Baguette')
  })
})
