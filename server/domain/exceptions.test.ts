import { afterEach, beforeEach, expect, it } from 'vitest'
import { openStore, type Store } from '../store/store.ts'
import { bread, ewan, idOf, morag, now, order, sealing, stall, tabletA } from '../tests/sealing.ts'
import { type Exchange, openExchange } from './exchange.ts'

/* What was odd is there for a manager to look at, once, and says what it was about. */

let store: Store
let exchange: Exchange

beforeEach(() => {
  store = openStore(':memory:')
  store.revise(now, (rev) => {
    store.rows.put('person', { id: morag, name: 'Morag', role: 'manager', active: true }, rev)
    store.rows.put('person', { id: ewan, name: 'Ewan', role: 'employee', active: true }, rev)
    store.rows.put('device', { id: tabletA, letter: 'A', name: 'One', locationId: stall, active: true }, rev)
  })
  exchange = openExchange(store, () => now)
})

afterEach(() => {
  store.close()
})

const all = () => store.rows.all('exception')

it('keeps a flagged sale with its number, place and products, however often it is sent', async () => {
  const tablet = sealing(() => exchange, tabletA, ewan)
  const sale = tablet.make('order.place', order('A', 2))
  await tablet.send([sale], 1)
  await tablet.send([sale], 1)
  expect(all()).toEqual([
    {
      id: sale.id,
      about: {
        status: 'flagged',
        codes: ['dangling'],
        name: 'order.place',
        at: sale.at,
        deviceId: tabletA,
        actorId: ewan,
        locationId: stall,
        orderId: sale.id,
        number: 'A-0001',
        productIds: [bread],
      },
    },
  ])
})

it('keeps a refused wish and a command that nobody could read', async () => {
  const tablet = sealing(() => exchange, tabletA, ewan)
  const wish = tablet.make('product.save', { id: bread, isNew: true, fields: { name: 'Bread' } })
  await tablet.send([wish, { nonsense: true }], 1)
  expect(all().map(({ about }) => [about?.status, about?.codes, about?.name])).toEqual(
    expect.arrayContaining([
      ['rejected', ['not-permitted'], 'product.save'],
      ['quarantined', ['malformed'], ''],
    ]),
  )
  expect(all().map(({ id }) => id)).toContain(`${tabletA}.2`)
})

it('says nothing of what went as it should', async () => {
  const tablet = sealing(() => exchange, tabletA, morag)
  await tablet.send([tablet.make('product.save', { id: bread, isNew: true, fields: { name: 'Bread' } })], 1)
  expect(all()).toEqual([])
})

it('keeps the first resolution, also of one that is known only later', async () => {
  const tablet = sealing(() => exchange, tabletA, morag)
  const sale = tablet.make('order.place', order('A', 2))
  const resolutions = [200, 100, 300].map((at) =>
    tablet.make(
      'exception.resolve',
      { exceptionId: idOf(5), reason: `Looked at ${at}` },
      { at: now + at, id: idOf(60_000 + at) },
    ),
  )
  await tablet.send([sale, ...resolutions], 1)
  expect(store.rows.one('exception', idOf(5))?.resolved).toMatchObject({ reason: 'Looked at 100' })
  expect(store.rows.one('exception', idOf(5))?.about).toBeUndefined()
})
