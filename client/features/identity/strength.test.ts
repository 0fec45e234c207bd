import { expect, it } from 'vitest'
import { strengthHint } from './strength.ts'

it.each([
  ['', 'At least 8 characters. A few words in a row are easy to remember and hard to guess.'],
  ['abc', '5 more characters to go.'],
  ['abcdefg', '1 more character to go.'],
  ['aaaaaaaaaaaa', 'Easy to guess: it repeats itself. Mix in another word.'],
  ['rye bread', 'Good enough. Another word would make it strong.'],
  ['rye bread at dawn', 'Strong.'],
])('says of “%s”: %s', (password, hint) => {
  expect(strengthHint(password)).toBe(hint)
})
