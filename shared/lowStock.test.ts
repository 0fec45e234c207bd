import { expect, it } from 'vitest'
import { type Standing, standingAfter, thresholdAt } from './lowStock.ts'

const walk = (threshold: number, ...quantities: number[]) => {
  let standing: Standing = 'fine'
  return quantities.map((quantity) => (standing = standingAfter(standing, quantity, threshold)))
}

it('tells once that a shelf is low, and that it is fine only well above its threshold', () => {
  expect(walk(8, 9, 8, 9, 8, 10, 11, 9, 8)).toEqual([
    ...['fine', 'low', 'low', 'low', 'low', 'fine', 'fine', 'low'],
  ])
})

it('tells nothing where nobody has named a threshold', () => {
  expect(walk(0, 3, 0, -2)).toEqual(['fine', 'fine', 'fine'])
})

it('takes the threshold of the place before the one of the product', () => {
  const bread = { threshold: 5, thresholds: { stall: 2, store: 0, van: null } }
  expect(['stall', 'store', 'van', 'elsewhere'].map((place) => thresholdAt(bread, place))).toEqual([
    2, 0, 5, 5,
  ])
})
