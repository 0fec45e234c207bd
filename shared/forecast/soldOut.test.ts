import { expect, test } from 'vitest'
import { soldOutOn, type ShelfEvent } from './soldOut.ts'

const openings = [0, 1, 2].map((day) => ({
  on: `2026-03-0${day + 1}`,
  from: day * 1_000,
  to: (day + 1) * 1_000,
}))
let number = 0
const moved = (at: number, quantity: number): ShelfEvent => {
  number += 1
  return { id: String(number), at, quantity, isSale: quantity < 0 }
}
const counted = (at: number, quantity: number, expected: number): ShelfEvent => {
  return { ...moved(at, quantity), isSale: false, found: { expected } }
}

test('It sees a day on which the last one was sold, and a day on which there was none', () => {
  const events = [moved(100, 5), moved(200, -3), moved(300, -2), moved(2_100, 4), moved(2_200, -1)]
  expect(soldOutOn(3, events, openings)).toEqual(['2026-03-01', '2026-03-02'])
})

test('It is no such day where more came and was left', () => {
  const events = [moved(100, 5), moved(200, -5), moved(300, 8), moved(1_100, -2)]
  expect(soldOutOn(6, events, openings)).toEqual([])
})

test('It is no such day where what was left was carried away', () => {
  const back = { ...moved(900, -2), isSale: false }
  expect(soldOutOn(0, [moved(100, 5), moved(200, -3), back], openings.slice(0, 1))).toEqual([])
})

test('It believes no book that was wrong before', () => {
  expect(soldOutOn(-9, [moved(200, -3), moved(1_200, -3), moved(2_200, -3)], openings)).toEqual([])
})

test('It goes by counts, and before the first by what was believed then', () => {
  const events = [moved(200, -4), counted(900, 3, 6), moved(1_200, -3), moved(2_200, 5)]
  expect(soldOutOn(5, events, openings)).toEqual(['2026-03-02'])
})
