import { expect, it } from 'vitest'
import { allergens, byPresence } from '#shared/allergens.ts'
import { contentsText } from './allergenWords.ts'

const all = (presence: 'free') => Object.fromEntries(allergens.map((allergen) => [allergen, presence]))

it('never takes what nobody has said for free', () => {
  expect(contentsText(undefined)).toBe('Nobody has said what is in it')
  expect(contentsText({})).toBe('Nobody has said what is in it')
  expect(byPresence({ milk: 'free' }).free).toEqual(['milk'])
  expect(contentsText({ milk: 'free' })).toBe('13 not known')
  expect(contentsText({ ...all('free'), milk: 'unknown' })).toBe('1 not known')
})

it('says what is in it first', () => {
  expect(contentsText({ nuts: 'may', milk: 'contains', gluten: 'contains' })).toBe(
    'Contains gluten, milk · may contain nuts · 11 not known',
  )
  expect(contentsText(all('free'))).toBe('Free of all fourteen')
  expect(contentsText({ ...all('free'), nuts: 'may' })).toBe('May contain nuts')
})
