import { expect, test } from 'vitest'
import type { UnusualConduct } from '#shared/unusual.ts'
import { conductText, lookedAtText, orderText, titleOf } from './words.ts'

const money = (minor: number) => `£${(minor / 100).toFixed(2)}`
const found: UnusualConduct = {
  ...{ kind: 'refunds', personId: 'x', times: 9, orders: 210, othersTimes: 6, othersOrders: 900 },
  ...{ amount: 4_320, usual: 6, shown: [] },
}

test('It says what was found against what, and never why', () => {
  expect(titleOf(found, 'Callum')).toBe('Refunds · Callum')
  expect(conductText(found, 'Callum', money)).toBe(
    'Money went back on 9 of the 210 orders that Callum took, £43.20 in all. For everybody else it was 6 of 900. Up to 6 would be usual.',
  )
  expect(conductText({ ...found, kind: 'cancellations' }, 'Callum', money)).toMatch(/^9 of .* were cancelled/)
  expect(conductText({ ...found, kind: 'openings', amount: 0 }, 'Callum', money)).toBe(
    'Callum opened a drawer without a sale 9 times, beside 210 orders. Everybody else did so 6 times, beside 900 orders. Up to 6 would be usual.',
  )
})

test('It counts one order and one person as one', () => {
  expect(lookedAtText({ orders: 1, people: 1 })).toBe('1 order of 1 person was looked at')
  expect(lookedAtText({ orders: 210, people: 3 })).toBe('210 orders of 3 people were looked at')
})

test('It says of an order how the others are', () => {
  const far = { id: 'x', number: 'A-0001', at: 0, amount: 40_000, personId: 'x', median: 650, high: 2_100 }
  expect(orderText({ ...far, orders: 1_110 }, money)).toBe(
    'Half of the 1110 orders come to £6.50 or less, nineteen of twenty to less than £21.00.',
  )
})
