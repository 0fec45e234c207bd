import { expect, test } from 'vitest'
import type { Order } from '#shared/rows.ts'
import { instantOf } from '#shared/time.ts'
import { openStore } from '../store/store.ts'
import { salesReport } from './reports.ts'

const zone = 'Europe/London'
const business = { id: 'business', name: 'Leith', currency: 'GBP', zone, taxIncluded: true } as const
const idOf = (number: number) => `01a2064e-1ecc-7bc8-a2ee-${String(number).padStart(12, '0')}`
const [bread, coffee] = [idOf(900), idOf(901)]

function open() {
  const store = openStore(':memory:')
  let number = 0
  const order = (wall: string, lines: [string, string, number, number][], change: Partial<Order> = {}) => {
    number += 1
    const at = instantOf(wall, zone)
    const total = lines.reduce((sum, [, , quantity, price]) => sum + quantity * price, 0)
    const row: Order = {
      id: idOf(number),
      number: `A-${String(number).padStart(4, '0')}`,
      locationId: idOf(800),
      currency: 'GBP',
      taxIncluded: true,
      lines: lines.map(([productId, name, quantity, price]) => ({
        productId,
        name,
        price,
        quantity,
        taxRate: 0,
        total: quantity * price,
      })),
      taxes: [{ rate: 0, gross: total, tax: 0 }],
      payments: [],
      total,
      startStatus: 'completed',
      deviceId: idOf(700),
      actorId: idOf(600),
      placedAt: at,
      zone,
      status: 'completed',
      statusAt: at,
      ...change,
    }
    store.revise(at, (rev) => store.rows.put('order', row, rev))
  }
  return { store, order }
}

test('It counts days by the business’s own clocks, over the hour that is left out', () => {
  const { store, order } = open()
  order('2026-03-28T23:59:59', [[bread, 'Bread', 1, 300]])
  order('2026-03-29T00:00:00', [[bread, 'Bread', 2, 300]])
  order('2026-03-29T23:59:59', [[bread, 'Bread', 3, 300]])
  order('2026-03-30T00:00:00', [[bread, 'Bread', 4, 300]])
  const report = salesReport(store, business, { from: '2026-03-29', to: '2026-03-29', group: 'day' })
  expect(report).toEqual({
    currency: 'GBP',
    total: 1_500,
    orders: 2,
    units: 5,
    rows: [{ key: '2026-03-29', label: '2026-03-29', orders: 2, units: 5, total: 1_500 }],
  })
  const both = salesReport(store, business, { from: '2026-03-28', to: '2026-03-30', group: 'day' })
  expect(both.rows.map(({ key, orders }) => [key, orders])).toEqual([
    ['2026-03-28', 1],
    ['2026-03-29', 2],
    ['2026-03-30', 1],
  ])
})

test('It leaves out what was cancelled', () => {
  const { store, order } = open()
  order('2026-03-29T12:00:00', [[bread, 'Bread', 1, 300]], { status: 'cancelled' })
  order('2026-03-29T12:00:01', [[bread, 'Bread', 1, 300]])
  expect(salesReport(store, business, { from: '2026-03-29', to: '2026-03-29', group: 'day' })).toMatchObject({
    orders: 1,
    total: 300,
  })
})

test('It adds up products under their latest name, an order once for each, dearest first', () => {
  const { store, order } = open()
  order('2026-03-29T12:00:00', [
    [bread, 'Bread', 1, 300],
    [coffee, 'Coffee', 1, 250],
    [bread, 'Bread', 1, 300],
  ])
  order('2026-03-29T13:00:00', [[coffee, 'Flat white', 3, 250]])
  const { rows } = salesReport(store, business, { from: '2026-03-29', to: '2026-03-29', group: 'product' })
  expect(rows).toEqual([
    { key: coffee, label: 'Flat white', orders: 2, units: 4, total: 1_000 },
    { key: bread, label: 'Bread', orders: 1, units: 2, total: 600 },
  ])
})

test('It shares out tax that came on top, so that products add up to what was paid', () => {
  const { store, order } = open()
  const taxes = [{ rate: 0, gross: 661, tax: 110 }]
  order(
    '2026-03-29T12:00:00',
    [
      [bread, 'Bread', 1, 300],
      [coffee, 'Coffee', 1, 251],
    ],
    { taxIncluded: false, taxes, total: 661 },
  )
  const { rows, total } = salesReport(store, business, {
    from: '2026-03-29',
    to: '2026-03-29',
    group: 'product',
  })
  expect(total).toBe(661)
  expect(rows.map((row) => row.total)).toEqual([360, 301])
})
