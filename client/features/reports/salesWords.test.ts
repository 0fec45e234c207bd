import { expect, test } from 'vitest'
import type { SalesAnswer, SalesGroup, SalesRow } from '#shared/reports.ts'
import { rowWords, salesChart, shortRowWords } from './salesWords.ts'

const none = { units: 0, sold: 0, refunded: 0, discounts: 0, tax: 0, cost: null, uncosted: 0 }
const row = (key: string, total: number, label = key): SalesRow => ({ ...none, key, label, orders: 1, total })
const answer = (group: SalesGroup, rows: SalesRow[]): SalesAnswer => ({
  ...{ currency: 'GBP', zone: 'Europe/London', from: '2026-11-20', to: '2026-11-23', location: null },
  ...{ isFinal: true, missing: [], group, ...none, orders: 1, total: 0, rows },
})

test.each([
  ['day', '2026-11-21', 'Sat, 21 Nov 2026', '21 Nov'],
  ['month', '2026-11', 'November 2026', 'Nov 26'],
  ['hour', '23', '23:00–00:00', '23'],
  ['weekday', '7', 'Sunday', 'Sun'],
  ['category', '', 'No category', 'No category'],
  ['payment', 'card', 'Card terminal', 'Card terminal'],
  ['tax', '2000', '20\u00a0%', '20\u00a0%'],
  ['tax', '0', 'No tax', 'No tax'],
] as const)('It calls %s %j "%s", and "%s" on an axis', (group, key, long, short) => {
  expect([rowWords({ key, label: '' }, group), shortRowWords({ key, label: '' }, group)]).toEqual([
    long,
    short,
  ])
})

test('It draws days on which nothing was sold, too', () => {
  const drawn = salesChart(answer('day', [row('2026-11-21', 900), row('2026-11-23', -50)]))
  expect(drawn).toEqual({
    ...{ kind: 'columns', by: 'day' },
    labels: ['20 Nov', '21 Nov', '22 Nov', '23 Nov'],
    names: ['Fri, 20 Nov 2026', 'Sat, 21 Nov 2026', 'Sun, 22 Nov 2026', 'Mon, 23 Nov 2026'],
    values: [0, 900, 0, -50],
  })
})

test('It draws the hours between the first and the last sale', () => {
  const drawn = salesChart(answer('hour', [row('08', 1), row('11', 2)]))
  expect([drawn.labels, drawn.values]).toEqual([
    ['08', '09', '10', '11'],
    [1, 0, 0, 2],
  ])
  expect(salesChart(answer('hour', [])).labels).toEqual([])
})

test('It draws the ten that brought in most', () => {
  const rows = Array.from({ length: 30 }, (_, index) => row(`p${index}`, index, `Product ${index}`))
  const drawn = salesChart(answer('product', rows))
  expect([drawn.kind, drawn.labels.length, drawn.labels[0]]).toEqual(['across', 10, 'Product 29'])
})

test('It adds up the days of a season by week, and those of years by month', () => {
  const rows = [row('2026-09-07', 5), row('2026-09-13', 7), row('2026-09-14', 1)]
  const weeks = salesChart({ ...answer('day', rows), from: '2026-09-09' })
  expect([weeks.by, weeks.labels.length, weeks.values.slice(0, 3)]).toEqual(['week', 12, [12, 1, 0]])
  expect([weeks.labels[0], weeks.names?.[0]]).toEqual(['7 Sept', 'Week of 7 Sept 2026'])
  const months = salesChart({ ...answer('day', rows), from: '2025-01-01' })
  expect([months.by, months.labels.length, months.values[20]]).toEqual(['month', 23, 13])
})
