import { expect, test } from 'vitest'
import { againstText, weekdayOf } from './overviewFigures.ts'

test.each([
  [123, 100, ', 23\u00a0% more'],
  [50, 100, ', 50\u00a0% less'],
  [100, 100, ', as much'],
  [100, 0, ''],
  [100, -20, ''],
])('It says of %i after %i "%s"', (now, before, text) => {
  expect(againstText(now, before)).toBe(text)
})

test('It calls the day a week ago by its name', () => {
  expect(weekdayOf('2026-11-21')).toBe('last Saturday')
})
