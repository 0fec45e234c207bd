import { copyFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { allotmentId, freeOf, heldOf } from '#shared/allotment.ts'
import { Database } from '../data/db.ts'
import { rowsIn } from '../data/testing.ts'
import { openTill, type Till } from '../data/till.ts'
import { openMemory } from './indexedDb/factory.ts'
import { openNetwork } from './network.ts'
import { demand, type Market, openMarket, place, type Tablet } from './market.ts'

let market: Market
let honey: string
const opened: Till[] = []
beforeEach(async () => {
  market = await openMarket()
  honey = market.products[0] ?? ''
})
afterEach(() => {
  for (const till of opened.splice(0)) till.close()
  market.close()
})

test('Two tablets sell freely what they hold, and no more than was loaded, though neither sees the other', async () => {
  const [anna, ben] = await shared(10)
  expect([await free(anna), await free(ben)]).toEqual([5, 5])
  for (const tablet of [anna, ben]) await place(tablet, market.order([0, 5]))
  expect([await free(anna), await free(ben)]).toEqual([0, 0])
  await place(ben, market.order([0, 1]))
  await together(anna, ben)
  expect(codes()).toEqual(['oversold', 'beyond-allotment'])
})

test('A tablet that sells faster gets what the other does not need', async () => {
  const [anna, ben] = await shared(12)
  for (let round = 0; round < 5; round += 1) {
    await place(anna, market.order([0, 1]))
    await together(anna, ben)
  }
  expect(await free(anna)).toBeGreaterThan(await free(ben))
  expect((await free(anna)) + (await free(ben))).toBeLessThanOrEqual(7)
})

test('A copied tablet holds nothing, and what it sells is seen to go beyond', async () => {
  const [anna, ben] = await shared(6)
  const copy = await copyOf(anna)
  for (const tablet of [anna, copy]) await place(tablet, market.order([0, 3]))
  await together(anna, ben)
  demand(await copy.till.sync())
  demand(await copy.till.sync())
  expect(held()).toBeLessThanOrEqual(3)
  expect(codes()).toContain('beyond-allotment')
})

test('A server that was put back grants nothing before every tablet has told it what it holds', async () => {
  const [anna, ben] = await shared(0)
  market.store().database.prepare('VACUUM INTO ?').run(backup())
  await receive(ben, 8)
  await together(anna, ben)
  const before = await free(anna)
  expect(before).toBe(4)
  restore()

  demand(await ben.till.sync())
  demand(await ben.till.sync())
  expect(await free(ben)).toBe(4)
  expect(held()).toBe(4)
  await place(anna, market.order([0, before]))
  await together(anna, ben)
  expect(codes()).toEqual([])
  expect(await rowsIn(anna.till.db)).toEqual(market.rows())
  expect(held()).toBe(4)
})

test('What a lost tablet held is free again once a manager says so', async () => {
  const [anna, ben] = await shared(10)
  const device = await anna.till.device()
  const args = { productId: honey, locationId: market.locationId, deviceId: device?.id ?? '' }
  demand(await ben.till.record('allotment.release', args))
  await place(ben, market.order([0, 4]))
  demand(await ben.till.sync())
  expect(await free(ben)).toBeGreaterThan(1)
  await place(anna, market.order([0, 1]))
  await together(anna, ben)
  expect(codes()).toContain('beyond-allotment')
})

/** Two tablets alone at a stall where so much lies of something scarce, each of which has asked for its part. */
async function shared(loaded: number): Promise<[Tablet, Tablet]> {
  const [anna, ben] = await market.tablets('Anna', 'Ben')
  if (!anna || !ben) throw new Error('two tablets')
  const { store } = market
  const kit = store()
    .rows.all('device')
    .find(({ name }) => name.startsWith('Kit'))
  if (kit) store().revise(Date.now(), (rev) => store().rows.put('device', { ...kit, active: false }, rev))
  const lines = [{ productId: honey, quantity: loaded, expected: 100 }]
  demand(await anna.till.record('stock.count', { locationId: market.locationId, lines }))
  demand(await anna.till.record('product.save', { id: honey, isNew: false, fields: { scarce: true } }))
  await together(anna, ben)
  return [anna, ben]
}

async function receive({ till }: Tablet, quantity: number) {
  const lines = [{ productId: honey, quantity }]
  demand(await till.record('stock.move', { locationId: market.locationId, reason: 'received', lines }))
}

async function together(...tablets: Tablet[]) {
  for (let round = 0; round < 3; round += 1) for (const { till } of tablets) demand(await till.sync())
}

async function free({ till }: Tablet): Promise<number> {
  const device = await till.device()
  const own = await till.db.allotment.get(allotmentId(honey, market.locationId, device?.id ?? ''))
  return own ? freeOf(own) : 0
}

/** What the server keeps for tablets. */
function held(): number {
  return market
    .store()
    .rows.all('allotment')
    .reduce((sum, one) => sum + heldOf(one), 0)
}

function codes(): string[] {
  return market
    .store()
    .rows.all('exception')
    .flatMap(({ about }) => about?.codes ?? [])
}

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

function backup(): string {
  return join(market.folder, 'backup.db')
}

function restore(): void {
  const file = join(market.folder, 'awning.db')
  market.store().close()
  for (const end of ['', '-wal', '-shm']) rmSync(`${file}${end}`, { force: true })
  copyFileSync(backup(), file)
  market.restart()
}
