import { describe, expect, it } from 'vitest'
import { digestOf } from './finder.ts'
import { boundsOf, byDay, inARow, isDay } from './finding.ts'
import { order } from './testing.ts'
import { linesText, moveWords } from './words.ts'

describe('a list of orders', () => {
  it('has them under their days, by the clock of the business', () => {
    const [late, early, next] = [
      digestOf(order({ placedAt: Date.UTC(2026, 6, 4, 22, 30) })),
      digestOf(order({ placedAt: Date.UTC(2026, 6, 4, 10, 0) })),
      digestOf(order({ placedAt: Date.UTC(2026, 6, 4, 23, 30) })),
    ]
    const keys = byDay([next, late, early], 'Europe/London').map((item) => item.key)
    expect(keys).toEqual(['2026-07-05', next.id, '2026-07-04', late.id, early.id])
    expect(inARow([early, next])).toMatchObject([
      { key: early.id, hasDay: true },
      { key: next.id, hasDay: true },
    ])
  })

  it('takes a day from its first moment to the next one’s, also when the clocks change', () => {
    expect(boundsOf('2026-07-04', 'Europe/London')).toEqual({
      from: Date.UTC(2026, 6, 3, 23),
      until: Date.UTC(2026, 6, 4, 23),
    })
    const { from, until } = boundsOf('2026-10-25', 'Europe/London')
    expect((until - from) / 3_600_000).toBe(25)
    expect(['2026-02-29', 'today', '2024-02-29'].map(isDay)).toEqual([false, false, true])
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
