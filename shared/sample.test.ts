import { expect, test } from 'vitest'
import * as v from 'valibot'
import { ProductFields } from './catalogue.ts'
import { Quantity } from './schema.ts'
import { sampleHistory } from './sample.ts'

const history = sampleHistory(7, '2026-11-22')

test('It is the same for the same seed, and another for another', () => {
  expect(sampleHistory(7, '2026-11-22')).toEqual(history)
  expect(sampleHistory(8, '2026-11-22').orders).not.toEqual(history.orders)
})

test('It ends with the last day and spans five weeks of market days', () => {
  const days = new Set(history.orders.map(({ placedAt }) => placedAt.slice(0, 10)))
  expect(days.size).toBe(15)
  expect([...days].at(-1)).toBe('2026-11-22')
  expect(history.orders.length).toBeGreaterThan(700)
})

test('It gives orders in the order they were placed, within opening hours', () => {
  const times = history.orders.map(({ placedAt }) => placedAt)
  expect([...times].sort()).toEqual(times)
  for (const time of times) expect(time).toMatch(/^\d{4}-\d\d-\d\dT(09|1[0-4]):[0-5]\d:[0-5]\d$/)
})

test('It sells only what the catalogue has, each sku once an order', () => {
  const known = new Set(history.products.map(({ sku }) => sku))
  expect(known.size).toBe(history.products.length)
  for (const { lines } of history.orders) {
    expect(lines.every(({ sku, quantity }) => known.has(sku) && v.is(Quantity, quantity))).toBe(true)
    expect(new Set(lines.map(({ sku }) => sku)).size).toBe(lines.length)
  }
})

test('It has products that any till takes', () => {
  for (const { popular, ...fields } of history.products) {
    expect(popular).toBeGreaterThan(0)
    expect(v.is(ProductFields, { ...fields, barcode: '', active: true })).toBe(true)
  }
})
