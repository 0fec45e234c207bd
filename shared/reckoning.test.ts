import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { prepare } from './command.ts'
import { decide } from './decide.ts'
import { Draft } from './draft.ts'
import type { Envelope } from './envelope.ts'
import { added, type Figures, reckon, reckonTogether, type Shelf } from './reckoning.ts'
import type { Count, Movement } from './rows.ts'
import { levelId } from './tables.ts'
import { levelOf } from './stock.ts'

const id = (tail: number) => `019a0000-0000-7000-8000-${String(tail).padStart(12, '0')}`
const [store, leith, portobello] = [id(10), id(11), id(12)]
const places = [store, leith, portobello]
const products = [id(20), id(21)]
const span = { from: 100, to: 200 }
const stalls = [leith, portobello]

const quantity = fc.integer({ min: 1, max: 40 })
const lines = fc.array(fc.record({ productId: fc.constantFrom(...products), quantity }), {
  minLength: 1,
  maxLength: 3,
})
const place = fc.constantFrom(...places)

type Deed = [name: string, args: Record<string, unknown>]

const sale = fc.record({ locationId: place, lines }).map(({ locationId, lines }): Deed => [
  'order.place',
  {
    ...{
      number: 'A-0001',
      locationId,
      currency: 'GBP',
      taxIncluded: true,
      taxes: [],
      payments: [],
      total: 0,
    },
    lines: lines.map((line) => ({ ...line, name: 'Bun', price: 0, taxRate: 0, total: 0 })),
    startStatus: 'completed',
  },
])
const move = fc
  .record({ locationId: place, lines, reason: fc.constantFrom('received', 'waste', 'sample', 'correction') })
  .map((args): Deed => ['stock.move', args])
const transfer = fc
  .uniqueArray(place, { minLength: 2, maxLength: 2 })
  .chain(([from, to]) =>
    lines.map((lines): Deed => [
      'stock.move',
      { locationId: from, toLocationId: to, reason: 'transfer', lines },
    ]),
  )
const count = fc
  .record({ locationId: place, productId: fc.constantFrom(...products), quantity: fc.nat(40) })
  .map(({ locationId, ...line }): Deed => ['stock.count', { locationId, lines: [{ ...line, expected: 0 }] }])

/** Some of it before the day, most of it on the day, some after; instants often coincide. */
const history = fc.array(
  fc.tuple(fc.oneof(sale, sale, move, transfer, transfer, count), fc.integer({ min: 80, max: 215 })),
  { minLength: 1, maxLength: 40 },
)

/** What a tablet holds after all of this has come in, in this order. */
function shelvesAfter(arriving: readonly Envelope[]): Shelf[] {
  const draft = new Draft()
  for (const productId of products) {
    draft.load('product', productId, undefined)
    for (const locationId of places) draft.load('level', levelId(productId, locationId), undefined)
  }
  for (const place of places) draft.load('location', place, undefined)
  draft.load('device', id(30), undefined)
  draft.load('business', 'business', undefined)
  draft.load('person', id(40), undefined)
  for (const envelope of arriving) {
    const ready = prepare(envelope)
    if (!ready.ok) throw new Error(ready.code)
    decide(ready.prepared, draft)
  }
  const movements: Movement[] = []
  const counts: Count[] = []
  draft.eachWrite((table, row) => {
    if (table === 'movement' && 'reason' in row && 'quantity' in row) movements.push(row)
    if (table === 'count' && 'expected' in row) counts.push(row)
  })
  return stalls.flatMap((locationId) =>
    products.map((productId) => {
      const isHere = (row: Movement | Count) => row.productId === productId && row.locationId === locationId
      return {
        ...{ productId, locationId, isWhole: true },
        level: draft.get('level', levelId(productId, locationId))?.quantity ?? 0,
        movements: movements.filter(isHere),
        counts: counts.filter(isHere),
      }
    }),
  )
}

function envelopesOf(deeds: readonly [Deed, number][]): Envelope[] {
  return deeds.map(([[name, args], at], index) => ({
    ...{ id: id(1_000 + index), device: id(30), seq: 1, name, v: 1, args, actor: id(40), grant: id(41), at },
    ...{ offset: 0, uncertainty: 0, zone: 'UTC', base: 0, hash: '0'.repeat(64) },
  }))
}

function unexplainedBy(shelf: Shelf): number {
  const within = ({ at }: { at: number }) => at >= span.from && at < span.to
  const beforeThat = (row: { at: number; id: string }) => (other: { at: number; id: string }) =>
    other.at < row.at || (other.at === row.at && other.id < row.id)
  const missed = shelf.counts.filter(within).map((one) => {
    const earlier = beforeThat(one)
    return levelOf(shelf.movements.filter(earlier), shelf.counts.filter(earlier)) - one.quantity
  })
  const corrected = shelf.movements.filter((one) => within(one) && one.reason === 'correction')
  return missed.reduce((sum, one) => sum + one, 0) - corrected.reduce((sum, one) => sum + one.quantity, 0)
}

const rest = ({ sold, waste, samples, back, left, unexplained }: Figures) =>
  sold + waste + samples + back + left + unexplained

const nothing = { loaded: 0, sold: 0, waste: 0, samples: 0, back: 0, left: 0, unexplained: 0 }

describe('what became of what was loaded', () => {
  it('adds up for each product at each stall and for the day as a whole, and misses what counts and corrections say', () => {
    fc.assert(
      fc.property(history, (deeds) => {
        const shelves = shelvesAfter(envelopesOf(deeds))
        for (const shelf of shelves) {
          const reckoning = reckon(shelf, span)
          expect(rest(reckoning)).toBe(reckoning.loaded)
          expect(reckoning.unexplained).toBe(unexplainedBy(shelf))
        }
        const whole = reckonTogether(shelves, () => span)
        expect(rest(whole)).toBe(whole.loaded)
      }),
      { numRuns: 2_000 },
    )
  })

  it('is the same in whatever order it came to the tablets', () => {
    const arrival = history.chain((deeds) => {
      const envelopes = envelopesOf(deeds)
      return fc.tuple(fc.constant(envelopes), fc.shuffledSubarray(envelopes, { minLength: envelopes.length }))
    })
    fc.assert(
      fc.property(arrival, ([made, shuffled]) => {
        const each = (envelopes: readonly Envelope[]) =>
          shelvesAfter(envelopes).map((shelf) => reckon(shelf, span))
        expect(each(shuffled)).toEqual(each(made))
      }),
      { numRuns: 2_000 },
    )
  })

  it('begins with the level of that moment, also where only what came since the last count before is held', () => {
    fc.assert(
      fc.property(history, (deeds) => {
        for (const shelf of shelvesAfter(envelopesOf(deeds))) {
          const last = Math.max(...shelf.counts.filter(({ at }) => at < span.from).map(({ at }) => at))
          if (last === -Infinity) continue
          const isHeld = ({ at }: { at: number }) => at >= last
          const held = { movements: shelf.movements.filter(isHeld), counts: shelf.counts.filter(isHeld) }
          expect(reckon({ ...shelf, ...held, isWhole: false }, span)).toEqual(reckon(shelf, span))
        }
      }),
      { numRuns: 1_000 },
    )
  })

  const shelf: Shelf = {
    productId: id(20),
    locationId: leith,
    level: 0,
    movements: [],
    counts: [],
    isWhole: true,
  }
  const moved = (reason: Movement['reason'], quantity: number, at: number): Movement => ({
    ...{ id: `${id(1_000 + at)}.0`, productId: id(20), locationId: leith, actorId: id(40) },
    ...{ reason, quantity, at },
  })
  const counted = (quantity: number, at: number): Count => ({
    ...{ id: `${id(1_000 + at)}.0`, productId: id(20), locationId: leith, actorId: id(40), expected: 0 },
    ...{ quantity, at },
  })

  it('says two are missing where forty were loaded, thirty sold and eight came back', () => {
    const movements = [moved('transfer', 40, 110), moved('sale', -30, 120), moved('transfer', -8, 131)]
    const counts = [counted(8, 130)]
    expect(reckon({ ...shelf, movements, counts }, span)).toMatchObject({
      ...{ loaded: 40, sold: 30, back: 8, left: 0, unexplained: 2, before: 0, countedAt: 130 },
    })
  })

  it('is explained by a sale that a late tablet brings', () => {
    const movements = [moved('transfer', 40, 110), moved('sale', -30, 120), moved('sale', -2, 125)]
    expect(reckon({ ...shelf, movements, counts: [counted(8, 130)] }, span)).toMatchObject({
      ...{ sold: 32, left: 8, unexplained: 0 },
    })
  })

  it('believes the first count of what lay there longer than anybody remembers', () => {
    const movements = [moved('sale', -3, 120)]
    const held = { ...shelf, isWhole: false, level: 9, movements, counts: [counted(9, 130)] }
    expect(reckon(held, span)).toMatchObject({ loaded: 12, before: 12, sold: 3, left: 9, unexplained: 0 })
  })

  it('counts what one stall passed to another as loaded once', () => {
    const other = { ...shelf, locationId: portobello }
    const out = { ...moved('transfer', -5, 120), id: `${id(900)}.0` }
    const into = { ...out, id: `${id(900)}.0t`, locationId: portobello, quantity: 5 }
    const shelves = [
      { ...shelf, level: 7, movements: [moved('transfer', 12, 110), out] },
      { ...other, level: 5, movements: [into] },
    ]
    expect(reckonTogether(shelves, () => span)).toEqual({ ...nothing, loaded: 12, left: 12 })
    expect(shelves.map((one) => reckon(one, span)).reduce<Figures>(added, nothing).loaded).toBe(17)
  })
})
