import { expect, test } from 'vitest'
import { storageText, unsentText } from './words.ts'

test('It says what is not sent yet, and that nobody knows where a tablet said nothing', () => {
  expect([null, 0, 1, 12].map((unsent) => unsentText({ unsent }))).toEqual([
    'Not known',
    'Nothing',
    '1 entry',
    '12 entries',
  ])
})

test('It says whether the browser keeps it, and how much room there is', () => {
  const storage = { isPersistent: false, usage: 12_300_000, quota: 2_000_000_000 }
  expect(storageText({ storage })).toBe('The browser may clear it, 12.3 MB of 2 GB')
  expect(storageText({ storage: { isPersistent: true, usage: 0, quota: 0 } })).toBe('Kept for good')
  expect(storageText({ storage: null })).toBe('Not known')
})
