import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { denominationsOf, amountIn } from './denominations.ts'
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
