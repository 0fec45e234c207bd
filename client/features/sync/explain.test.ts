import { expect, it } from 'vitest'
import { carriedText, comparedText } from './explain.ts'

it('says what became of another tablet’s file', () => {
  expect(carriedText({ ok: true, letter: 'B', taken: 1, aside: 0 })).toBe(
    'The server holds 1 entry of tablet B now, and nothing in the file is missing.',
  )
  expect(carriedText({ ok: true, letter: 'B', taken: 3, aside: 2 })).toContain('keeps 2 entries')
  expect(carriedText({ ok: false, code: 'sign-in-needed', sentence: 'Please sign in.' })).toContain('manager')
  expect(carriedText({ ok: false, code: 'not-a-journal', sentence: 'Not one.' })).toBe('Not one.')
})

it('says how the rows here compared with the server’s, in one line', () => {
  const now = Date.UTC(2026, 10, 21, 11)
  const told = (minutes: number, rows: number | null) =>
    comparedText({ at: now - minutes * 60_000, rows }, now)
  expect(comparedText(null, now)).toBe('not yet')
  expect(told(0, 0)).toBe('just now, nothing differed')
  expect(told(5, 1)).toBe('5 min ago, mended 1 row')
  expect(told(125, 12)).toBe('2 h ago, mended 12 rows')
  expect(told(1, null)).toContain('taking it in again')
  expect(comparedText({ at: -500, rows: 0 }, now)).toContain('once everything is sent')
})
