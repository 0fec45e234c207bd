import { expect, it } from 'vitest'
import type { Movement } from '#shared/rows.ts'
import { storyOf } from './history.ts'

const here = { productId: 'bread', locationId: 'stall', actorId: 'anna' }
const movement = (id: string, at: number, quantity: number, reason: Movement['reason']): Movement => ({
  ...here,
  id,
  at,
  quantity,
  reason,
})

it('tells movements and counts as one story, the newest first', () => {
  const story = storyOf(
    [movement('a', 1, 24, 'received'), { ...movement('c', 3, -2, 'sale'), orderId: 'order' }],
    [{ ...here, id: 'b', at: 2, quantity: 22, expected: 24 }],
  )
  expect(story.map(({ what, quantity }) => `${what} ${quantity}`)).toEqual([
    'Sold −2',
    'Counted = 22',
    'Received +24',
  ])
  expect(story.map(({ orderId }) => orderId)).toEqual(['order', null, null])
  expect(story[1]?.note).toBe('Expected 24, difference −2')
})

it('tells that goods of a cancelled order were thrown away, which moves nothing', () => {
  const [wasted] = storyOf([{ ...movement('a', 1, 0, 'waste'), wasted: 2, orderId: 'order' }], [])
  expect(wasted).toMatchObject({ what: 'Waste', quantity: '0', orderId: 'order' })
  expect(wasted?.note).toBe('2 of a cancelled order, thrown away')
})

it('explains the difference of a count by sales that were told of later', () => {
  const count = (id: string, at: number, quantity: number, expected: number) => ({
    ...here,
    id,
    at,
    quantity,
    expected,
  })
  const counts = [count('b', 2, 20, 20), count('f', 6, 17, 20)]
  const sales = [movement('c', 3, -2, 'sale'), movement('d', 4, -1, 'sale')]
  const noteOf = (movements: Movement[], since?: number) => storyOf(movements, counts, since)[0]?.note
  expect(noteOf([])).toBe('Expected 20, difference −3')
  expect(noteOf(sales.slice(1))).toBe('Expected 20 then. By what came later it was 19: difference −2')
  expect(noteOf(sales)).toBe('Expected 20 then. By what came later it was 17: as expected')
  expect(noteOf(sales.slice(1), 3)).toBe('Expected 20, difference −3')
})

it('says which way a transfer went', () => {
  const story = storyOf([movement('b', 2, -6, 'transfer'), movement('a', 1, 6, 'transfer')], [])
  expect(story.map(({ what }) => what)).toEqual(['Went by transfer', 'Came by transfer'])
})

it('says of a count what came too close to it to tell which was first, and of that as well', () => {
  const count = { ...here, id: 'b', at: 60_000, quantity: 8, expected: 8, deviceId: 'one', unsure: 5_000 }
  const sale = (id: string, at: number, deviceId: string): Movement => ({
    ...movement(id, at, -2, 'sale'),
    deviceId,
  })
  const story = storyOf(
    [sale('a', 57_000, 'two'), sale('c', 61_000, 'one'), sale('d', 70_000, 'two')],
    [count],
  )
  expect(story.map(({ isUnclear }) => isUnclear)).toEqual([false, false, true, true])
  expect(story[2]?.note).toBe('As expected. Nobody can tell whether −2 came before it or after: count again')
})
