import { Language } from '#shared/language.ts'
import { saidBy } from '#shared/words/testing.ts'
import { expect, it } from 'vitest'
import { tongueOf } from './tongue.ts'

const wordsIn = (language: Language) =>
  tongueOf({
    id: 'business',
    name: 'Buns',
    currency: 'EUR',
    zone: 'Europe/Paris',
    taxIncluded: true,
    language,
  }).words

it.each(Language.options)('has every word of every mail in %s', (language) => {
  const said = saidBy(wordsIn(language))
  expect(said.filter(([, text]) => /^\s*$|undefined|#/.test(text))).toEqual([])
  expect(said.length).toBe(saidBy(wordsIn('en')).length)
})

it.each(Language.options.filter((language) => language !== 'en'))(
  'says nothing in English in %s',
  (language) => {
    const english = new Map(saidBy(wordsIn('en')))
    expect(saidBy(wordsIn(language)).filter(([key, text]) => english.get(key) === text)).toEqual([])
  },
)
