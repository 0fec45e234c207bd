import { expect, test } from 'vitest'
import type { InventoryRow } from '#shared/reports.ts'
import { aspects, coverText, partText, rowsOf } from './stockWords.ts'

const bun: InventoryRow = {
  ...{ productId: 'bun', label: 'Bun', category: '', level: 4, value: 400, received: 0, sold: 0, wasted: 0 },
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
