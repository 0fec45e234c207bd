import { describe, expect, it } from 'vitest'
import type { Database } from './db.ts'
import { evict } from './evict.ts'
import { startOver } from './fresh.ts'
import { record } from './journal.ts'
import { settle } from './settle.ts'
import { ask, enrolled, foreign, id, ids, ModelServer, orderOf, outsideWith, rowsIn } from './testing.ts'

const aDay = 86_400_000
const today = 1_760_000_000_000
const clock = { offset: 0, uncertainty: 0 }
const [bun = ''] = ids.products

async function opened(now = () => today) {
  const server = new ModelServer()
  const outside = outsideWith({ now })
  return { server, outside, db: await enrolled(outside, server) }
}

/** Another tablet's order of so many days ago, with a step where it is given one. */
function sell(server: ModelServer, seq: number, daysAgo: number, step?: 'completed' | 'ready'): string {
  const at = today - daysAgo * aDay
  const placed = foreign('order.place', { ...orderOf([bun, 1]), number: `A-000${seq}` }, seq, at)
  server.run(placed)
  if (step) server.run(foreign('order.setStatus', { orderId: placed.id, status: step }, seq + 100, at))
  return placed.id
}

async function takeIn(db: Database, server: ModelServer) {
  const asked = await ask(db)
  await settle(db, asked, server.answer(asked.cursor), clock)
}

/** As many steps as it takes to walk through everything, ten seconds apart. */
async function walk(db: Database, now: number) {
  for (let step = 0; step < 20; step++) await evict(db, now + step * 10_000)
}

async function held(db: Database) {
  const keys = [...(await rowsIn(db)).keys()]
  return keys.filter((key) => /^(order|status|movement|count) /.test(key))
}

describe('what has left the window', () => {
  it('is let go of with all that goes with it, and nothing that is open or young', async () => {
    const { db, server } = await opened()
    const old = sell(server, 1, 40, 'completed')
    const open = sell(server, 2, 40, 'ready')
    const young = sell(server, 3, 20, 'completed')
    await takeIn(db, server)
    expect(await held(db)).toHaveLength(9)
    await walk(db, today)
    expect((await db.order.toCollection().primaryKeys()).sort()).toEqual([open, young].sort())
    expect((await db.status.toArray()).map(({ orderId }) => orderId).sort()).toEqual([open, young].sort())
    expect((await db.movement.toArray()).map(({ orderId }) => orderId)).toEqual([young])
    expect(await db.order.get(old)).toBeUndefined()
    expect(await db.level.get(`${bun}@${ids.location}`)).toMatchObject({ quantity: -3 })
  })

  it('is walked through once a day, and again when the day is over', async () => {
    const { db, server } = await opened()
    await walk(db, today)
    expect((await db.read('walk')).walk).toMatchObject({ table: null })
    sell(server, 1, 29, 'completed')
    await takeIn(db, server)
    await walk(db, today + 3_600_000)
    expect(await held(db)).toHaveLength(3)
    await walk(db, today + 3 * aDay)
    expect(await held(db)).toEqual([])
  })

  it('stays while something that waits has touched it', async () => {
    const { db, server, outside } = await opened()
    const old = sell(server, 1, 40, 'completed')
    await takeIn(db, server)
    await record(db, outside, {
      name: 'order.setStatus',
      args: { orderId: old, status: 'completed' },
      at: today - 35 * aDay,
    })
    await walk(db, today)
    expect(await db.order.get(old)).toBeDefined()
    expect(await db.status.where({ orderId: old }).count()).toBe(2)
  })

  it('stays while a count from before it waits, so that the level stays right', async () => {
    const { db, server, outside } = await opened()
    const counted = { locationId: ids.location, lines: [{ productId: bun, quantity: 10, expected: 0 }] }
    await record(db, outside, { name: 'stock.count', args: counted, at: today - 45 * aDay })
    sell(server, 1, 40, 'completed')
    await takeIn(db, server)
    await walk(db, today)
    server.put('level', {
      id: `${bun}@${ids.location}`,
      productId: bun,
      locationId: ids.location,
      quantity: -1,
    })
    await takeIn(db, server)
    expect(await db.level.get(`${bun}@${ids.location}`)).toMatchObject({ quantity: 9 })
  })

  it('is left alone while a fresh base is taken in', async () => {
    const { db, server } = await opened()
    sell(server, 1, 40, 'completed')
    await takeIn(db, server)
    await startOver(db, 0)
    await walk(db, today)
    expect(await held(db)).toHaveLength(3)
  })

  it('does not trip over a row that has come to harm', async () => {
    const { db, server } = await opened()
    await takeIn(db, server)
    await db.table('tillSession').put({ id: id(60) })
    sell(server, 1, 40, 'completed')
    await takeIn(db, server)
    await walk(db, today)
    expect(await held(db)).toEqual([])
    expect(await db.tillSession.count()).toBe(1)
  })
})
