import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { plainProduct } from '#shared/catalogue.ts'
import { commands } from '#shared/command.ts'
import type { Envelope } from '#shared/envelope.ts'
import { levelId } from '#shared/tables.ts'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openStore, type Store } from '../store/store.ts'
import { bread, morag, now, order, sealing, stall, tabletA, tabletB } from '../tests/sealing.ts'
import { type Exchange, openExchange } from './exchange.ts'

let folder: string
let store: Store
let exchange: Exchange

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'awning-suspect-'))
  store = openStore(join(folder, 'awning.db'))
  store.revise(now, (rev) => {
    store.rows.put('person', { id: morag, name: 'Morag', role: 'manager', active: true }, rev)
    store.rows.put('device', { id: tabletA, letter: 'A', name: 'One', locationId: stall, active: true }, rev)
  })
  exchange = openExchange(store, () => now)
})

afterEach(() => {
  store.close()
  rmSync(folder, { recursive: true })
})

const [aMinute, aDay] = [60_000, 86_400_000]
/** Comes in at `now`, from someone let in at `now`. */
const cases: [what: string, time: Partial<Envelope>, isSuspect: boolean][] = [
  ['at its own moment', { at: now, offset: 0, uncertainty: 40 }, false],
  [
    'on a wrong clock that was measured',
    { at: now - 400 * aDay, offset: 400 * aDay, uncertainty: 40 },
    false,
  ],
  ['a little ahead', { at: now + aMinute, offset: 0, uncertainty: 40 }, false],
  ['tomorrow', { at: now, offset: aDay, uncertainty: 40 }, true],
  ['tomorrow, by a device that is not sure of its day', { at: now, offset: aDay, uncertainty: aDay }, false],
  ['before its person was let in', { at: now - aDay, offset: 0, uncertainty: 40 }, true],
  ['long ago, as somebody stated', { at: now - 400 * aDay, offset: 0, uncertainty: 0 }, false],
  ['in a year, as somebody stated', { at: now + 400 * aDay, offset: 0, uncertainty: 0 }, true],
]

it.each(cases)(
  'It takes in what was sold %s, and says whether that can be',
  async (_what, time, isSuspect) => {
    const tablet = sealing(() => exchange, tabletA, morag)
    const { outcomes } = await tablet.send([tablet.make('order.place', order('A'), time)], 1)
    expect(outcomes).toHaveLength(1)
    const [outcome] = outcomes
    const flags = outcome?.status === 'flagged' ? outcome.flags : []
    expect(flags.includes('clock-suspect')).toBe(isSuspect)
    expect(store.rows.all('order')).toHaveLength(1)
  },
)

const at = (instant: number, name: 'product.save' | 'stock.count' | 'order.place') => ({
  ...{ at: instant, offset: 0, uncertainty: 40 },
  v: commands[name].v,
})
const tomorrow = now + aDay

it('It lets no edit from the future win over what is changed after it came in', async () => {
  const [ahead, right] = [sealing(() => exchange, tabletA, morag), sealing(() => exchange, tabletB, morag)]
  const edit = (price: number, instant: number, tablet: typeof right) =>
    tablet.make('product.save', { id: bread, isNew: false, fields: { price } }, at(instant, 'product.save'))
  const made = {
    id: bread,
    isNew: true,
    fields: { ...plainProduct, name: 'Bread', sku: 'bread', price: 320 },
  }
  await right.send([right.make('product.save', made, at(now - aMinute, 'product.save'))], 1)
  await ahead.send([edit(999, now + 400 * aDay, ahead)], 1)
  expect(store.rows.one('product', bread)).toMatchObject({
    price: 999,
    stamps: { price: [now, expect.any(String)] },
  })
  await right.send([edit(340, tomorrow, right)], 2, [], tomorrow)
  expect(store.rows.one('product', bread)).toMatchObject({ price: 340 })
})

it('It lets no count from the future hide what is sold after it came in', async () => {
  const [ahead, right] = [sealing(() => exchange, tabletA, morag), sealing(() => exchange, tabletB, morag)]
  const count = { locationId: stall, lines: [{ productId: bread, quantity: 10, expected: 10 }] }
  await ahead.send([ahead.make('stock.count', count, at(now + 400 * aDay, 'stock.count'))], 1)
  await right.send([right.make('order.place', order('B', 3), at(tomorrow, 'order.place'))], 1, [], tomorrow)
  expect(store.rows.one('level', levelId(bread, stall))).toMatchObject({ quantity: 7 })
})
