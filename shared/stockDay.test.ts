import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { prepare } from './command.ts'
import { decide } from './decide.ts'
import type { Prepared } from './define.ts'
import { dice } from './dice.ts'
import { Draft } from './draft.ts'
import type { Count, Movement } from './rows.ts'
import { levelId } from './tables.ts'
import { levelOf, move, recount } from './stock.ts'

/* A day of goods: whatever order tablets come back in, shelves hold the same. */

const idOf = (number: number) => `019a0000-0000-7000-8000-${String(number).padStart(12, '0')}`
const [stall, van, store] = [idOf(10), idOf(11), idOf(12)]
const [bread, buns] = [idOf(20), idOf(21)]
const places = [stall, van, store]

function command(number: number, at: number, name: string, args: object): Prepared {
  const ready = prepare({
    ...{
      id: idOf(number),
      device: idOf(40),
      seq: 1,
      name,
      v: 1,
      args: { ...args },
      actor: idOf(30),
      grant: idOf(31),
    },
    ...{ at, offset: 0, uncertainty: 0, zone: 'UTC', base: 0, hash: '0'.repeat(64) },
  })
  if (!ready.ok) throw new Error(ready.code)
  return ready.prepared
}

const goods = (locationId: string, reason: string, productId: string, quantity: number, to?: string) => ({
  ...{ locationId, reason, lines: [{ productId, quantity }] },
  ...(to === undefined ? {} : { toLocationId: to }),
})

function sold(locationId: string, productId: string, quantity: number) {
  const line = { productId, name: 'Bread', price: 100, quantity, taxRate: 0, total: 100 * quantity }
  return {
    ...{ number: 'A-0001', locationId, currency: 'GBP', taxIncluded: true, lines: [line], taxes: [] },
    ...{ payments: [], total: line.total, startStatus: 'completed' },
  }
}

const counted = (locationId: string, productId: string, quantity: number) => ({
  locationId,
  lines: [{ productId, quantity, expected: 0 }],
})

/** Goods come to the store, go out by van, are sold, wasted and counted twice; three sales are told of days later. */
const day: [at: number, name: string, args: object][] = [
  [1, 'stock.move', goods(store, 'received', bread, 60)],
  [1, 'stock.move', goods(store, 'received', buns, 90)],
  [2, 'stock.move', goods(store, 'transfer', bread, 50, van)],
  [2, 'stock.move', goods(store, 'transfer', buns, 80, van)],
  [3, 'stock.move', goods(van, 'transfer', bread, 40, stall)],
  [3, 'stock.move', goods(van, 'transfer', buns, 70, stall)],
  ...[4, 5, 5, 6, 7, 9, 10, 12].map((at): [number, string, object] => [
    at,
    'order.place',
    sold(stall, bread, 2),
  ]),
  ...[4, 4, 6, 8, 8, 11, 12].map((at): [number, string, object] => [at, 'order.place', sold(stall, buns, 3)]),
  [6, 'stock.move', goods(stall, 'waste', buns, 4)],
  [8, 'stock.count', counted(stall, bread, 29)],
  [8, 'stock.count', counted(stall, buns, 50)],
  [10, 'stock.move', goods(stall, 'sample', bread, 1)],
  [11, 'stock.count', counted(van, bread, 9)],
  [12, 'stock.count', counted(stall, bread, 20)],
  [13, 'stock.move', goods(stall, 'transfer', bread, 20, store)],
  [13, 'stock.move', goods(stall, 'correction', buns, -2)],
]
const commands = day.map(([at, name, args], index) => command(1_000 + index, at, name, args))

function nothingYet(): Draft {
  const draft = new Draft()
  for (const productId of [bread, buns]) {
    draft.load('product', productId, undefined)
    for (const place of places) draft.load('level', levelId(productId, place), undefined)
  }
  for (const place of places) draft.load('location', place, undefined)
  day.forEach((_, index) => draft.load('order', idOf(1_000 + index), undefined))
  draft.load('device', idOf(40), undefined)
  draft.load('business', 'business', undefined)
  draft.load('person', idOf(30), undefined)
  return draft
}

function levelsAfter(arriving: readonly Prepared[]): string {
  const draft = nothingYet()
  for (const one of arriving) if (!decide(one, draft).ok) throw new Error('a fact was refused')
  return [bread, buns]
    .flatMap((productId) =>
      places.map((place) => draft.get('level', levelId(productId, place))?.quantity ?? 0),
    )
    .join(' ')
}

function shuffled<T>(some: readonly T[], roll: () => number): T[] {
  const all = [...some]
  for (let last = all.length - 1; last > 0; last -= 1) {
    const other = Math.floor(roll() * (last + 1))
    const [a, b] = [all[last], all[other]]
    if (a !== undefined && b !== undefined) [all[last], all[other]] = [b, a]
  }
  return all
}

describe('a day of goods', () => {
  it('comes to the same shelves in ten thousand orders of arrival', () => {
    const roll = dice(20_261_126)
    const expected = levelsAfter(commands)
    const found = new Set(Array.from({ length: 10_000 }, () => levelsAfter(shuffled(commands, roll))))
    expect([...found]).toEqual([expected])
    expect(expected).toBe('0 9 30 42 10 10')
  }, 60_000)

  it('loses and makes nothing by transfers, whatever is sold between them', () => {
    const transfer = fc.record({
      from: fc.constantFrom(...places),
      step: fc.constantFrom(1, 2),
      product: fc.constantFrom(bread, buns),
      quantity: fc.integer({ min: 1, max: 50 }),
    })
    fc.assert(
      fc.property(fc.array(transfer, { minLength: 1, maxLength: 30 }), fc.integer(), (drawn, seed) => {
        const moves = drawn.map(({ from, step, product, quantity }, index) => {
          const to = places[(places.indexOf(from) + step) % places.length] ?? stall
          return command(
            2_000 + index,
            index % 5,
            'stock.move',
            goods(from, 'transfer', product, quantity, to),
          )
        })
        const levels = levelsAfter(shuffled(moves, dice(seed)))
          .split(' ')
          .map(Number)
        const sum = (some: readonly number[]) => some.reduce((all, one) => all + one, 0)
        expect([sum(levels.slice(0, 3)), sum(levels.slice(3))]).toEqual([0, 0])
      }),
      { numRuns: 500 },
    )
  })
})

/** Time is the number; the order of the list is the order of arrival. `c5@10`: counted 5 at 10; `-2@9`: two fewer at 9. */
const cases: [story: string, arrivals: string, level: number][] = [
  ['a sale before the count, told in time', '+10@1 -2@5 c8@10', 8],
  ['a sale before the count, told after it: it explains the difference', '+10@1 c8@10 -2@5', 8],
  ['a sale after the count, told before it', '+10@1 -2@12 c8@10', 6],
  ['a sale after the count, told after it', '+10@1 c8@10 -2@12', 6],
  ['a late sale between two counts', '+10@1 c8@10 c5@20 -2@15', 5],
  ['two counts that arrive the wrong way round', '+10@1 c5@20 c8@10', 5],
  ['a sale after the later of two counts that arrive the wrong way round', 'c5@20 -1@25 c8@10', 4],
  ['a sale between two counts of which the later was told first', 'c5@20 -1@15 c8@10', 5],
  ['a sale at the very instant of the count, by a later id', 'c5@10 -1@10', 4],
  ['a count of nothing, and goods that came before it', '+10@1 c0@10 +4@9', 0],
  ['a count where more was sold than there was', '-3@1 c2@10 -4@11', -2],
  ['what came back after the count', 'c5@10 -2@11 +2@12', 5],
]

describe('a count with late sales', () => {
  it.each(cases)('holds for %s', (_, arrivals, level) => {
    const draft = nothingYet()
    const movements: Movement[] = []
    const counts: Count[] = []
    arrivals.split(' ').forEach((arrival, index) => {
      const [what = '', at = ''] = arrival.split('@')
      const common = { id: `m${index}`, productId: bread, locationId: stall, at: Number(at), actorId: 'anna' }
      draft.attempt(() => {
        if (what.startsWith('c')) {
          const count = { ...common, quantity: Number(what.slice(1)), expected: 0 }
          counts.push(count)
          recount(draft, count)
        } else {
          const movement: Movement = { ...common, quantity: Number(what), reason: 'correction' }
          movements.push(movement)
          move(draft, movement)
        }
        return { ok: true }
      })
    })
    expect(draft.get('level', levelId(bread, stall))?.quantity).toBe(level)
    expect(levelOf(movements, counts)).toBe(level)
  })
})
