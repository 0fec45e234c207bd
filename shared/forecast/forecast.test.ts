import { describe, expect, test } from 'vitest'
import { dice } from '../dice.ts'
import { forecast, type Forecast } from './forecast.ts'
import { quantile, spreadOf } from './spread.ts'
import type { Trade } from './trade.ts'
import { reasonText } from './words.ts'

const [saturday, day] = [Date.parse('2026-03-07T00:00:00Z'), 86_400_000]
const dateOf = (index: number, step: number) =>
  new Date(saturday + index * step * day).toISOString().slice(0, 10)

/** Days one after another from a Saturday on, or every `step` days. */
function days(size: number, sales: (index: number) => Record<string, number>, step = 1): Trade[] {
  return Array.from({ length: size }, (_, index) => ({
    on: dateOf(index, step),
    units: new Map(Object.entries(sales(index)).filter(([, units]) => units > 0)),
    soldOut: new Set<string>(),
  }))
}

function of(told: readonly Forecast[], productId = 'bread'): Forecast {
  const found = told.find((one) => one.productId === productId)
  if (!found) throw new Error(`nothing is told of ${productId}`)
  return found
}

const tell = (trades: readonly Trade[], on: string) => forecast(trades, on, () => 'all')

test('It gives a constant seller its constant, and hardly more to be sure', () => {
  const bread = of(
    tell(
      days(40, () => ({ bread: 12 })),
      dateOf(40, 1),
    ),
  )
  expect(quantile(bread, 0.5)).toBe(12)
  expect(quantile(bread, 0.95)).toBeLessThan(15)
  expect(bread).toMatchObject({ isEnough: true, off: 0 })
})

test('It tells Saturdays from other days, and goes with what has changed', () => {
  const trades = days(70, (index) => ({ bread: (index % 7 === 0 ? 30 : 10) * (index < 35 ? 1 : 2) }))
  const told = (ahead: number) => quantile(of(tell(trades, dateOf(70 + ahead, 1))), 0.5)
  expect(told(0)).toBeGreaterThan(50)
  expect(told(0)).toBeLessThan(68)
  expect(told(1)).toBeGreaterThan(17)
  expect(told(1)).toBeLessThan(23)
})

test('It takes a day that sold out for the least that would have sold', () => {
  const roll = dice(4)
  const plain = days(30, () => ({ bread: Math.min(20, quantile(spreadOf(20, 0.02), roll())) }), 7)
  const soldOut = plain.map((trade) => {
    return trade.units.get('bread') === 20 ? { ...trade, soldOut: new Set(['bread']) } : trade
  })
  const on = dateOf(30, 7)
  const [before, after] = [of(tell(plain, on)), of(tell(soldOut, on))]
  expect(after.mean).toBeGreaterThan(before.mean + 0.5)
  expect(quantile(after, 0.9)).toBeGreaterThan(quantile(before, 0.9))
  expect(reasonText(after.reason)).toContain('so more')
})

test('It learns nothing from a day on which there was nothing to sell', () => {
  const trades = days(30, (index) => ({ bread: index < 24 ? 12 : 0, jam: 3 }), 7)
  const absent = trades.map((trade, index) =>
    index < 24 ? trade : { ...trade, soldOut: new Set(['bread']) },
  )
  expect(of(tell(trades, dateOf(30, 7))).mean).toBeLessThan(4)
  expect(of(tell(absent, dateOf(30, 7))).mean).toBeCloseTo(12, 0)
})

test('It says when there are too few days, and nothing where there are none', () => {
  const few = days(3, () => ({ bread: 12 }))
  expect(of(tell(few, dateOf(3, 1))).isEnough).toBe(false)
  expect(tell([], '2026-03-07')).toEqual([])
  expect(tell(few, dateOf(0, 1))).toEqual([])
})

test('It does not hold the days before a product came against it', () => {
  const trades = days(40, (index) => ({ bread: 20, ...(index >= 30 ? { jam: 6 } : {}) }))
  const jam = of(tell(trades, dateOf(40, 1)), 'jam')
  expect(quantile(jam, 0.5)).toBe(6)
  expect(jam.days).toBe(10)
})

test('It sees a season come that came a year ago', () => {
  // Trade doubles in the second half of each year.
  const trades = days(77, (index) => ({ bread: index % 52 >= 26 ? 40 : 20 }), 7)
  const [next, later] = [of(tell(trades, dateOf(77, 7))), of(tell(trades, dateOf(80, 7)))]
  expect(next.mean).toBeLessThan(26)
  expect(later.mean).toBeGreaterThan(28)
  expect(reasonText(later.reason)).toMatch(/a year ago trade was \d+ % up by then/)
})

test('It gives the same answer for the same days', () => {
  const roll = dice(9)
  const trades = days(60, () => ({ bread: Math.floor(roll() * 20), jam: Math.floor(roll() * 3) }))
  expect(tell(trades, dateOf(60, 1))).toEqual(tell(trades, dateOf(60, 1)))
})

describe('Its words', () => {
  test('It says what such days were lately, and that they are strong ones', () => {
    const trades = days(50, (index) => ({ bread: index % 7 === 0 ? 20 + (index % 3) : 8 }))
    expect(reasonText(of(tell(trades, dateOf(56, 1))).reason)).toMatch(
      /^Saturdays lately 20–22 · Saturdays sell \d\.\d times an average day$/,
    )
  })

  test('It says of a slow seller on how many days any was sold', () => {
    const trades = days(40, (index) => ({ bread: 5, jam: index % 5 === 0 ? 1 : 0 }))
    expect(reasonText(of(tell(trades, dateOf(40, 1)), 'jam').reason)).toBe(
      'sold on 1 of the last 8 market days',
    )
  })
})
