import { expect, test } from 'vitest'
import type { Order } from '#shared/rows.ts'
import { instantOf } from '#shared/time.ts'
import { UnusualAnswer } from '#shared/unusual.ts'
import * as v from 'valibot'
import { openStore } from '../store/store.ts'
import { whatIsUsual } from '../store/figureSteps.ts'
import { makeFigures } from './figures.ts'
import { unusualReport } from './unusual.ts'

const zone = 'Europe/London'
const business = { id: 'business', name: 'Leith', currency: 'GBP', zone, taxIncluded: true } as const
const idOf = (number: number) => `01a2064e-1ecc-7bc8-a2ee-${String(number).padStart(12, '0')}`
const [anna, ben] = [idOf(601), idOf(602)]

function open() {
  const store = openStore(':memory:')
  let number = 0
  const order = (wall: string, actorId: string, change: Partial<Order> = {}) => {
    number += 1
    const at = instantOf(wall, zone)
    const line = { productId: idOf(900), name: 'Bread', price: 300, quantity: 1, taxRate: 0, total: 300 }
    const row: Order = {
      ...{ id: idOf(number), number: `A-${String(number).padStart(4, '0')}`, locationId: idOf(800) },
      ...{ currency: 'GBP', taxIncluded: true, payments: [], total: 300, taxes: [], lines: [line] },
      ...{ startStatus: 'completed', status: 'completed', deviceId: idOf(700), actorId, zone },
      ...{ placedAt: at, statusAt: at, ...change },
    }
    store.revise(at, (rev) => store.rows.put('order', row, rev))
    return row
  }
  const report = () => {
    store.revise(0, (rev) => {
      store.rows.put('business', business, rev)
      makeFigures(store)
    })
    return v.parse(UnusualAnswer, unusualReport(store, business, ask, now))
  }
  return { store, order, report }
}

const now = Date.UTC(2026, 11, 1)
const ask = { from: '2026-11-02', to: '2026-11-29' }

test('It reads refunds, cancellations and discounts of orders and lines out of the rows', () => {
  const { store, order, report } = open()
  const day = (index: number) => `2026-11-${String(2 + (index % 28)).padStart(2, '0')}T10:00:00`
  const off = { kind: 'amount', value: 20, amount: 20 } as const
  const line = { productId: idOf(900), name: 'Bread', price: 300, quantity: 1, taxRate: 0, total: 280 }
  for (let index = 0; index < 300; index += 1) {
    order(day(index), anna)
    if (index < 12) order(day(index), ben, { refunded: { value: 300, units: [1] } })
    else if (index < 24) order(day(index), ben, { status: 'cancelled' })
    else if (index < 36) order(day(index), ben, { discount: off, total: 280 })
    else if (index < 48) order(day(index), ben, { lines: [{ ...line, discount: off }], total: 280 })
    else if (index < 200) order(day(index), ben)
  }
  order('2026-11-10T11:00:00', anna, { total: 40_000 })
  const answer = report()
  expect(answer).toMatchObject({ currency: 'GBP', orders: 501, people: 2 })
  const found = answer.conduct.map(({ kind, personId, times, amount }) => ({ kind, personId, times, amount }))
  expect(found).toHaveLength(3)
  expect(found).toEqual(
    expect.arrayContaining([
      { kind: 'refunds', personId: ben, times: 12, amount: 3_600 },
      { kind: 'cancellations', personId: ben, times: 12, amount: 3_600 },
      { kind: 'discounts', personId: ben, times: 24, amount: 480 },
    ]),
  )
  expect(answer.far).toMatchObject([{ amount: 40_000, median: 300, personId: anna }])

  const kept = store.database.prepare('SELECT * FROM taken').all()
  expect(kept).toHaveLength(501)
  store.database.exec(`DROP TABLE taken; ${whatIsUsual}`)
  expect(store.database.prepare('SELECT * FROM taken').all()).toEqual(kept)
})

test('It forgets what was odd of an order once that is no more so', () => {
  const { store, order } = open()
  const row = order('2026-11-10T10:00:00', anna, { status: 'cancelled' })
  const span = [row.placedAt, row.placedAt + 1] as const
  expect(store.conduct.odd(...span)).toMatchObject([{ id: row.id, isCancelled: true }])
  expect(store.conduct.totals(...span)).toEqual([])
  store.revise(0, (rev) => store.rows.put('order', { ...row, status: 'completed' }, rev))
  expect(store.conduct.odd(...span)).toEqual([])
  expect(store.conduct.totals(...span)).toEqual([300])
})

test('It counts drawers that were opened for nothing, on the days that are asked for only', () => {
  const { store, order, report } = open()
  for (let index = 0; index < 80; index += 1) order('2026-11-10T10:00:00', index % 2 ? anna : ben)
  const move = (index: number, wall: string, kind: 'none' | 'out') => {
    const at = instantOf(wall, zone)
    const row = { id: idOf(5_000 + index), sessionId: idOf(1), kind, amount: kind === 'none' ? 0 : 100, at }
    store.revise(at, (rev) => store.rows.put('cashMove', { ...row, actorId: ben, deviceId: idOf(700) }, rev))
  }
  for (let index = 0; index < 12; index += 1) move(index, '2026-11-29T23:59:00', 'none')
  for (let index = 20; index < 40; index += 1) move(index, '2026-11-10T10:00:00', 'out')
  for (let index = 40; index < 60; index += 1) move(index, '2026-11-30T00:00:00', 'none')
  expect(report().conduct).toMatchObject([
    { kind: 'openings', personId: ben, times: 12, orders: 40, othersTimes: 0, othersOrders: 40, amount: 0 },
  ])
})
