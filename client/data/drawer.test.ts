import { describe, expect, it } from 'vitest'
import { noTakings } from '#shared/takings.ts'
import { Database } from './db.ts'
import { cashMovesOf, openDrawer, sellInto, sessions } from './drawer.ts'
import { drawerHere } from './here.ts'
import { record } from './journal.ts'
import { enrolled, id, ids, ModelServer, outsideWith } from './testing.ts'

const float = { locationId: ids.location, currency: 'GBP', float: 5_000 }

async function opened() {
  const outside = outsideWith()
  return { outside, db: await enrolled(outside, new ModelServer()) }
}

describe('a drawer', () => {
  it('is opened once, and sold into, whichever of two tabs asks', async () => {
    const { db, outside } = await opened()
    const other = new Database('test', outside)
    await Promise.all([db, other].map((tab) => openDrawer(tab, outside, float, id(70))))
    expect(await sessions(db)).toMatchObject([{ id: id(70), opened: { float: 5_000 } }])
    expect(await drawerHere(db)).toMatchObject({ id: id(70) })
    expect(await db.entries.count()).toBe(1)
    other.close()
  })

  it('is neither opened nor sold into while nobody is on the till', async () => {
    const { db, outside } = await opened()
    await db.forget('person')
    expect(await openDrawer(db, outside, float, id(70))).toEqual({ ok: false, code: 'nobody-here' })
    expect(await drawerHere(db)).toBeNull()
    expect(await db.tillSession.count()).toBe(0)
  })

  it('is counted once under one id, and is then no drawer to sell into', async () => {
    const { db, outside } = await opened()
    await openDrawer(db, outside, float, id(70))
    const args = { sessionId: id(70), counted: 5_000, coins: [], expected: 5_000, known: {} }
    const count = { name: 'till.close' as const, args, id: id(71) }
    await Promise.all([record(db, outside, count), record(db, outside, count)])
    expect((await sessions(db)).map(({ closings }) => closings.length)).toEqual([1])
    expect(await drawerHere(db)).toBeNull()
  })

  it('can be another one, and none', async () => {
    const { db, outside } = await opened()
    await openDrawer(db, outside, float, id(70))
    await openDrawer(db, outside, { ...float, float: 0 }, id(71))
    await sellInto(db, id(70))
    expect(await drawerHere(db)).toMatchObject({ id: id(70) })
    const args = { sessionId: id(70), kind: 'out' as const, amount: 300 }
    await record(db, outside, { name: 'till.move', args })
    expect(await cashMovesOf(db, id(70))).toMatchObject([{ kind: 'out', amount: 300 }])
    expect((await drawerHere(db))?.takings[ids.device]).toEqual({ ...noTakings, paidOut: 300 })
    await sellInto(db, null)
    expect(await drawerHere(db)).toBeNull()
  })
})
