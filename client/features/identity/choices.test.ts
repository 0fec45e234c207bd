import { expect, it } from 'vitest'
import { currencyChoices, currencyOf, languageOf, zoneChoices } from './choices.ts'

it.each([
  ['en-GB', 'GBP'],
  ['en-US', 'USD'],
  ['de-AT', 'EUR'],
  ['ja-JP', 'JPY'],
  ['en', 'GBP'],
  ['not a language!', 'GBP'],
])('guesses from %s that people pay in %s', (language, currency) => {
  expect(currencyOf(language)).toBe(currency)
})

it.each([
  ['de-AT', 'de'],
  ['FR', 'fr'],
  ['nl-BE', 'en'],
  ['', 'en'],
])('guesses that customers of a browser in %s read %s', (language, read) => {
  expect(languageOf(language)).toBe(read)
})

it('names currencies as people do', () => {
  expect(currencyChoices()).toContainEqual({ value: 'GBP', label: 'British Pound (GBP)' })
})

it('offers the zone one is in even where the list leaves it out', () => {
  expect(zoneChoices('UTC')).toContainEqual({ value: 'UTC', label: 'UTC' })
  expect(zoneChoices('Europe/London').filter(({ value }) => value === 'Europe/London')).toEqual([
    { value: 'Europe/London', label: 'Europe / London' },
  ])
})
