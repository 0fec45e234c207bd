import { describe, expect, it } from 'vitest'
import { Language, languageNames, moneyLocale, plural } from './language.ts'
import { formatMoney } from './money.ts'
import { receiptWords } from './words/receipts.ts'
import { saidBy } from './words/testing.ts'

describe('a language', () => {
  it('says one and many as its speakers do', () => {
    const forms = { one: '# ligne', other: '# lignes' }
    expect([0, 1, 2].map((size) => plural('fr', size, forms))).toEqual(['0 ligne', '1 ligne', '2 lignes'])
    expect([0, 1, 2].map((size) => plural('en', size, { one: '# line', other: '# lines' }))).toEqual([
      ...['0 lines', '1 line', '2 lines'],
    ])
    expect(plural('de', 12_345, { other: '# Posten' })).toBe('12.345 Posten')
  })

  it.each([
    ['en', 'GBP', '£1,234.50'],
    ['en', 'USD', '$1,234.50'],
    ['en', 'EUR', '€1,234.50'],
    ['de', 'EUR', '1.234,50 €'],
    ['de', 'CHF', "CHF 1'234.50"],
    ['fr', 'EUR', '1 234,50 €'],
    ['fr', 'GBP', '1 234,50 £'],
    ['fr', 'XOF', '123 450 F CFA'],
  ] as const)('writes money in %s and %s as %s', (language, currency, text) => {
    const written = formatMoney(123_450, currency, moneyLocale(language, currency))
    expect(written.replaceAll(/\s/g, ' ').replace('’', "'")).toBe(text)
  })

  it.each(Language.options)('%s has every word of a receipt, and a name', (language) => {
    expect(languageNames[language]).not.toBe('')
    expect(saidBy(receiptWords(language)).filter(([, text]) => /^\s*$|undefined|#/.test(text))).toEqual([])
  })

  it.each(Language.options.filter((language) => language !== 'en'))(
    '%s says it in its own words, but for the few that are the same',
    (language) => {
      const english = new Map(saidBy(receiptWords('en')))
      const same = saidBy(receiptWords(language)).filter(([key, text]) => english.get(key) === text)
      expect(same.map(([key]) => key).filter((key) => !['date', 'total'].includes(key))).toEqual([])
    },
  )
})
