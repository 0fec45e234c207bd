import { copyFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Database } from '../data/db.ts'
import { waiting } from '../data/queries.ts'
import { rowsIn } from '../data/testing.ts'
import { openTill, type Till } from '../data/till.ts'
import { openMemory } from './indexedDb/factory.ts'
import { demand, type Market, openMarket, password, place, type Tablet } from './market.ts'
import { losesAnswer, onlyAt, openNetwork } from './network.ts'

let market: Market
const opened: Till[] = []
beforeEach(async () => {
  market = await openMarket()
})
afterEach(() => {
  for (const till of opened.splice(0)) till.close()
  market.close()
})

test('It gives a copied tablet an identity of its own, and takes the orders of both', async () => {
  const anna = await market.tablet('Anna')
  const sold = [await place(anna, market.order([0, 1]))]
  demand(await anna.till.sync())
  const copy = await copyOf(anna)
  sold.push(await place(anna, market.order([0, 1])), await place(anna, market.order([1, 1])))
  const theirs = [1, 2, 3].map(() => place(copy, market.order([2, 2])))
  sold.push(...(await Promise.all(theirs)))
  const numbers = await numbersOn(copy)
  demand(await anna.till.sync())
  demand(await copy.till.sync())
  demand(await anna.till.sync())

  expect(orderIds()).toEqual(sold.sort())
  const [first, second] = [await anna.till.device(), await copy.till.device()]
  expect(second).toMatchObject({ letter: 'C', formerLetters: ['B'], locationId: first?.locationId })
  expect(await numbersOn(copy)).toEqual(expect.arrayContaining(numbers))
  expect(await copy.till.placeOrder(market.order([0, 1]))).toMatchObject({ ok: true, number: 'C-0001' })
  demand(await copy.till.sync())
  demand(await anna.till.sync())
  for (const { till } of [anna, copy]) {
    expect(await rowsIn(till.db)).toEqual(market.rows())
    expect(await waiting(till.db)).toMatchObject({ orders: 0 })
    expect(await till.db.entries.where('state').equals('settled').count()).toBe(await till.db.entries.count())
  }
  const flags = (await copy.till.db.entries.toArray()).flatMap(({ outcome }) =>
    outcome?.status === 'flagged' ? outcome.flags : [],
  )
  expect(flags).toEqual([])
})

test('It gives a tablet that was rolled back another identity, and no order comes twice', async () => {
  const anna = await market.tablet('Anna')
  const sold = [await place(anna, market.order([0, 1]))]
  const early = await copyOf(anna)
  sold.push(await place(anna, market.order([0, 3])))
  demand(await anna.till.sync())
  anna.till.close()

  sold.push(await place(early, market.order([1, 1])), await place(early, market.order([1, 2])))
  early.network.take(onlyAt('/api/sync/identity', 1, losesAnswer))
  expect(await early.till.sync()).toMatchObject({ ok: false, code: 'unreachable' })
  expect(await waiting(early.till.db)).toMatchObject({ orders: 3 })
  demand(await early.till.sync())
  expect(orderIds()).toEqual(sold.sort())
  expect(await rowsIn(early.till.db)).toEqual(market.rows())
  expect(market.store().rows.all('device')).toHaveLength(3)
})

test('It keeps showing the orders of a copy while it gets its identity', async () => {
  const anna = await market.tablet('Anna')
  const copy = await copyOf(anna)
  await place(anna, market.order([0, 1]))
  const theirs = await place(copy, market.order([0, 2]))
  demand(await anna.till.sync())
  let isAlwaysThere = true
  copy.network.take(async (send) => {
    isAlwaysThere &&= (await copy.till.db.order.get(theirs)) !== undefined
    return send()
  })
  demand(await copy.till.sync())
  isAlwaysThere &&= (await copy.till.db.order.get(theirs)) !== undefined
  expect(isAlwaysThere).toBe(true)
})

test('It stops a tablet that asks for identities without end', async () => {
  const anna = await market.tablet('Anna')
  const ticket = anna.till.ticket() ?? ''
  const statuses: number[] = []
  for (let round = 0; round < 7; round++) {
    const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, [
      'sign',
      'verify',
    ])
    const spki = new Uint8Array(await crypto.subtle.exportKey('spki', pair.publicKey))
    const answer = await anna.till.api.identity({ publicKey: btoa(String.fromCharCode(...spki)) }, ticket)
    statuses.push(answer.ok ? 200 : (answer.status ?? 0))
  }
  expect(statuses).toEqual([200, 200, 200, 200, 200, 429, 429])
  expect(await anna.till.api.identity({ publicKey: 'no key' }, ticket)).toMatchObject({ code: 'bad-key' })
})

test('It enrols a tablet anew that the restored server has never heard of, with all it sold', async () => {
  const backup = join(market.folder, 'backup.db')
  market.store().database.prepare('VACUUM INTO ?').run(backup)
  const anna = await market.tablet('Anna')
  const sold = [await place(anna, market.order([0, 1])), await place(anna, market.order([1, 1]))]
  demand(await anna.till.sync())
  sold.push(await place(anna, market.order([2, 1])))
  restoreFrom(backup)
  expect(await anna.till.sync()).toEqual({ ok: false, code: 'unknown-device' })
  expect(await waiting(anna.till.db)).toMatchObject({ orders: 1 })
  expect(await anna.till.db.order.count()).toBe(3)

  demand(await anna.till.api.signIn({ username: 'ada', password }))
  demand(await anna.till.takeOver())
  expect(await waiting(anna.till.db)).toMatchObject({ orders: 3 })
  expect(await anna.till.db.order.count()).toBe(3)
  demand(await anna.till.sync())
  expect(orderIds()).toEqual(sold.sort())
  expect(await anna.till.device()).toMatchObject({ letter: 'C', formerLetters: ['B'] })
  expect(await rowsIn(anna.till.db)).toEqual(market.rows())
  expect(await waiting(anna.till.db)).toMatchObject({ orders: 0 })
  const codes = (await anna.till.db.entries.toArray()).map(({ outcome }) => outcome)
  for (const outcome of codes) expect(outcome).toMatchObject({ status: 'flagged', flags: ['not-permitted'] })
})

async function copyOf(tablet: Tablet): Promise<Tablet> {
  const outside = { ...tablet.outside, ...openMemory() }
  const db = new Database('awning', outside)
  await db.open()
  for (const table of tablet.till.db.tables) await db.table(table.name).bulkPut(await table.toArray())
  db.close()
  const network = openNetwork(tablet.visitor.fetch)
  const till = await openTill('awning', { ...outside, fetch: network.fetch })
  opened.push(till)
  return { ...tablet, outside, network, till }
}

async function numbersOn({ till }: Tablet): Promise<string[]> {
  return (await till.db.order.toArray()).map(({ number }) => number).sort()
}

function orderIds(): string[] {
  return market
    .store()
    .rows.all('order')
    .map(({ id }) => id)
    .sort()
}

function restoreFrom(backup: string): void {
  const file = join(market.folder, 'awning.db')
  market.store().close()
  for (const end of ['', '-wal', '-shm']) rmSync(`${file}${end}`, { force: true })
  copyFileSync(backup, file)
  market.restart()
}
