import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { levelOf } from '#shared/stock.ts'
import { Outcome } from '#shared/protocol.ts'
import { rowSchemas } from '#shared/rows.ts'
import { tables } from '#shared/tables.ts'
import { dayOf } from '#shared/time.ts'
import * as v from 'valibot'
import { expectedIn, restatedSince } from '#shared/tillSession.ts'
import { openStore } from '../store/store.ts'
import { openContacts } from './contacts.ts'
import { openExchange } from './exchange.ts'
import { openGrants } from './grants.ts'
import { idAt } from './ids.ts'
import { openPasswords } from './passwords.ts'
import { missingFor } from './reports/missing.ts'
import { fillSampleMarket } from './sample.ts'
import { openSeals } from './seals.ts'
import { setUp } from './setUp.ts'

async function fill(currency = 'GBP', zone = 'Europe/London') {
  const store = openStore(':memory:')
  const now = () => Date.UTC(2026, 10, 23, 9)
  const newId = (at = now()) => idAt(at, randomBytes(10))
  const passwords = openPasswords(randomBytes)
  const outside = {
    store,
    now,
    newId,
    random: randomBytes,
    passwords,
    exchange: openExchange(store, now),
    grants: openGrants(store, { now, newId, random: randomBytes, seals: openSeals(randomBytes(32)) }),
    contactKey: openContacts(store, { random: randomBytes }).publicKey,
  }
  const business = { name: 'Leith', currency, zone, taxIncluded: false }
  const admin = { name: 'Morag', username: 'morag', password: 'a stall in the rain' }
  const made = await setUp(store, passwords, outside, { business, admin, sample: true })
  if (!made.ok) throw new Error(made.code)
  return { store, now, passwords, staff: await fillSampleMarket(outside, made.person) }
}

test('It fills a market in which every rule has run and nothing is odd', async () => {
  const { store, now, passwords, staff } = await fill()
  for (const table of tables) for (const row of store.rows.all(table)) v.parse(rowSchemas[table], row)
  const outcomes = store.database.prepare<[], { outcome: string }>('SELECT outcome FROM command').all()
  expect(new Set(outcomes.map(({ outcome }) => v.parse(Outcome, JSON.parse(outcome)).status))).toEqual(
    new Set(['applied']),
  )

  const orders = store.rows.all('order')
  expect(new Set(orders.map(({ status }) => status))).toEqual(
    new Set(['completed', 'cancelled', 'ready', 'processing']),
  )
  expect(new Set(orders.map(({ number }) => number)).size).toBe(orders.length)
  expect(new Set(orders.map(({ locationId }) => locationId)).size).toBe(2)
  expect(orders.every(({ placedAt }) => placedAt < now() - 3_600_000)).toBe(true)

  expect(orders.some(({ discount }) => discount)).toBe(true)
  expect(
    orders.some(({ lines }) => lines.some(({ options = [] }) => options.some(({ price }) => price > 0))),
  ).toBe(true)
  const known = store.rows.all('product')
  const bag = known.find(({ sku }) => sku === 'tote')
  expect(known.filter(({ variantOf }) => variantOf === bag?.id).map(({ variant }) => variant)).toEqual(
    expect.arrayContaining(['Small', 'Large']),
  )
  expect(known.some(({ openPrice }) => openPrice)).toBe(true)

  const tills = store.rows.all('tillSession')
  expect(tills.length).toBeGreaterThan(20)
  for (const till of tills) {
    expect(till.closings.map(({ expected }) => expected)).toEqual([expectedIn(till)])
    expect(till.closings.every((closing) => restatedSince(till, closing).length === 0)).toBe(true)
  }
  expect(orders.every(({ sessionId }) => tills.some(({ id }) => id === sessionId))).toBe(true)

  const [movements, counts] = [store.rows.all('movement'), store.rows.all('count')]
  expect(counts.length).toBeGreaterThan(50)
  const tracked = new Set(
    store.rows
      .all('product')
      .filter((product) => product.tracked)
      .map(({ id }) => id),
  )
  for (const level of store.rows.all('level')) {
    const here = (row: { productId: string; locationId: string }) =>
      row.productId === level.productId && row.locationId === level.locationId
    expect(levelOf(movements.filter(here), counts.filter(here))).toBe(level.quantity)
    if (tracked.has(level.productId)) expect(level.quantity).toBeGreaterThanOrEqual(0)
  }

  const sold = missingFor(store, { to: dayOf(now(), 'UTC'), zone: 'UTC', now: now() })
  expect(sold.missing).toEqual([])

  expect(staff.map(({ username, role }) => [username, role])).toEqual([
    ['morag.sample', 'manager'],
    ['callum', 'employee'],
    ['isla', 'employee'],
  ])
  for (const { username, password } of staff)
    expect(await passwords.isRight(password, store.accounts.named(username)?.passwordHash ?? null)).toBe(true)
})

test('It has prices one would ask in any currency', async () => {
  const { store } = await fill('KWD', 'Asia/Kuwait')
  expect(store.rows.all('product').find(({ sku }) => sku === 'tea')?.price).toBe(2_600)
})
