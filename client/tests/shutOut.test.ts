import { afterEach, beforeEach, expect, test } from 'vitest'
import { tables } from '#shared/tables.ts'
import { openOffice } from '../data/office.ts'
import { demand, type Market, openMarket, password, place, type Tablet } from './market.ts'
import { cutOff, losesAnswer, onlyAt } from './network.ts'
import { takenIn } from './taken.ts'

let market: Market
let anna: Tablet
let device = ''
beforeEach(async () => {
  market = await openMarket()
  const steady = { id: 'steady', now: () => performance.now() + market.time.ahead }
  anna = await market.tablet('Anna', 'manager', {
    steady,
    about: async () => ({ app: '1.2.3', storage: null }),
  })
  device = (await anna.till.device())?.id ?? ''
})
afterEach(() => market.close())

const aMinute = 60_000
const shutOut = { ok: false, code: 'shut-out' }
const office = () => openOffice(market.admin.visitor.fetch, () => null)
const put = async (change: { active: true } | { active: false; reason: string }) =>
  demand(await office().changeTablet(device, change))
const toOut = () => put({ active: false, reason: 'Left on a bus' })
const orders = () =>
  market
    .store()
    .rows.all('order')
    .map(({ id }) => id)
const listed = async () => {
  const answer = await office().tablets()
  return answer.ok ? answer.value.tablets.find(({ id }) => id === device) : undefined
}

/** Sold before the tablet was shut out, and after, with ten minutes between; all of it without a network. */
async function sellAround() {
  anna.network.cut()
  const before = await place(anna, market.order([0, 1]))
  market.time.ahead += 10 * aMinute
  await toOut()
  market.time.ahead += 10 * aMinute
  return { before, after: await place(anna, market.order([1, 2])) }
}

async function rowsHere(): Promise<number> {
  const { db } = anna.till
  const shelves: { count(): PromiseLike<number> }[] = [
    ...tables.map((table) => db.rows(table)),
    db.entries,
    db.base,
    db.grants,
    db.pins,
    db.echoes,
  ]
  const sizes = await Promise.all(shelves.map((shelf) => shelf.count()))
  return sizes.reduce((sum, size) => sum + size, 0)
}

test('It hands in what it has, takes nothing in, and lets go of everything', async () => {
  const { before, after } = await sellAround()
  const paths: string[] = []
  anna.network.take((send, path) => {
    paths.push(path)
    return send()
  })
  expect(await anna.till.sync()).toEqual(shutOut)
  expect(new Set(paths)).toEqual(new Set(['/api/sync', '/api/sync/hello', '/api/sync/hand-in']))
  expect(await anna.till.api.me()).toMatchObject({ ok: false, code: 'sign-in-needed' })
  expect(orders()).toEqual([before])
  expect(market.store().rows.one('exception', before)?.about).toMatchObject({ status: 'flagged' })
  expect(market.store().rows.one('exception', after)?.about).toMatchObject({ status: 'quarantined' })
  expect(await rowsHere()).toBe(0)
  expect(await anna.till.person()).toBeNull()
  expect((await anna.till.device())?.id).toBe(device)
  expect(await anna.till.shutOut()).not.toBeNull()
  expect(await listed()).toMatchObject({ active: false, aside: 1, unsent: 0, lastSeq: 2, app: '1.2.3' })
  expect(await anna.till.sync()).toEqual(shutOut)
})

test('It keeps everything until the last of it is with the server, whatever becomes of the answers', async () => {
  const { before } = await sellAround()
  anna.network.take(onlyAt('/api/sync/hand-in', 1, losesAnswer))
  expect(await anna.till.sync()).toMatchObject({ ok: false, code: 'unreachable' })
  expect(await anna.till.db.entries.where('state').equals('waiting').count()).toBe(2)
  expect(await anna.till.shutOut()).toBeNull()
  anna.network.mend()
  expect(await anna.till.sync()).toEqual(shutOut)
  expect(orders()).toEqual([before])
  expect(await rowsHere()).toBe(0)
})

test('It comes back whole once it is let in again, and goes on with its numbers', async () => {
  await sellAround()
  anna.network.mend()
  expect(await anna.till.sync()).toEqual(shutOut)
  await put({ active: true })
  demand(await anna.till.sync())
  expect(await anna.till.shutOut()).toBeNull()
  demand(await anna.till.api.signIn({ username: 'anna', password }))
  demand(await anna.till.takeOver())
  demand(await anna.till.sync())
  const sold = await place(anna, market.order([0, 1]))
  demand(await anna.till.sync())
  const letter = (await anna.till.device())?.letter
  expect(market.store().rows.one('order', sold)?.number).toBe(`${letter}-0003`)
  expect(await takenIn(anna.till.db, market.viewOf(null))).toEqual(market.rowsAt(null))
})

test('It sends all of it as ever where it was let in again before it heard that it was shut out', async () => {
  const { before, after } = await sellAround()
  await put({ active: true })
  anna.network.mend()
  demand(await anna.till.sync())
  expect(orders()).toEqual([before, after].sort())
  expect(market.store().rows.all('exception')).toEqual([])
})

test('It takes a fresh base where it was let in again amid handing in', async () => {
  const { before, after } = await sellAround()
  anna.network.take(async (send, path) => {
    const answer = await send()
    // The first hand-in is answered, and then the line is gone.
    if (path === '/api/sync/hand-in') anna.network.cut()
    return answer
  })
  await place(anna, market.order([2, 1]))
  await anna.till.sync()
  await put({ active: true })
  anna.network.mend()
  await anna.till.sync()
  if ((await anna.till.person()) !== null) demand(await anna.till.sync())
  expect(orders()).toContain(before)
  expect(market.store().rows.one('exception', after)?.about?.codes).toEqual(['after-revocation'])
  expect(await takenIn(anna.till.db, market.viewOf(null))).toEqual(market.rowsAt(null))
})

test('It takes what the server had heard of before as it is', async () => {
  const before = await place(anna, market.order([0, 1]))
  market.restart() // so that it says hello anew, and how far its journal goes
  anna.network.take(onlyAt('/api/sync', 2, cutOff))
  expect(await anna.till.sync()).toMatchObject({ ok: false })
  await toOut()
  anna.network.mend()
  expect(await anna.till.sync()).toEqual(shutOut)
  expect(orders()).toEqual([before])
  expect(market.store().rows.all('exception')).toEqual([])
})

test('It believes no clock: what is sold after and says that it was before is flagged, and no wish is granted', async () => {
  anna.network.cut()
  await toOut()
  market.time.ahead += 10 * aMinute
  const at = Date.now() - 60 * aMinute
  const sold = await anna.till.placeOrder(market.order([0, 1]), { at })
  const fields = { price: 1 }
  const wish = await anna.till.record(
    'product.save',
    { id: market.products[0] ?? '', isNew: false, fields },
    { at },
  )
  anna.network.mend()
  expect(await anna.till.sync()).toEqual(shutOut)
  const codes = (made: { ok: boolean; id?: string }) =>
    market.store().rows.one('exception', made.id ?? '')?.about?.codes
  expect(codes(sold)).toEqual(['after-revocation'])
  expect(codes(wish)).toEqual(['after-revocation'])
  expect(market.store().rows.one('product', market.products[0] ?? '')?.price).toBe(250)
})

test('It counts what was set aside once a manager releases it, once, and still flags it', async () => {
  const { before, after } = await sellAround()
  const fields = { price: 999 }
  await anna.till.record('product.save', { id: market.products[0] ?? '', isNew: false, fields })
  anna.network.mend()
  expect(await anna.till.sync()).toEqual(shutOut)
  expect(await office().releaseTablet(device)).toEqual({ ok: true, value: { taken: 2, left: 0 } })
  expect(await office().releaseTablet(device)).toEqual({ ok: true, value: { taken: 0, left: 0 } })
  expect(orders()).toEqual([before, after].sort())
  expect(market.store().rows.one('product', market.products[0] ?? '')?.price).toBe(999)
  expect(market.store().rows.one('exception', after)?.about).toMatchObject({
    ...{ status: 'flagged', codes: ['after-revocation'] },
  })
  expect(await listed()).toMatchObject({ aside: 0 })
})

test('It keeps the basket that somebody was ringing up', async () => {
  await anna.till.db.keep({ basket: { turn: 1, text: 'two buns' } })
  await sellAround()
  anna.network.mend()
  expect(await anna.till.sync()).toEqual(shutOut)
  expect((await anna.till.db.read('basket')).basket?.text).toBe('two buns')
})
