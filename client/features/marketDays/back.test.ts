import { expect, it } from 'vitest'
import { backDeeds, backLines } from './back.ts'

const [bun, stall, store] = ['bun', 'stall', 'store']
const day = { name: 'Leith', storeId: store }
const ids = () => {
  let next = 0
  return () => `id${next++}`
}

it('counts what was found, less what was sold since it was typed', () => {
  const entries = { [bun]: { text: '8', expected: 10, at: 1 } }
  expect(backLines(entries, () => 9)).toEqual([{ productId: bun, quantity: 7, expected: 9 }])
})

it('counts before it carries away, so that the count comes first', () => {
  const [count, move] = backDeeds(day, stall, [{ productId: bun, quantity: 7, expected: 9 }], true, ids())
  expect(count).toMatchObject({ name: 'stock.count', id: 'id0', args: { locationId: stall } })
  expect(move).toMatchObject({
    ...{ name: 'stock.move', id: 'id1' },
    args: { locationId: stall, toLocationId: store, lines: [{ productId: bun, quantity: 7 }] },
  })
})

it('leaves where it is what is not to go back, and carries nothing where nothing is left', () => {
  const found = (quantity: number) => [{ productId: bun, quantity, expected: 9 }]
  expect(backDeeds(day, stall, found(7), false, ids())).toHaveLength(1)
  expect(backDeeds(day, stall, found(0), true, ids())).toHaveLength(1)
  expect(backDeeds({ ...day, storeId: '' }, stall, found(7), true, ids())).toHaveLength(1)
})
