import { expect, test } from 'vitest'
import { noteOf } from './noteWords.ts'

const moment = () => 'Sat 21 Nov, 14:05'
const blue = { deviceId: 'a', letter: 'A', name: 'Blue tablet', since: 1, unsent: 12 }

test('It says that figures are final once all have reported', () => {
  expect(noteOf({ isFinal: true, missing: [] }, moment)).toEqual({
    title: 'Final: every tablet has reported',
    lines: [],
  })
})

test('It says of a day that goes on that it does', () => {
  expect(noteOf({ isFinal: false, missing: [] }, moment).title).toMatch(/^Not final: today is not over/)
})

test('It names each tablet, since when, and what it said that it holds', () => {
  const red = { ...blue, letter: 'B', name: 'Red', since: null, unsent: null }
  expect(noteOf({ isFinal: false, missing: [blue, red] }, moment)).toEqual({
    title: 'Not final: 2 tablets have not reported',
    lines: [
      'A · Blue tablet: nothing since Sat 21 Nov, 14:05, 12 entries waiting on it',
      'B · Red: never heard',
    ],
  })
})
