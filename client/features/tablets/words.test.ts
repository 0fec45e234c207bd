import { expect, test } from 'vitest'
import { asideText, briefText, releasedText, storageText, unsentText } from './words.ts'

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

test('It says at a glance what the server holds of a tablet, which app it runs and how it is kept', () => {
  const storage = { isPersistent: true, usage: 0, quota: 0 }
  expect(briefText({ app: '0.1.0', lastSeq: 12, storage })).toBe(
    '12 entries on the server · version 0.1.0 · storage kept for good',
  )
  expect(briefText({ app: '', lastSeq: 1, storage: null })).toBe('1 entry on the server')
})

test('It says what was done after a tablet was shut out, and what became of it', () => {
  expect(asideText(1)).toBe('1 entry was made after it was shut out')
  expect(asideText(3)).toBe('3 entries were made after it was shut out')
  expect(releasedText({ taken: 2, left: 0 })).toBe('2 entries count now.')
  expect(releasedText({ taken: 1, left: 2 })).toContain('2 could not be worked out')
})
