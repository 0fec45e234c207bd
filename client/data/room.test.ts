import { describe, expect, it } from 'vitest'
import { ModelNetwork } from './modelNetwork.ts'
import { type Ballast, isOutOfRoom, openBallast } from './room.ts'
import { ids, orderOf, outsideWith } from './testing.ts'
import { openTill } from './till.ts'

const order = orderOf([ids.products[0] ?? '', 1])

/** A tablet that is full until its ballast is given up, if that is enough. */
async function full({ isEnough = true } = {}) {
  const network = new ModelNetwork()
  let [isFull, isThere, laid] = [false, true, 0]
  const ballast: Ballast = {
    async keep() {
      laid += 1
      isThere = true
    },
    async giveUp() {
      if (!isThere) return false
      isThere = false
      if (isEnough) isFull = false
      return true
    },
  }
  const till = await openTill('till', outsideWith({ fetch: network.fetch, ballast }))
  await till.enrol({ name: 'Tablet', locationId: ids.location })
  till.db.entries.hook('creating', () => {
    if (isFull) throw wrapped()
  })
  isFull = true
  return { till, hasBallast: () => isThere, laid: () => laid }
}

/** As Dexie hands it on. */
function wrapped(): Error {
  const inner = new DOMException('the disk is full', 'QuotaExceededError')
  return Object.assign(new Error('aborted'), { name: 'AbortError', inner })
}

describe('a full tablet', () => {
  it('gives its ballast up and saves the order', async () => {
    const { till, hasBallast } = await full()
    expect(await till.placeOrder(order)).toMatchObject({ ok: true, number: 'B-0001' })
    expect(hasBallast()).toBe(false)
    expect(await till.db.entries.count()).toBe(1)
    expect(await till.placeOrder(order)).toMatchObject({ ok: true, number: 'B-0002' })
  })

  it('says so when that is not enough, and has written nothing', async () => {
    const { till } = await full({ isEnough: false })
    for (const _ of ['with ballast', 'without'])
      await expect(till.placeOrder(order)).rejects.toSatisfy(isOutOfRoom)
    expect(await till.db.entries.count()).toBe(0)
    expect(await till.db.order.count()).toBe(0)
    expect((await till.db.read('head')).head).toMatchObject({ seq: 0, counter: 0 })
  })

  it('lays ballast down again once it has sent what it had', async () => {
    const { till, hasBallast, laid } = await full()
    await till.placeOrder(order)
    await till.sync()
    await expect.poll(hasBallast).toBe(true)
    const before = laid()
    await till.sync()
    expect(laid()).toBe(before)
  })
})

it('takes nothing for want of room that is something else', () => {
  expect(isOutOfRoom(new Error('no'))).toBe(false)
  expect(isOutOfRoom('QuotaExceededError')).toBe(false)
  expect(isOutOfRoom(new Error('outer', { cause: wrapped() }))).toBe(true)
})

it('has no ballast where the browser has no files of its own, and says nothing', async () => {
  const ballast = openBallast(() => {
    throw new TypeError('no such thing')
  })
  await ballast.keep()
  expect(await ballast.giveUp()).toBe(false)
})
