import { expect, test } from 'vitest'
import { hasRunOut, type ShelfDay } from './soldOut.ts'

const day: ShelfDay = { sold: 5, morning: 0, evening: 0, came: 5, isStirred: false }
const never = () => {
  throw new Error('nobody need ask')
}

test('It sees a day on which the last one was sold, and a day on which there was none', () => {
  expect(hasRunOut(day, never)).toBe(true)
  expect(hasRunOut({ ...day, sold: 0, came: 0 }, never)).toBe(true)
})

test('It is no such day where something was left', () => {
  expect(hasRunOut({ ...day, evening: 2, came: 7 }, never)).toBe(false)
  expect(hasRunOut({ ...day, sold: 0, morning: 4, evening: 4, came: 0 }, never)).toBe(false)
})

test('It looks at what happened after the last sale where what was left was carried away', () => {
  expect(hasRunOut({ ...day, isStirred: true }, () => -2)).toBe(false)
  expect(hasRunOut({ ...day, isStirred: true }, () => 0)).toBe(true)
})

test('It believes no book that was wrong before', () => {
  expect(hasRunOut({ ...day, morning: -4, evening: -9, came: 0 }, never)).toBe(false)
  expect(hasRunOut({ ...day, sold: 0, morning: -4, evening: -4, came: 0 }, never)).toBe(false)
})
