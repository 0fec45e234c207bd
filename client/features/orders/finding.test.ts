import { describe, expect, it } from 'vitest'
import { byDay, isMatch, isOf } from './finding.ts'
import { order } from './testing.ts'
import { linesText, moveWords } from './words.ts'

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

  it('finds those of which money is due, either way', () => {
    const [paid, unpaid, cancelled] = [order(), order({ payments: [] }), order({ status: 'cancelled' })]
    expect([paid, unpaid, cancelled].map((one) => isOf(one, 'due'))).toEqual([false, true, true])
    expect([paid, cancelled].map((one) => isOf(one, 'cancelled'))).toEqual([false, true])
    expect(isOf(paid, 'all')).toBe(true)
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
