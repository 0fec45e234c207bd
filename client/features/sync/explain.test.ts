import { expect, it } from 'vitest'
import { carriedText } from './explain.ts'

it('says what became of another tablet’s file', () => {
  expect(carriedText({ ok: true, letter: 'B', taken: 1, aside: 0 })).toBe(
    'The server holds 1 entry of tablet B now, and nothing in the file is missing.',
  )
  expect(carriedText({ ok: true, letter: 'B', taken: 3, aside: 2 })).toContain('keeps 2 entries')
  expect(carriedText({ ok: false, code: 'sign-in-needed', sentence: 'Please sign in.' })).toContain('manager')
  expect(carriedText({ ok: false, code: 'not-a-journal', sentence: 'Not one.' })).toBe('Not one.')
})
