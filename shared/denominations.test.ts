import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { amountIn, denominationsOf, quickNotes } from './denominations.ts'
import { digitsOf, formatNote } from './money.ts'

const currencies = 'GBP EUR USD CHF JPY KWD SEK NOK DKK PLN CZK HUF CAD AUD NZD'.split(' ')

const allOf = (currency: string) => {
  const { notes = [], coins = [] } = denominationsOf(currency) ?? {}
  return [...notes, ...coins]
}

describe('denominations', () => {
  it('are whole minor units in every currency, the largest first, each once', () => {
    for (const currency of currencies) {
      const { notes = [], coins = [] } = denominationsOf(currency) ?? {}
      for (const some of [notes, coins]) {
        expect(some.length, currency).toBeGreaterThan(3)
        expect([...new Set(some)].sort((a, b) => b - a)).toEqual(some)
        expect(some.every((value) => Number.isSafeInteger(value) && value > 0)).toBe(true)
      }
      expect(notes.length + coins.length).toBeLessThanOrEqual(40)
    }
  })

  it('have the digits of their currency', () => {
    expect(denominationsOf('GBP')?.coins.at(-1)).toBe(1)
    expect(denominationsOf('JPY')?.coins.at(-1)).toBe(1)
    expect(denominationsOf('KWD')?.notes.at(-1)).toBe(250)
    expect(denominationsOf('KWD')?.coins.at(-1)).toBe(5)
    expect(denominationsOf('HUF')?.coins.at(-1)).toBe(5 * 10 ** digitsOf('HUF'))
    expect(formatNote(denominationsOf('CHF')?.notes[0] ?? 0, 'CHF')).toMatch(/^CHF\s1,000$/)
  })

  it('are not guessed for other currencies', () => {
    expect(denominationsOf('XOF')).toBeNull()
  })

  it('add up to any amount that their coins can make, to the minor unit', () => {
    fc.assert(
      fc.property(fc.constantFrom(...currencies), fc.nat(5_000_000), (currency, amount) => {
        const values = allOf(currency).sort((a, b) => b - a)
        let left = amount - (amount % (values.at(-1) ?? 1))
        const whole = left
        const coins = values.map((value) => {
          const size = Math.floor(left / value)
          left -= size * value
          return { value, size }
        })
        expect(amountIn(coins) + left).toBe(whole)
        expect(left).toBeLessThan(values.at(-1) ?? 0)
      }),
    )
  })
})

describe('what people hand over', () => {
  it('is the exact amount or the next notes up', () => {
    expect(quickNotes(1_440, 'GBP')).toEqual([1_440, 1_500, 2_000, 5_000])
    expect(quickNotes(2_000, 'GBP')).toEqual([2_000, 5_000])
  })

  it('is what notes of each currency come to', () => {
    expect(quickNotes(350, 'JPY')).toEqual([350, 400, 500, 1_000])
    expect(quickNotes(5_010, 'KWD')).toEqual([5_010, 6_000, 10_000, 20_000])
    const forint = 10 ** digitsOf('HUF')
    const handed = quickNotes(3_455 * forint, 'HUF')
    expect(handed.map((amount) => amount / forint)).toEqual([3_455, 3_500, 4_000, 5_000])
    expect(quickNotes(24_700, 'SEK')).toEqual([24_700, 25_000, 30_000, 40_000])
    expect(quickNotes(3_510, 'XOF')).toEqual([3_510, 3_600, 4_000, 5_000])
  })
})
