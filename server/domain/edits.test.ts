import { plainProduct } from '#shared/catalogue.ts'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { migrations } from '../store/migrations.ts'
import { openStore, type Store } from '../store/store.ts'
import { bread, ewan, idOf, morag, now, sealing, stall, tabletA, tabletB } from '../tests/sealing.ts'
import { editsOf } from './edits.ts'
import { type Exchange, openExchange } from './exchange.ts'
import { mayOn } from './scope.ts'

let store: Store
let exchange: Exchange

beforeEach(() => {
  store = openStore(':memory:')
  store.revise(now, (rev) => {
    store.rows.put('person', { id: morag, name: 'Morag', role: 'manager', active: true }, rev)
    store.rows.put('person', { id: ewan, name: 'Ewan', role: 'employee', active: true }, rev)
    for (const [id, letter] of [
      [tabletA, 'A'],
      [tabletB, 'B'],
    ] as const)
      store.rows.put('device', { id, letter, name: letter, locationId: stall, active: true }, rev)
  })
  exchange = openExchange(store, () => now)
})
afterEach(() => store.close())

const born = { id: bread, isNew: true, fields: { ...plainProduct, name: 'Bread', price: 250 } }
const edit = (fields: object) => ({ id: bread, isNew: false, fields })
const told = () =>
  editsOf(store, bread, null).edits.map(({ before, after, deviceId }) => ({
    by: deviceId === tabletA ? 'A' : 'B',
    from: before.price ?? null,
    to: after.price ?? null,
  }))

it('tells each edit with what stood before, by when it counts rather than when it came', async () => {
  const [a, b] = [tabletA, tabletB].map((device) => sealing(() => exchange, device, morag))
  if (!a || !b) throw new Error('no tablets')
  const made = a.make('product.save', born, { at: now - 9_000 })
  const late = b.make('product.save', edit({ price: 260 }), { at: now - 8_000 })
  const dear = a.make('product.save', edit({ price: 280, allergens: { gluten: 'contains' } }), {
    at: now - 7_000,
  })
  await a.send([made, dear], 1)
  expect(told()).toEqual([
    { by: 'A', from: 250, to: 280 },
    { by: 'A', from: null, to: 250 },
  ])
  await b.send([late], 1)
  expect(told()).toEqual([
    { by: 'A', from: 260, to: 280 },
    { by: 'B', from: 250, to: 260 },
    { by: 'A', from: null, to: 250 },
  ])
  const [latest, , first] = editsOf(store, bread, null).edits
  expect(latest).toMatchObject({ actorId: morag, isNew: false, after: { allergens: { gluten: 'contains' } } })
  expect(latest?.before).toEqual({ price: 260 })
  expect(first).toMatchObject({ isNew: true, isImported: false, after: { name: 'Bread' } })
})

it('tells what came in a file, and nothing that was refused or that came twice', async () => {
  const a = sealing(() => exchange, tabletA, morag)
  const b = sealing(() => exchange, tabletB, ewan)
  const file = a.make('product.import', { products: [born, { ...born, id: idOf(21) }] }, { at: now - 9_000 })
  await a.send([file], 1)
  await a.send([file], 1)
  await b.send([b.make('product.save', edit({ price: 1 }))], 1)
  expect(editsOf(store, bread, null).edits.map(({ isImported, isNew }) => [isImported, isNew])).toEqual([
    [true, true],
  ])
})

it('goes on from where a page ends', async () => {
  const a = sealing(() => exchange, tabletA, morag)
  const first = a.make('product.save', born, { at: now - 300_000 })
  const edits = Array.from({ length: 120 }, (_, index) =>
    a.make('product.save', edit({ price: index }), { at: now - 200_000 + index * 1_000 }),
  )
  await a.send([first, ...edits], 1)
  const prices: unknown[] = []
  let before = null
  do {
    const page = editsOf(store, bread, before)
    prices.push(...page.edits.map(({ after }) => after.price))
    before = page.before
  } while (before)
  expect(prices.slice(0, 3)).toEqual([119, 118, 117])
  expect(prices.slice(-2)).toEqual([0, 250])
  expect(prices).toHaveLength(121)
})

it('finds the edits of before there was a list of them', async () => {
  const a = sealing(() => exchange, tabletA, morag)
  await a.send(
    [
      a.make('product.save', born, { at: now - 9_000 }),
      a.make('product.import', { products: [edit({ price: 300 })] }, { at: now - 8_000, offset: 1_000 }),
    ],
    1,
  )
  const kept = editsOf(store, bread, null)
  expect(kept.edits).toHaveLength(2)
  store.database.exec('DROP TABLE edit')
  store.database.exec(migrations.find((step) => step.includes('TABLE edit')) ?? '')
  expect(editsOf(store, bread, null)).toEqual(kept)
})

it('is for tablets with somebody on the till who may edit', () => {
  store.write(() => {
    store.seats.take(tabletA, morag, now)
    store.seats.take(tabletB, ewan, now)
  })
  expect([tabletA, tabletB, idOf(99)].map((device) => mayOn(store, device, 'product.save'))).toEqual([
    true,
    false,
    false,
  ])
})
