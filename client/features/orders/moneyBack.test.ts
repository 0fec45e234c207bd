import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asItCame, keptByKind, readBack, usualWay } from './moneyBack.ts'
import { money, order, paid, refund, whole } from './testing.ts'

const typed = { cash: '', card: '', other: '' }

describe('money that goes back', () => {
  it('goes back as it came, cash first', () => {
    const kept = { cash: 300, card: 120, other: 0 }
    expect(asItCame(250, kept)).toEqual({ cash: 250, card: 0, other: 0 })
    expect(asItCame(420, kept)).toEqual({ cash: 300, card: 120, other: 0 })
    expect(usualWay(250, kept)).toBe('cash')
    expect(usualWay(420, kept)).toBe('split')
    expect(usualWay(120, { cash: 0, card: 120, other: 0 })).toBe('card')
  })

  it('always comes to the amount, whatever came in', () => {
    const sums = fc.record({ cash: fc.integer(), card: fc.integer(), other: fc.integer() })
    fc.assert(
      fc.property(fc.nat(), sums, (amount, kept) => {
        const parts = asItCame(amount, kept)
        expect(parts.cash + parts.card + parts.other).toBe(amount)
        expect(Math.min(parts.cash, parts.card, parts.other)).toBeGreaterThanOrEqual(0)
      }),
    )
  })

  it('counts what came later and what went back before', () => {
    const tea = order({ payments: [{ kind: 'cash', amount: 100 }] })
    const later = paid(tea, { payments: [{ kind: 'card', amount: 320 }] })
    const back = refund(tea, { payments: [{ kind: 'card', amount: 20 }] })
    expect(keptByKind(whole({ order: tea, paid: [later], refund: [back] }))).toEqual({
      ...{ cash: 100, card: 300, other: 0 },
    })
  })

  it.each([
    [{ cash: '3', card: '1.20', other: '' }, 'paid'],
    [{ cash: '3', card: '1', other: '' }, '£0.20 more has to be given back.'],
    [{ cash: '5', card: '', other: '' }, 'That is £0.80 too much.'],
    [{ cash: 'x', card: '', other: '' }, 'Write amounts as figures, such as 12.50.'],
  ])('reads a split of £4.20 as %j', (texts, says) => {
    const read = readBack(420, { way: 'split', typed: texts }, 'GBP', money)
    expect(read.ok ? 'paid' : read.sentence).toBe(says)
    if (read.ok)
      expect(read.payments).toEqual([
        { kind: 'cash', amount: 300 },
        { kind: 'card', amount: 120 },
      ])
  })

  it('may wait', () => {
    expect(readBack(420, { way: 'later', typed }, 'GBP', money)).toEqual({ ok: true, payments: [] })
    expect(readBack(0, { way: 'cash', typed }, 'GBP', money)).toEqual({ ok: true, payments: [] })
  })
})
