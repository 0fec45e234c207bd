import fc from 'fast-check'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { levelOf } from '#shared/stock.ts'
import { openStore, type Store } from '../store/store.ts'
import { bread, idOf, morag, now, order, sealing, stall, tabletA } from '../tests/sealing.ts'
import { type Exchange, openExchange } from './exchange.ts'

/* A shelf that becomes low is noticed once, whatever comes late, twice or together. */

const [van, buns] = [idOf(11), idOf(21)]
let store: Store
let exchange: Exchange

beforeEach(() => open())
afterEach(() => store.close())

function open() {
  store = openStore(':memory:')
  store.revise(now, (rev) => {
    store.rows.put('person', { id: morag, name: 'Morag', role: 'manager', active: true }, rev)
    store.rows.put('device', { id: tabletA, letter: 'A', name: 'One', locationId: stall, active: true }, rev)
  })
  exchange = openExchange(store, () => now)
}

const product = (id: string, fields: object) => ({ id, isNew: true, fields: { name: 'Bread', ...fields } })
const received = (quantity: number, locationId = stall) => ({
  ...{ locationId, reason: 'received' },
  lines: [{ productId: bread, quantity }],
})
const told = () => store.lowStock.crossings(0).map(({ kind, quantity }) => `${kind} ${quantity}`)

it('tells once that a shelf is low, though it is sold from and sent again, and once that it is fine', async () => {
  const tablet = sealing(() => exchange, tabletA, morag)
  const sale = () => tablet.make('order.place', order('A', 2))
  const first = [
    tablet.make('product.save', product(bread, { threshold: 8 })),
    tablet.make('stock.move', received(10)),
  ]
  await tablet.send(first, 1)
  expect(told()).toEqual([])
  const sales = [sale(), sale()]
  await tablet.send(sales, 3)
  await tablet.send(sales, 3)
  expect(told()).toEqual(['low 6'])
  await tablet.send([tablet.make('stock.move', received(4))], 5)
  expect(told()).toEqual(['low 6'])
  await tablet.send([tablet.make('stock.move', received(1))], 6)
  expect(told()).toEqual(['low 6', 'recovered 11'])
})

it('tells nothing of a shelf that was low and full again within what came together', async () => {
  const tablet = sealing(() => exchange, tabletA, morag)
  await tablet.send(
    [tablet.make('product.save', product(bread, { threshold: 8 })), tablet.make('stock.move', received(10))],
    1,
  )
  await tablet.send([tablet.make('order.place', order('A', 5)), tablet.make('stock.move', received(20))], 3)
  expect(told()).toEqual([])
})

it('goes by the threshold of the place, by the level of today, and by whether anybody keeps its stock', async () => {
  const tablet = sealing(() => exchange, tabletA, morag)
  const save = (fields: object) => tablet.make('product.save', { id: bread, isNew: false, fields })
  const fields = { threshold: 8, thresholds: { [van]: 2 } }
  const made = tablet.make('product.save', product(bread, fields))
  const moves = [tablet.make('stock.move', received(10)), tablet.make('stock.move', received(3, van))]
  await tablet.send([made, ...moves], 1)
  expect(told()).toEqual([])
  await tablet.send([save({ thresholds: { [van]: 5 } })], 4)
  expect(told()).toEqual(['low 3'])
  await tablet.send([save({ tracked: false })], 5)
  expect(told()).toEqual(['low 3', 'recovered 3'])
})

const deed = fc.record({
  what: fc.constantFrom('in', 'in', 'out', 'out', 'out', 'count', 'transfer', 'threshold', 'here'),
  product: fc.constantFrom(bread, buns),
  place: fc.constantFrom(stall, van),
  size: fc.integer({ min: 1, max: 9 }),
  /** How long before now it happened: what comes late may lie before a count. */
  late: fc.constantFrom(0, 0, 0, 5_000),
})

it('agrees with whoever walks along every shelf after each transaction', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(deed, { minLength: 1, maxLength: 3 }), { maxLength: 14 }),
      async (batches) => {
        store.close()
        open()
        const tablet = sealing(() => exchange, tabletA, morag)
        const fields = { threshold: 5 }
        await tablet.send(
          [bread, buns].map((id) => tablet.make('product.save', product(id, fields), { at: now })),
          1,
        )
        const shelves = [bread, buns].flatMap((productId) =>
          [stall, van].map((locationId) => ({ productId, locationId, low: false })),
        )
        const limits = new Map<string, number>()
        const expected: string[] = []
        let seq = 3
        for (const batch of batches) {
          const commands = batch.map(({ what, product: productId, place, size, late }) => {
            const lines = [{ productId, quantity: size }]
            const at = now + seq * 100 - late
            if (what === 'threshold' || what === 'here') {
              const here = what === 'here' ? `${productId}@${place}` : productId
              limits.set(here, size)
              const change = what === 'here' ? { thresholds: { [place]: size } } : { threshold: size }
              seq += 1
              return tablet.make(
                'product.save',
                { id: productId, isNew: false, fields: change },
                { at: now + seq * 100 },
              )
            }
            seq += 1
            if (what === 'count')
              return tablet.make(
                'stock.count',
                { locationId: place, lines: [{ productId, quantity: size * 2, expected: 0 }] },
                { at },
              )
            const toLocationId = place === stall ? van : stall
            if (what === 'transfer')
              return tablet.make(
                'stock.move',
                { locationId: place, toLocationId, reason: 'transfer', lines },
                { at },
              )
            return tablet.make(
              'stock.move',
              { locationId: place, reason: what === 'in' ? 'received' : 'waste', lines },
              { at },
            )
          })
          await tablet.send(commands, seq - commands.length)
          const [movements, counts] = [store.rows.all('movement'), store.rows.all('count')]
          for (const shelf of shelves) {
            const onIt = (row: { productId: string; locationId: string }) =>
              row.productId === shelf.productId && row.locationId === shelf.locationId
            const mine = [movements.filter(onIt), counts.filter(onIt)] as const
            if (mine[0].length + mine[1].length === 0) continue
            const level = levelOf(...mine)
            const limit =
              limits.get(`${shelf.productId}@${shelf.locationId}`) ?? limits.get(shelf.productId) ?? 5
            const isLow = level <= limit || (shelf.low && level <= limit + Math.ceil(limit / 4))
            if (isLow !== shelf.low)
              expected.push(`${isLow ? 'low' : 'recovered'} ${shelf.productId} ${shelf.locationId} ${level}`)
            shelf.low = isLow
          }
        }
        const found = store.lowStock
          .crossings(0)
          .map(
            ({ kind, productId, locationId, quantity }) => `${kind} ${productId} ${locationId} ${quantity}`,
          )
        expect(found.sort()).toEqual(expected.sort())
      },
    ),
    { numRuns: 150 },
  )
}, 60_000)
