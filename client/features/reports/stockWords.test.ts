import { expect, test } from 'vitest'
import type { InventoryRow } from '#shared/reports.ts'
import { aspects, coverText, lostCost, partText, rowsOf, thrownAway } from './stockWords.ts'

const bun: InventoryRow = {
  ...{
    productId: 'bun',
    label: 'Bun',
    category: '',
    level: 4,
    value: 400,
    cost: 100,
    received: 0,
    sold: 0,
    wasted: 0,
  },
  ...{ samples: 0, transferred: 0, corrected: 0, unexplained: 0, turnover: null, daysOfCover: null },
  ...{ sellThrough: null, lastSoldOn: null, isDead: false, isLow: false, threshold: 0 },
}

test.each([
  [null, '–'],
  [0, 'none'],
  [4.24, '4.2 d'],
  [21, '3 wk'],
  [400, 'over a year'],
])('It says that %j days of stock last "%s"', (days, text) => {
  expect(coverText(days)).toBe(text)
})

test('It says a part in hundredths', () => {
  expect([partText(0.425), partText(null)]).toEqual(['43\u00a0%', '–'])
})

test('It puts goods where one looks for them', () => {
  const shelf = [
    { ...bun, productId: 'dead', isDead: true },
    { ...bun, productId: 'low', isLow: true, sold: 3 },
    { ...bun, productId: 'found', unexplained: -2 },
  ]
  const found = aspects.map((aspect) => rowsOf(shelf, aspect).map(({ productId }) => productId))
  expect(found).toEqual([['dead', 'low', 'found'], ['low'], ['low'], ['dead'], ['found']])
})

test('It says what was lost at cost, and what of that was thrown away', () => {
  const jam = { ...bun, cost: null, wasted: 2 }
  const rows = [{ ...bun, wasted: 3, samples: 1, unexplained: -9 }, { ...bun, unexplained: 2 }, jam]
  expect(rows.map(lostCost)).toEqual([400, 200, null])
  expect(thrownAway(rows)).toEqual({ units: 5, cost: 300, uncosted: 2 })
})
