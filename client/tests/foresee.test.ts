import { expect, it, vi } from 'vitest'
import { chainStart, hashOf } from '#shared/envelope.ts'
import { noAllotment } from '#shared/allotment.ts'
import { levelId } from '#shared/tables.ts'
import { Database } from '../data/db.ts'
import { leave } from '../data/here.ts'
import { foresee, record } from '../data/journal.ts'
import { ask, enrolled, ids, ModelServer, orderOf, outsideWith, rowsIn } from '../data/testing.ts'
import type { Outside } from '../data/outside.ts'
import { settle } from '../data/settle.ts'
import type { Tap } from '../data/tap.ts'
import { takeTurn } from '../data/turn.ts'
import { openMemory } from './indexedDb/factory.ts'
import { Transaction } from './indexedDb/transaction.ts'

const [bun = '', roll = ''] = ids.products
const paid = orderOf([bun, 2], [roll, 1])
const unpaid = { ...paid, payments: [], owed: paid.total }

/* Memory that does as browsers do where something fails that is being committed. */
async function opened(changes: Partial<Outside> = {}) {
  const { indexedDB, IDBKeyRange } = openMemory()
  const outside = outsideWith({ indexedDB, IDBKeyRange, ...changes })
  const server = new ModelServer()
  return { outside, server, db: await enrolled(outside, server) }
}

function tapOf(id: string, args: object = paid): Tap & { id: string } {
  return { name: 'order.place', args, id }
}

const seen = async (db: Database, outside: Outside, id: string) => {
  const found = await foresee(db, outside, tapOf(id, unpaid))
  if (!found) throw new Error('it could not be foreseen')
  return found
}

it('records what was foreseen as it records anything else, and leaves the end of it to the browser', async () => {
  const still = { now: () => 1_760_000_000_000, steady: { id: 'one', now: () => 0 } }
  const [one, other] = [await opened(still), await opened(still)]
  const id = one.outside.newId()
  const found = await seen(one.db, one.outside, id)
  const commit = vi.spyOn(Transaction.prototype, 'commit')
  const placed = await record(one.db, one.outside, tapOf(id), found)
  expect(commit).toHaveBeenCalledTimes(1)
  expect(placed).toEqual(await record(other.db, other.outside, tapOf(id)))
  for (const table of ['entries', 'base', 'meta', 'turns'] as const)
    expect(await one.db.table(table).toArray()).toEqual(await other.db.table(table).toArray())
  expect(await rowsIn(one.db)).toEqual(await rowsIn(other.db))
})

it('asks the database nothing', async () => {
  const { db, outside } = await opened()
  const id = outside.newId()
  const found = await seen(db, outside, id)
  const asked: string[] = []
  db.use({
    stack: 'dbcore',
    name: 'ear',
    create: (core) => ({
      ...core,
      table: (name) => {
        const table = core.table(name)
        const hear = () => asked.push(name)
        return {
          ...table,
          get: (request) => (hear(), table.get(request)),
          getMany: (request) => (hear(), table.getMany(request)),
          query: (request) => (hear(), table.query(request)),
        }
      },
    }),
  })
  db.close()
  await db.open()
  expect(await record(db, outside, tapOf(id), found)).toMatchObject({ ok: true })
  expect(asked).toEqual([])
  await record(db, outside, tapOf(outside.newId()))
  expect(asked).toContain('level')
})

it('looks again where another tab has sold since', async () => {
  const { db, outside } = await opened()
  const other = new Database('test', outside)
  const found = []
  for (let round = 0; round < 5; round++) {
    const id = outside.newId()
    found.push({ id, seen: await seen(round % 2 ? db : other, outside, id) })
  }
  const placed = await Promise.all(
    found.map((one, index) => record(index % 2 ? other : db, outside, tapOf(one.id), one.seen)),
  )
  expect(new Set(placed.map((one) => one.ok && one.number)).size).toBe(5)
  let previous = chainStart
  for (const [index, { seq, command }] of (await db.entries.toArray()).entries()) {
    expect(seq).toBe(index + 1)
    expect(command.hash).toBe(hashOf(command, previous))
    previous = command.hash
  }
  expect(await db.level.get(levelId(bun, ids.location))).toMatchObject({ quantity: -10 })
  expect(await db.turns.count()).toBe(6)
  other.close()
})

it('looks again where an answer has come since', async () => {
  const { db, outside, server } = await opened()
  const id = outside.newId()
  const found = await seen(db, outside, id)
  const shelf = { id: levelId(bun, ids.location), productId: bun, locationId: ids.location }
  server.put('level', { ...shelf, quantity: 20 })
  const asked = await ask(db)
  await settle(db, asked, server.answer(asked.cursor), { offset: 0, uncertainty: 0 })
  expect(await record(db, outside, tapOf(id), found)).toMatchObject({ ok: true })
  expect(await db.level.get(levelId(bun, ids.location))).toMatchObject({ quantity: 18 })
  expect(await db.base.get(`level ${levelId(bun, ids.location)}`)).toMatchObject({ row: { quantity: 20 } })
})

it('records in the name of whoever is on the till by then, or not at all', async () => {
  const { db, outside } = await opened()
  const id = outside.newId()
  const { person } = await db.read('person')
  if (!person) throw new Error('nobody')
  const found = await seen(db, outside, id)
  await db.write([db.meta, db.turns], async (db) => {
    await takeTurn(db)
    await db.keep({ person: { ...person, person: ids.other } })
  })
  expect(await record(db, outside, tapOf(id), found)).toMatchObject({ ok: true })
  expect((await db.entries.get(1))?.command.actor).toBe(ids.other)
  const next = outside.newId()
  const gone = await seen(db, outside, next)
  await leave(db)
  expect(await record(db, outside, tapOf(next), gone)).toEqual({ ok: false, code: 'nobody-here' })
  expect(await db.entries.count()).toBe(1)
})

it('places it once, however often it is asked to', async () => {
  const { db, outside } = await opened()
  const id = outside.newId()
  const [found, again] = [await seen(db, outside, id), await seen(db, outside, id)]
  const placed = await Promise.all([
    record(db, outside, tapOf(id), found),
    record(db, outside, tapOf(id), found),
    record(db, outside, tapOf(id), again),
  ])
  expect(placed.map((one) => one.ok && one.isHeld).sort()).toEqual([false, true, true])
  expect(await db.entries.count()).toBe(1)
  expect(await db.level.get(levelId(bun, ids.location))).toMatchObject({ quantity: -2 })
})

it('writes nothing where the disk is full, and everything when it is asked again', async () => {
  const { db, outside } = await opened()
  const before = await rowsIn(db)
  const id = outside.newId()
  const found = await seen(db, outside, id)
  const fail = () => {
    throw new Error('disk full')
  }
  db.entries.hook('creating', fail)
  await expect(record(db, outside, tapOf(id), found)).rejects.toThrow('disk full')
  expect(await rowsIn(db)).toEqual(before)
  db.entries.hook('creating').unsubscribe(fail)
  expect(await record(db, outside, tapOf(id), found)).toMatchObject({ ok: true, number: 'B-0001' })
  expect(await db.level.get(levelId(bun, ids.location))).toMatchObject({ quantity: -2 })
})

it('foresees what is scarce with what this tablet may sell of it', async () => {
  const { db, outside } = await opened()
  const product = await db.product.get(bun)
  if (!product) throw new Error('no bun')
  await db.product.put({ ...product, scarce: true })
  const own = { ...noAllotment(bun, ids.location, ids.device), granted: 5, taken: 5 }
  await db.allotment.put(own)
  const id = outside.newId()
  await record(db, outside, tapOf(id), await seen(db, outside, id))
  expect(await db.allotment.get(own.id)).toMatchObject({ taken: 5, used: 2 })
  expect(await db.base.get(`allotment ${own.id}`)).toMatchObject({ row: { used: 0 } })
})
