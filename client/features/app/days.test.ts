import { expect, it } from 'vitest'
import { dayText, nearDayText } from './days.ts'

it('says days whole', () => {
  expect(dayText('2026-11-21')).toBe('Saturday 21 November 2026')
})

it.each([
  ['2026-11-26', 'Today'],
  ['2026-11-27', 'Tomorrow'],
  ['2026-11-25', 'Yesterday'],
  ['2026-11-21', 'Sat 21 Nov'],
  ['2025-11-21', '21 November 2025'],
])('says on 26 November 2026 that %s is %s', (day, words) => {
  expect(nearDayText(day, '2026-11-26')).toBe(words)
})
