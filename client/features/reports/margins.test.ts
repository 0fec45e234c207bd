import { expect, test } from 'vitest'
import type { SalesRow } from '#shared/reports.ts'
import { knownMargins, marginOf, marginRate } from './margins.ts'

const row = (total: number, tax: number, cost: number | null): SalesRow => ({
  ...{ key: '', label: '', orders: 1, units: 1, sold: total, refunded: 0, discounts: 0, uncosted: 0 },
  ...{ total, tax, cost },
})

test('It takes tax and goods off what was paid', () => {
  expect([marginOf(row(1_200, 200, 400)), marginRate(row(1_200, 200, 400))]).toEqual([600, 60])
})

test('It says nothing of what nobody knows the cost of, nor in hundredths of nothing', () => {
  expect([marginOf(row(1_200, 200, null)), marginRate(row(0, 0, 100))]).toEqual([null, null])
})

test('It adds up only what it knows, and says of how many it does not', () => {
  expect(knownMargins([row(1_200, 200, 400), row(500, 0, 600), row(900, 0, null)])).toEqual({
    ...{ net: 1_500, cost: 1_000, margin: 500, uncosted: 1 },
  })
})
