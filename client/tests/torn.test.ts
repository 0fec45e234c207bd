import { expect, test } from 'vitest'
import type { Movement, Order } from '#shared/rows.ts'
import { Database } from '../data/db.ts'
import { echo } from '../data/echo.ts'
import { record } from '../data/journal.ts'
import { placeOf, settle } from '../data/settle.ts'
import {
  commandsOf,
  device,
  enrolled,
  foreign,
  ids,
  ModelServer,
  orderOf,
  outsideWith,
  replay,
  rowsIn,
} from '../data/testing.ts'
import { moveTo } from '../data/reseal.ts'
import { mendTorn } from '../data/torn.ts'
import { type Memory, openMemory } from './indexedDb/factory.ts'

/*
 * A power cut on Chromium's LevelDB takes the beginning of one transaction away. Here that is done to each of the last
 * transactions of a tablet, at its first writes, at some or at all of them; and then it is opened again.
 */

const clock = { offset: 0, uncertainty: 0 }
const [bun = '', roll = ''] = ids.products
const name = 'torn'
/** How much of a transaction is lost. */
const parts = [0, 0.35, 0.7, 1]

interface Scenario {
  about: string
  play(stage: Stage): Promise<void>
}

const scenarios: Scenario[] = [
  {
    about: 'sells offline',
    async play({ sell }) {
      for (let order = 0; order < 3; order += 1) await sell()
    },
  },
  {
    about: 'sells, syncs, and sells on',
    async play({ sell, exchange }) {
      await sell()
      await exchange()
      await sell()
    },
  },
  {
    about: 'hears of others while its own are under way',
    async play({ sell, exchange, server }) {
      await sell()
      server.run(foreign('order.place', { ...orderOf([bun, 3]), number: 'A-0001' }, 1))
      await exchange()
      server.run(foreign('order.place', { ...orderOf([roll, 2]), number: 'A-0002' }, 2))
      await exchange()
    },
  },
  {
    about: 'moves an order on that it placed',
    async play({ sell, db, exchange }) {
      const orderId = await sell()
      await exchange()
      await record(db, outsideWith(), {
        name: 'order.setStatus',
        args: { orderId, status: 'cancelled', restock: true },
      })
      await echo(db)
    },
  },
]

test.each(scenarios)('It loses nothing to a torn transaction of a tablet that $about', async ({ play }) => {
  let torn = 0
  for (let before = 0, most = 1; before < most; before += 1)
    for (const part of parts) {
      const stage = await open()
      const known = stage.memory.transactionsOf(name)
      await play(stage)
      most = stage.memory.transactionsOf(name) - known
      const size = stage.memory.changesOf(name, before)
      const changes = Math.max(1, Math.floor(part * size))
      if (stage.memory.tear(name, before, changes) === 0) continue
      torn += 1
      await stage.survives(`${before} before, ${changes} of ${size} lost`)
    }
  expect(torn).toBeGreaterThan(8)
})

test('It loses nothing where the transaction is torn that makes a tablet another device', async () => {
  for (let changes = 1, size = 1; changes <= size; changes += 1) {
    const { db, sell, exchange, memory, outside } = await open()
    await sell()
    await exchange()
    const waiting = [await sell(), await sell()]
    const { privateKey: key } = await outside.subtle.generateKey(curve, false, ['sign', 'verify'])
    await db.transaction('rw', db.tables, async () => {
      const carried = await db.entries.where('state').equals('waiting').toArray()
      await moveTo(db, { ...device, id: ids.other, letter: 'C' }, key, carried)
    })
    size = memory.changesOf(name, 0)
    memory.tear(name, 0, changes)
    db.close()
    const again = new Database(name, outside)
    await mendTorn(again)
    const { device: now, shift = 0, sent = 0 } = await again.read('device', 'shift', 'sent')
    const entries = await again.entries.where('state').equals('waiting').toArray()
    const what = `${changes} of ${size} lost`
    expect(entries.map(({ id }) => id).sort(), what).toEqual(waiting)
    expect(
      entries.every(({ seq }) => seq > Math.max(shift, sent)),
      what,
    ).toBe(true)
    expect(
      entries.every(({ command }) => command.device === now?.id),
      what,
    ).toBe(true)
    expect(
      entries.map(({ command }) => command.seq),
      what,
    ).toEqual(entries.map(({ seq }) => seq - shift))
    again.close()
  }
})

const curve = { name: 'ECDSA', namedCurve: 'P-256' }

type Stage = Awaited<ReturnType<typeof open>>

async function open() {
  const memory: Memory = openMemory()
  const outside = outsideWith({ ...memory })
  const server = new ModelServer()
  const first = await enrolled(outside, server, name)
  await mendTorn(first)
  const saved: string[] = []

  async function sell(db = first): Promise<string> {
    const placed = await record(db, outside, { name: 'order.place', args: orderOf([bun, 1], [roll, 2]) })
    if (!placed.ok) throw new Error(placed.code)
    saved.push(placed.id)
    await echo(db)
    return placed.id
  }

  async function exchange(db = first): Promise<boolean> {
    const { sent = 0, head } = await db.read('sent', 'head')
    const commands = (await commandsOf(db)).filter(({ seq }) => seq > sent)
    const cursor = await placeOf(db)
    const answer = server.answer(cursor, server.take(commands))
    expect(await settle(db, { cursor, last: head?.seq ?? 0 }, answer, clock)).toBe(true)
    return answer.complete
  }

  return {
    ...{ memory, server, outside, db: first, sell, exchange },
    async survives(what: string): Promise<void> {
      first.close()
      const db = new Database(name, outside)
      await mendTorn(db)
      const entries = await db.entries.toArray()
      expect(
        entries.map(({ id }) => id).filter((id) => saved.includes(id)),
        what,
      ).toEqual(saved)
      expect(
        entries.map(({ seq }) => seq),
        what,
      ).toEqual(entries.map((_, index) => index + 1))
      const shown: (Order | undefined)[] = await db.order.bulkGet(saved)
      expect(
        shown.every((order) => order !== undefined),
        what,
      ).toBe(true)
      for (const id of saved) {
        const moved: Movement[] = await db.movement.where('orderId').equals(id).toArray()
        expect(moved.filter(({ reason }) => reason === 'sale').length, what).toBe(2)
      }
      await sell(db)
      const numbers = (await db.order.bulkGet(saved)).map((order) => order?.number)
      expect(new Set(numbers).size, what).toBe(saved.length)
      for (let rounds = 0; rounds < 3; rounds += 1) await exchange(db)
      expect(
        (await db.entries.toArray()).filter(({ state }) => state !== 'settled'),
        what,
      ).toEqual([])
      expect(await rowsIn(db), what).toEqual(replay(server.rows, []))
      expect([await db.base.count(), await db.fresh.count()], what).toEqual([0, 0])
      expect(
        [...server.rows.keys()].filter((key) => key.startsWith('order ')).length,
        what,
      ).toBeGreaterThanOrEqual(saved.length)
      expect(await mendTorn(db), what).toBe(false)
      db.close()
    },
  }
}
