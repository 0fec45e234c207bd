import { describe, expect, it } from 'vitest'
import type { Grant } from '#shared/api.ts'
import { fromBase64 } from './base64.ts'
import { ModelNetwork } from './modelNetwork.ts'
import type { Outside } from './outside.ts'
import { openPins } from './pin.ts'
import { grant as mia, id, ids, orderOf, outsideWith, sealKey } from './testing.ts'
import { openTill, type Till } from './till.ts'

const erik: Grant = { ...mia, id: id(41), person: id(31), name: 'Erik', role: 'employee' }
const order = orderOf([ids.products[0] ?? '', 1])

/** A tablet with Mia on it, who manages, and what it takes to start it again. */
async function opened() {
  const outside = outsideWith({ fetch: new ModelNetwork().fetch })
  const till = await openTill('till', outside)
  await till.enrol({ name: 'Tablet', locationId: ids.location })
  await till.sync()
  return { till, outside, restart: () => openTill('till', outside) }
}

/** As if they had signed in here with a connection. */
async function seat({ db }: Till, grant: Grant) {
  await db.grants.put({ id: grant.id, token: `mac.${JSON.stringify(grant)}` })
  await db.keep({ person: grant })
}

/** The same tablet, which never gets to know whether a PIN is right. */
function dying({ db }: Till, outside: Outside): Pick<Till, 'pins'> {
  const deriveKey = () => new Promise<never>(() => {})
  const subtle = new Proxy(outside.subtle, {
    get: (own, name) =>
      name === 'deriveKey' ? deriveKey : (Reflect.get(own, name) as () => unknown).bind(own),
  })
  return { pins: openPins(db, { ...outside, subtle }) }
}

describe('a PIN', () => {
  it('puts its person on the till without a network, with their own grant', async () => {
    const { till, restart } = await opened()
    expect(await till.pins.set('314159')).toEqual({ ok: true })
    await seat(till, erik)
    await till.pins.set('271828')
    expect((await till.pins.known()).map(({ name, role }) => [name, role])).toEqual([
      ['Erik', 'employee'],
      ['Mia', 'manager'],
    ])
    await till.leave()
    till.close()
    const later = await restart()
    expect(await later.pins.sit(mia.person, '271828')).toEqual({ ok: false, code: 'wrong-pin', left: 9 })
    expect(await later.person()).toBeNull()
    expect(await later.pins.sit(mia.person, '314159')).toEqual({ ok: true })
    const placed = await later.placeOrder(order)
    const entry = await later.db.entries.get({ id: placed.ok ? placed.id : '' })
    expect(entry?.command).toMatchObject({ actor: mia.person, grant: mia.id })
  })

  it('locks after ten wrong tries, each counted before it is answered, until its person signs in', async () => {
    const { till, outside, restart } = await opened()
    await till.pins.set('314159')
    for (let left = 9; left > 5; left -= 1)
      expect(await till.pins.sit(mia.person, '000000')).toMatchObject({ code: 'wrong-pin', left })
    void dying(till, outside).pins.sit(mia.person, '000001')
    await expect.poll(async () => (await till.db.pins.get(mia.person))?.misses).toBe(5)
    till.close()
    const later = await restart()
    for (let left = 4; left > 0; left -= 1)
      expect(await later.pins.sit(mia.person, '000002')).toMatchObject({ code: 'wrong-pin', left })
    expect(await later.pins.sit(mia.person, '000003')).toEqual({ ok: false, code: 'locked' })
    expect(await later.pins.sit(mia.person, '314159')).toEqual({ ok: false, code: 'locked' })
    expect(await later.pins.known()).toMatchObject([{ name: 'Mia', isLocked: true }])
    await later.takeOver()
    expect(await later.pins.known()).toEqual([])
    expect(await later.pins.set('161803')).toEqual({ ok: true })
    expect(await later.pins.sit(mia.person, '161803')).toEqual({ ok: true })
  })

  it('forgets wrong tries at the next right one, and at the next sign-in', async () => {
    const { till } = await opened()
    await till.pins.set('314159')
    await till.pins.sit(mia.person, '000000')
    await till.pins.sit(mia.person, '314159')
    expect(await till.pins.sit(mia.person, '000000')).toMatchObject({ left: 9 })
    await till.takeOver()
    expect(await till.pins.sit(mia.person, '000000')).toMatchObject({ left: 9 })
  })

  it('is changed by whoever knows it, and locks the same key after', async () => {
    const { till } = await opened()
    await till.pins.set('314159')
    expect(await till.pins.set('161803')).toMatchObject({ ok: false, code: 'wrong-pin' })
    expect(await till.pins.set('161803', '000000')).toMatchObject({ ok: false, code: 'wrong-pin' })
    expect(await till.pins.set('161803', '314159')).toEqual({ ok: true })
    expect(await till.pins.sit(mia.person, '314159')).toMatchObject({ code: 'wrong-pin' })
    await till.leave()
    expect(await till.db.read('sealKey')).toEqual({})
    expect(await till.pins.sit(mia.person, '161803')).toEqual({ ok: true })
    expect((await till.db.read('sealKey')).sealKey).toEqual(fromBase64(sealKey))
  })

  it('goes at the next sign-in where its person then seals with another key', async () => {
    const { till } = await opened()
    await till.pins.set('314159')
    await till.db.pins.update(mia.person, { grant: { ...mia, seals: '0'.repeat(32) } })
    await till.takeOver()
    expect(await till.pins.known()).toEqual([])
  })

  it('goes with its person when it was forgotten, so that nobody at hand sets another in their name', async () => {
    const { till } = await opened()
    await till.pins.set('314159')
    await till.pins.forget()
    expect(await till.person()).toBeNull()
    expect(await till.pins.known()).toEqual([])
    expect(await till.pins.set('161803')).toEqual({ ok: false, code: 'nobody-here' })
  })

  it('is worth nothing with the secret of another device', async () => {
    const { till, outside } = await opened()
    await till.pins.set('314159')
    const other = await openTill('other', outside)
    await other.enrol({ name: 'Other', locationId: ids.location })
    await other.pins.set('314159')
    await other.db.pins.bulkPut(await till.db.pins.toArray())
    expect(await other.pins.sit(mia.person, '314159')).toMatchObject({ code: 'wrong-pin' })
  })

  it('opens nothing for someone who may not work any more', async () => {
    const { till } = await opened()
    await till.pins.set('314159')
    await till.db.person.put({ id: mia.person, name: 'Mia', role: 'manager', active: false })
    expect(await till.pins.known()).toEqual([])
    expect(await till.pins.sit(mia.person, '314159')).toEqual({ ok: false, code: 'no-pin' })
  })

  it('has six digits', async () => {
    const { till } = await opened()
    for (const pin of ['', '12345', '1234567', '12345x'])
      await expect(till.pins.set(pin)).rejects.toThrow('six digits')
  })
})

describe('a manager who stands by', () => {
  it('vouches for what an employee records, and stays no longer than that', async () => {
    const { till } = await opened()
    await till.pins.set('314159')
    await seat(till, erik)
    await till.pins.set('271828')
    const placed = await till.placeOrder(order)
    const args = refundOf(placed.ok ? placed : { id: '', number: '' })
    expect(await till.record('order.refund', args)).toEqual({ ok: false, code: 'not-permitted' })
    const vouched = await till.pins.vouch(mia.person, '314159')
    expect(vouched).toEqual({ ok: true, approval: { by: mia.person, grant: mia.id } })
    if (vouched.ok)
      expect(await till.record('order.refund', { ...args, approval: vouched.approval })).toMatchObject({
        ok: true,
      })
    expect((await till.person())?.name).toBe('Erik')
  })

  it('is no employee', async () => {
    const { till } = await opened()
    await seat(till, erik)
    await till.pins.set('271828')
    expect(await till.pins.vouch(erik.person, '271828')).toEqual({ ok: false, code: 'no-pin' })
  })
})

function refundOf({ id: orderId, number }: { id: string; number: string }) {
  return {
    ...{ orderId, number, locationId: ids.location, currency: 'EUR', lines: [], taxes: [], value: 0 },
    payments: [{ kind: 'cash' as const, amount: 250 }],
  }
}
