import { expect, test } from 'vitest'
import { ForecastAnswer, type ForecastQuestion } from '#shared/forecast/answer.ts'
import { plainProduct } from '#shared/catalogue.ts'
import { dayAfter, plainMarketDay } from '#shared/marketDay.ts'
import type { Movement, Row, Table } from '#shared/rows.ts'
import { levelId } from '#shared/tables.ts'
import { instantOf } from '#shared/time.ts'
import * as v from 'valibot'
import { openStore, type Store } from '../store/store.ts'
import { makeFigures } from './figures.ts'
import { forecastReport } from './forecast.ts'

const zone = 'Europe/London'
const business = { id: 'business', name: 'Leith', currency: 'GBP', zone, taxIncluded: true } as const
const idOf = (number: number) => `01a2064e-1ecc-7bc8-a2ee-${String(number).padStart(12, '0')}`
const [bread, jam, tea, shore, room] = [1, 2, 3, 10, 11].map(idOf) as [string, string, string, string, string]

/** A stall that sold bread and jam on Saturdays, and what lies there now. */
function open() {
  const store = openStore(':memory:')
  const put = <T extends Table>(table: T, row: Row<T>) =>
    store.revise(0, (rev) => store.rows.put(table, row, rev))
  put('business', business)
  let number = 100
  const move = (productId: string, wall: string, quantity: number, reason: Movement['reason']) => {
    const id = idOf((number += 1))
    const at = instantOf(wall, zone)
    put('movement', { id, productId, locationId: shore, quantity, reason, at, actorId: idOf(20) })
  }
  const level = (productId: string, locationId: string, quantity: number) =>
    put('level', { id: levelId(productId, locationId), productId, locationId, quantity })
  for (const [id, name] of [
    [bread, 'Bread'],
    [jam, 'Jam'],
    [tea, 'Tea'],
  ] as const)
    put('product', { id, ...plainProduct, name, tracked: id !== tea, stamps: {} })
  for (const [id, name, kind] of [
    [shore, 'Shore', 'stall'],
    [room, 'Store room', 'store'],
  ] as const)
    put('location', { id, name, kind, prepares: false, active: true, stamps: {} })
  return { store, put, move, level }
}

/** Ten Saturdays up to 21 November 2026. */
const saturdays = Array.from({ length: 10 }, (_, week) => {
  return new Date(Date.UTC(2026, 8, 19 + 7 * week)).toISOString().slice(0, 10)
})
const now = instantOf('2026-11-26T10:00:00', zone)
function told(store: Store, question: ForecastQuestion) {
  store.write(() => {
    store.meta.set('figures', 'to be made anew')
    makeFigures(store)
  })
  return forecastReport(store, business, question, now)
}
const ask = (date: string, service: '80' | '90' | '95' = '90') => ({ date, location: shore, service })

test('It says what to bring, less what lies there, and where the rest is', () => {
  const { store, move, level } = open()
  for (const on of saturdays) {
    move(bread, `${on}T08:00:00`, 30, 'received')
    move(bread, `${on}T11:00:00`, -20, 'sale')
    move(bread, `${on}T16:00:00`, -10, 'transfer')
    move(tea, `${on}T11:00:00`, on === '2026-11-21' ? 0 : 6, 'received')
    move(tea, `${on}T11:00:01`, -6, 'sale')
  }
  level(bread, shore, 5)
  level(bread, room, 11)
  level(tea, shore, -6)
  const answer = v.parse(ForecastAnswer, told(store, ask('2026-11-28')))
  expect(answer).toMatchObject({ days: 10, until: '2026-11-21', dayId: null, storeIds: [room], error: 0 })
  const [first, second] = answer.rows
  expect(first).toMatchObject({ label: 'Bread', expected: 20, there: 5, stored: 11 })
  expect(first?.load).toBe((first?.bring ?? 0) - 5)
  expect(first?.reason).toMatchObject({ weekday: 5, lately: [20, 20, 20, 20], soldOut: 0, soldOn: [8, 8] })
  expect(second).toMatchObject({ label: 'Tea', expected: 6, there: null, stored: null, load: 0 })
  expect(second?.reason.soldOut).toBe(0)
})

test('It asks for more where days sold out, and the more the surer one wants to be', () => {
  const brought = (closing: number) => {
    const { store, move, level } = open()
    saturdays.forEach((on, week) => {
      move(bread, `${on}T08:00:00`, 20 + closing, 'received')
      move(bread, `${on}T11:00:00`, week % 2 ? -20 : -15, 'sale')
      if (week % 2 === 0) move(bread, `${on}T12:00:00`, -5, 'waste')
      if (closing > 0) move(bread, `${on}T16:00:00`, -closing, 'transfer')
    })
    level(bread, shore, 0)
    return (['80', '95'] as const).map(
      (service) => told(store, ask('2026-11-28', service))?.rows[0]?.bring ?? 0,
    )
  }
  const [[least = 0, most = 0], [plain = 0]] = [brought(0), brought(10)]
  expect(least).toBeGreaterThan(plain)
  expect(most).toBeGreaterThan(least)
})

test('It takes what came back off the day, and lets today’s morning be', () => {
  const { store, move, level } = open()
  for (const on of saturdays.slice(1)) {
    move(bread, `${on}T11:00:00`, -12, 'sale')
    move(bread, `${on}T12:00:00`, 2, 'returned')
  }
  level(bread, shore, -90)
  move(bread, '2026-11-26T09:00:00', -1, 'sale')
  const answer = told(store, ask('2026-11-26'))
  expect(answer).toMatchObject({ days: 9, until: '2026-11-21' })
  expect(answer?.rows[0]).toMatchObject({ expected: 10, reason: { soldOut: 0 } })
  expect(told(store, ask('2026-10-03'))).toMatchObject({ days: 1 })
})

test('It knows the plan of that day and takes its store', () => {
  const { store, put, move, level } = open()
  for (const on of saturdays) move(bread, `${on}T11:00:00`, -12, 'sale')
  level(bread, shore, 0)
  level(bread, room, 4)
  const van = idOf(12)
  level(bread, van, 9)
  const day = { ...plainMarketDay, id: idOf(30), name: 'Leith', locationIds: [shore], storeId: van }
  put('marketDay', { ...day, on: '2026-11-28', load: {}, stamps: {} })
  const answer = told(store, ask('2026-11-28'))
  expect(answer).toMatchObject({ dayId: idOf(30), storeIds: [van] })
  expect(answer?.rows[0]?.stored).toBe(9)
})

test('It says when there is not enough, and nothing of a place nobody knows', () => {
  const { store, move, level } = open()
  for (const on of saturdays.slice(-3)) move(jam, `${on}T11:00:00`, -12, 'sale')
  level(jam, shore, 4)
  expect(told(store, ask('2026-11-28'))?.rows).toMatchObject([
    { label: 'Jam', isEnough: false, bring: 0, load: 0 },
  ])
  expect(told(store, { ...ask('2026-11-28'), location: bread })).toBeNull()
  expect(told(store, { ...ask('2026-11-28'), location: room })).toMatchObject({
    days: 0,
    until: null,
    rows: [],
  })
})

test('It counts days by the business’s own clocks', () => {
  const { store, move, level } = open()
  // The clocks went back on 25 October 2026.
  for (const on of ['2026-10-24', '2026-10-25', dayAfter('2026-10-25')]) {
    move(bread, `${on}T00:00:00`, -3, 'sale')
    move(bread, `${on}T23:59:59`, -4, 'sale')
  }
  level(bread, shore, -21)
  expect(told(store, ask('2026-11-01'))).toMatchObject({ days: 3 })
  expect(told(store, ask('2026-11-01'))?.rows[0]?.reason.lately).toEqual([7])
})
