import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { allocate, digitsOf, divideRounded, formatMoney, formatNote, parseMoney } from './money.ts'

describe('money', () => {
  it("knows every currency's own digits", () => {
    expect(['GBP', 'JPY', 'KWD'].map(digitsOf)).toEqual([2, 0, 3])
  })

  it('writes minor units as people read them', () => {
    expect(formatMoney(1440, 'GBP')).toBe('£14.40')
    expect(formatMoney(1440, 'JPY')).toBe('¥1,440')
    expect(formatNote(2000, 'GBP')).toBe('£20')
    expect(formatNote(1440, 'GBP')).toBe('£14.40')
  })

  it.each([
    ['12', 1200],
    ['12.4', 1240],
    ['12,40', 1240],
    [' 0.05 ', 5],
    ['12.405', null],
    ['', null],
    ['-1', null],
    ['1e3', null],
    ['1,000.00', null],
  ])('reads %j as %j', (text, minor) => {
    expect(parseMoney(text, 'GBP')).toBe(minor)
  })

  it('reads what it wrote', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 99_999_999 }),
        fc.constantFrom('GBP', 'JPY', 'KWD'),
        (minor, currency) => {
          const text = (minor / 10 ** digitsOf(currency)).toFixed(digitsOf(currency))
          expect(parseMoney(text, currency)).toBe(minor)
        },
      ),
    )
  })

  it('splits a total so that the parts always add up to it', () => {
    const weights = fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 20 })
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000_000 }), weights, (total, shares) => {
        const parts = allocate(total, shares)
        expect(parts.reduce((a, b) => a + b, 0)).toBe(total)
        const sum = shares.reduce((a, b) => a + b, 0)
        if (sum > 0)
          parts.forEach((part, i) =>
            expect(Math.abs(part - (total * (shares[i] ?? 0)) / sum)).toBeLessThan(1.0001),
          )
      }),
    )
  })

  it('rounds halves up', () => {
    expect([divideRounded(5, 10), divideRounded(4, 10), divideRounded(15, 10)]).toEqual([1, 0, 2])
  })
})
