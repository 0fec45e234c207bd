import { describe, expect, it } from 'vitest'
import { type Count, type Movement } from './rows.ts'
import { levelOf } from './stock.ts'

const shelf = { productId: 'bread', locationId: 'stall', actorId: 'anna' }
const counted: Count = { ...shelf, id: 'm', quantity: 5, expected: 7, at: 100 }
const waste = (at: number, id: string): Movement => ({ ...shelf, id, quantity: -2, reason: 'waste', at })

describe('a level', () => {
  it.each([
    ['stays as counted when a movement comes late from before the count', 99, 'z', 5],
    ['moves with what happened after the count', 101, 'a', 3],
    ['is settled by ids when both happened in one instant: later id, later', 100, 'z', 3],
    ['is settled by ids when both happened in one instant: earlier id, earlier', 100, 'a', 5],
  ])('%s', (_, at, id, level) => expect(levelOf([waste(at, id)], [counted])).toBe(level))

  it('takes the latest of several counts', () => {
    const earlier = { ...counted, id: 'l', quantity: 40, at: 50 }
    expect(levelOf([], [counted, earlier])).toBe(5)
  })

  it('is what moved where nobody has counted, below zero too', () => {
    expect(levelOf([waste(1, 'a'), waste(2, 'b')], [])).toBe(-4)
  })
})
