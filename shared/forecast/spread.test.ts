import { expect, test } from 'vitest'
import { beyond, quantile, spreadOf } from './spread.ts'

test('It knows how many are enough, by Poisson’s law', () => {
  const spread = spreadOf(4, 0)
  expect([0.5, 0.8, 0.9, 0.95, 0.99].map((likelihood) => quantile(spread, likelihood))).toEqual([
    4, 6, 7, 8, 9,
  ])
})

test('It asks for more where days differ more, and for less where they hardly do', () => {
  const [steady, wild] = [spreadOf(20, -0.045), spreadOf(20, 0.3)]
  expect(quantile(steady, 0.95)).toBeLessThan(quantile(spreadOf(20, 0), 0.95))
  expect(quantile(wild, 0.95)).toBeGreaterThan(quantile(spreadOf(20, 0), 0.95))
})

test('It works where the first share is too small for a number', () => {
  expect(quantile(spreadOf(5_000, 0), 0.5)).toBe(5_000)
  expect(quantile(spreadOf(0, 0.3), 0.95)).toBe(0)
})

test('It expects more of a day of which only the least is known, and is less sure of it', () => {
  const spread = spreadOf(10, 0.05)
  expect(beyond(spread, 0).units).toBeCloseTo(10, 6)
  expect(beyond(spread, 0).doubt).toBeCloseTo(15, 4)
  expect(beyond(spread, 10).units).toBeGreaterThan(11)
  expect(beyond(spread, 10).doubt).toBeGreaterThan(1)
  expect(beyond(spread, 200)).toEqual({ units: 200, doubt: 0 })
})
