import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type LoadChanges, mergeLoad, plainMarketDay, spanOf } from './marketDay.ts'

const id = (tail: number) => `019a0000-0000-7000-8000-${String(tail).padStart(12, '0')}`
const [leith, portobello] = [id(11), id(12)]
const zone = 'Europe/London'
const day = (on: string, ...locationIds: string[]) => ({ ...plainMarketDay, on, locationIds })

describe('the time of a market day', () => {
  it('goes from its midnight in the business’s zone until noon of the next day', () => {
    const span = spanOf(day('2026-07-04', leith), leith, [], zone)
    expect([span.from, span.to].map((at) => new Date(at).toISOString())).toEqual([
      '2026-07-03T23:00:00.000Z',
      '2026-07-05T11:00:00.000Z',
    ])
  })

  it('ends where the next one at that place begins, and only at that place', () => {
    const [saturday, sunday] = [day('2026-07-04', leith, portobello), day('2026-07-05', leith)]
    const all = [saturday, sunday, { ...day('2026-07-05', portobello), active: false }]
    expect(spanOf(saturday, leith, all, zone).to).toBe(spanOf(sunday, leith, all, zone).from)
    expect(spanOf(saturday, portobello, all, zone).to).toBe(Date.parse('2026-07-05T11:00:00Z'))
  })
})

describe('a load list', () => {
  const line = fc.record({
    productId: fc.constantFrom(id(20), id(21)),
    locationId: fc.constantFrom(leith, portobello),
    quantity: fc.nat(20),
  })
  const edits = fc.uniqueArray(
    fc.tuple(
      fc.uniqueArray(line, { selector: (one) => `${one.productId}${one.locationId}`, minLength: 1 }),
      fc.nat(9),
    ),
    { selector: ([, at]) => at, minLength: 1, maxLength: 6 },
  )

  it('is the same whoever’s edit came first, and takes each line from the latest that named it', () => {
    const arrival = edits.chain((made) =>
      fc.tuple(fc.constant(made), fc.shuffledSubarray(made, { minLength: made.length })),
    )
    fc.assert(
      fc.property(arrival, ([made, shuffled]) => {
        const take = (all: readonly [LoadChanges, number][]) =>
          all.reduce((row, [changes, at]) => mergeLoad(row, changes, [at, id(at)]), empty)
        expect(take(shuffled)).toEqual(take(made))
        const inOrder = [...made].sort(([, a], [, b]) => a - b).flatMap(([changes]) => changes)
        const wanted = Object.fromEntries(
          inOrder.map(({ productId, locationId, quantity }) => [`${productId}@${locationId}`, quantity]),
        )
        expect(take(shuffled).load).toEqual(wanted)
      }),
    )
  })
})

const empty: { load: Record<string, number>; stamps: Record<string, [number, string]> } = {
  load: {},
  stamps: {},
}
