import { expect, it } from 'vitest'
import { plainProduct } from '#shared/catalogue.ts'
import type { Product } from '#shared/rows.ts'
import { lowShelves } from './lowShelves.ts'

const product = (id: string, more: Partial<Product> = {}): Product => {
  return { ...plainProduct, id, name: id, threshold: 5, stamps: {}, ...more }
}
const levels = (given: Record<string, number>) =>
  new Map(Object.entries(given).map(([id, quantity]) => [id, { quantity }]))

it('lists each shelf that is low by its own threshold, what became low last first', () => {
  const products = [
    product('bread'),
    product('buns', { thresholds: { van: 0 } }),
    product('tea', { tracked: false }),
    product('old', { active: false }),
    product('free', { threshold: 0 }),
  ]
  const held = levels({
    ...{ 'bread@stall': 5, 'bread@van': 6, 'buns@stall': -1, 'buns@van': 1 },
    ...{ 'tea@stall': 0, 'old@stall': 1, 'free@stall': 0 },
  })
  const since = new Map([
    ['bread@stall', 100],
    ['buns@stall', 200],
  ])
  expect(
    lowShelves(products, ['stall', 'van', 'store'], held, since).map((low) => [
      low.product.id,
      low.locationId,
      low.since,
    ]),
  ).toEqual([
    ['buns', 'stall', 200],
    ['bread', 'stall', 100],
  ])
})

it('puts first what has become low just now, of which the server has not told yet', () => {
  const held = levels({ 'bread@stall': 1, 'buns@stall': 1 })
  const low = lowShelves([product('bread'), product('buns')], ['stall'], held, new Map([['bread@stall', 9]]))
  expect(low.map((one) => one.product.id)).toEqual(['buns', 'bread'])
})
