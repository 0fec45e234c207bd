import { plainProduct } from '#shared/catalogue.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openStore, type Store } from '../store/store.ts'
import { bread, ewan, morag, now, sealing, stall, tabletA } from '../tests/sealing.ts'
import { actsFor, noteAct } from './acts.ts'
import { type Exchange, openExchange } from './exchange.ts'

let store: Store
let exchange: Exchange
const everything = { from: 0, until: Number.MAX_SAFE_INTEGER, who: null, kind: null, before: null }

beforeEach(() => {
  store = openStore(':memory:')
  store.revise(now, (rev) => {
    store.rows.put('person', { id: morag, name: 'Morag', role: 'manager', active: true }, rev)
    store.rows.put('person', { id: ewan, name: 'Ewan', role: 'employee', active: true }, rev)
    const device = { id: tabletA, letter: 'A', name: 'A', locationId: stall, active: true }
    store.rows.put('device', device, rev)
  })
  exchange = openExchange(store, () => now + 60_000)
})
afterEach(() => store.close())

test('It tells what a command changed, from what to what, and once', async () => {
  const tablet = sealing(() => exchange, tabletA, morag)
  const made = tablet.make('product.save', {
    id: bread,
    isNew: true,
    fields: { ...plainProduct, name: 'Bread', price: 250 },
  })
  const dearer = tablet.make('product.save', { id: bread, isNew: false, fields: { price: 260, sku: '' } })
  const same = tablet.make('product.save', { id: bread, isNew: false, fields: { price: 260 } })
  await tablet.send([made, dearer, same], 1)
  await tablet.send([made, dearer, same], 1)
  const { acts } = actsFor(store, everything)
  expect(acts).toMatchObject([
    {
      name: 'product.save',
      subject: 'Bread',
      actorId: morag,
      deviceId: tabletA,
      at: dearer.at,
      before: { price: 250 },
      after: { price: 260 },
    },
    { name: 'product.save', before: {}, after: { name: 'Bread', price: 250 } },
  ])
  expect(Object.keys(acts[0]?.after ?? {})).toEqual(['price'])
})

test('It tells nothing of what was refused, and nothing of a sale', async () => {
  const tablet = sealing(() => exchange, tabletA, ewan)
  await tablet.send([tablet.make('product.save', { id: bread, isNew: true, fields: { name: 'Bread' } })], 1)
  expect(actsFor(store, everything).acts).toEqual([])
})

test('It tells that an exception was looked at, and with which word', async () => {
  const tablet = sealing(() => exchange, tabletA, morag)
  await tablet.send([tablet.make('exception.resolve', { exceptionId: bread, reason: 'Counted again' })], 1)
  expect(actsFor(store, { ...everything, kind: 'exceptions' }).acts).toMatchObject([
    { name: 'exception.resolve', after: { resolved: 'Counted again' } },
  ])
})

test('It goes on from where a page ends, through acts of one moment too, and filters by person, kind and time', () => {
  const doer = (index: number) => ({ actorId: index % 2 ? morag : ewan, deviceId: null })
  for (let index = 0; index < 120; index += 1) {
    const name = index % 3 ? 'person.change' : 'business.save'
    const about = { at: now + Math.floor(index / 10), name, subjectId: 'x', subject: 'x' }
    noteAct(store, doer(index), { ...about, before: {}, after: { index } })
  }
  const walk = (asked: Partial<typeof everything> | object) => {
    const seen: unknown[] = []
    let before = null
    do {
      const page = actsFor(store, { ...everything, ...asked, before })
      seen.push(...page.acts.map(({ after }) => after['index']))
      before = page.before
    } while (before)
    return seen
  }
  expect(walk({})).toEqual(Array.from({ length: 120 }, (_, index) => 119 - index))
  expect(walk({ who: morag })).toHaveLength(60)
  expect(walk({ kind: 'settings' })).toHaveLength(40)
  expect(walk({ kind: 'tablets' })).toEqual([])
  expect(walk({ from: now + 3, until: now + 5 })).toEqual(
    Array.from({ length: 20 }, (_, index) => 49 - index),
  )
})
