import { describe, expect, it } from 'vitest'
import { levelId, tables } from '#shared/tables.ts'
import { type Database, keyOf } from './db.ts'
import { record } from './journal.ts'
import { settle } from './settle.ts'
import {
  ask,
  commandsOf,
  enrolled,
  foreign,
  id,
  ids,
  ModelServer,
  orderOf,
  outsideWith,
  replay,
  rowsIn,
} from './testing.ts'

const clock = { offset: 0, uncertainty: 0 }
const [bun = '', roll = ''] = ids.products

async function place(db: Database, outside = outsideWith(), quantity = 2) {
  const placed = await record(db, outside, { name: 'order.place', args: orderOf([bun, quantity], [roll, 1]) })
  if (!placed.ok) throw new Error(placed.code)
  return placed
}

function levelHere(db: Database, productId: string) {
  return db.level.get(levelId(productId, ids.location)).then((level) => level?.quantity)
}

function countWrites(db: Database): () => number {
  let writes = 0
  for (const table of tables) {
    const count = () => {
      writes += 1
    }
    db.rows(table).hook('creating', count)
    db.rows(table).hook('updating', count)
    db.rows(table).hook('deleting', count)
  }
  return () => writes
}

async function opened() {
  const server = new ModelServer()
  const outside = outsideWith()
  return { server, outside, db: await enrolled(outside, server) }
}

describe('an answer', () => {
  it('costs no domain write when it is an echo of what was done here', async () => {
    const { server, db } = await opened()
    await place(db)
    await place(db)
    const writes = countWrites(db)
    const outcomes = server.take(await commandsOf(db))
    expect(await settle(db, await ask(db), server.answer((await ask(db)).cursor, outcomes), clock)).toBe(true)
    expect(writes()).toBe(0)
    expect(await db.entries.where('state').equals('settled').count()).toBe(2)
    expect(await db.base.count()).toBe(0)
  })

  it('keeps an own order when its outcome comes before its rows', async () => {
    const { server, db } = await opened()
    const { id: orderId } = await place(db)
    for (const product of ids.products) server.put('product', { ...productOn(server, product), price: 300 })
    const outcomes = server.take(await commandsOf(db))
    await settle(db, await ask(db), server.answer((await ask(db)).cursor, outcomes, 1), clock)
    expect((await db.entries.get(1))?.state).toBe('answered')
    expect(await db.order.get(orderId)).toBeDefined()
    expect(await levelHere(db, bun)).toBe(-2)
    await settle(db, await ask(db), server.answer((await ask(db)).cursor), clock)
    expect((await db.entries.get(1))?.state).toBe('settled')
    expect(await levelHere(db, bun)).toBe(-2)
  })

  it('has an own sale’s effect once on every row, though they come pages apart', async () => {
    const { server, db } = await opened()
    const { id: orderId } = await place(db)
    const outcomes = server.take(await commandsOf(db))
    server.put('product', { ...productOn(server, bun), price: 300 })
    const order = server.rows.get(keyOf('order', orderId))
    server.rows.delete(keyOf('order', orderId))
    if (order && 'placedAt' in order) server.put('order', order)
    await settle(db, await ask(db), server.answer((await ask(db)).cursor, outcomes, 5), clock)
    expect((await db.product.get(bun))?.price).toBe(300)
    expect(await db.order.get(orderId)).toBeDefined()
    expect(await levelHere(db, bun)).toBe(-2)
    await settle(db, await ask(db), server.answer((await ask(db)).cursor), clock)
    expect((await db.entries.get(1))?.state).toBe('settled')
    expect(await rowsIn(db)).toEqual(replay(server.rows, []))
  })

  it('takes a rejected command’s effect away at once and keeps the entry', async () => {
    const { server, db, outside } = await opened()
    const product = id(50)
    await record(db, outside, {
      name: 'product.save',
      args: { id: product, isNew: true, fields: { name: 'Tea' } },
    })
    expect(await db.product.get(product)).toBeDefined()
    const outcomes = server.take(await commandsOf(db), () => 'rejected')
    await settle(db, await ask(db), server.answer((await ask(db)).cursor, outcomes), clock)
    expect(await db.product.get(product)).toBeUndefined()
    expect(await db.entries.get(1)).toMatchObject({ state: 'rejected', command: { name: 'product.save' } })
  })

  it('keeps the effect of what the server is too old for, until it can tell', async () => {
    const { server, db } = await opened()
    const { id: orderId } = await place(db)
    const answer = server.answer((await ask(db)).cursor, [
      { seq: 1, rev: 1, status: 'quarantined', code: 'unknown-command' },
    ])
    await settle(db, await ask(db), { ...answer, lastSeq: 1 }, clock)
    expect((await db.entries.get(1))?.state).toBe('deferred')
    expect(await db.order.get(orderId)).toBeDefined()
    server.put('product', { ...productOn(server, bun), price: 300 })
    await settle(db, await ask(db), { ...server.answer((await ask(db)).cursor), lastSeq: 1 }, clock)
    expect(await levelHere(db, bun)).toBe(-2)
    const outcomes = server.take(await commandsOf(db))
    await settle(db, await ask(db), server.answer((await ask(db)).cursor, outcomes), clock)
    expect((await db.entries.get(1))?.state).toBe('settled')
    expect(await levelHere(db, bun)).toBe(-2)
    expect(await db.base.count()).toBe(0)
  })

  it('adds what another tablet sold to what is still pending here', async () => {
    const { server, db } = await opened()
    await place(db)
    server.run(foreign('order.place', { ...orderOf([bun, 5]), number: 'A-0001' }, 1))
    await settle(db, await ask(db), server.answer((await ask(db)).cursor), clock)
    expect(await levelHere(db, bun)).toBe(-7)
    expect((await db.base.get(keyOf('level', levelId(bun, ids.location))))?.row).toMatchObject({
      quantity: -5,
    })
  })

  it('is dropped when the cursor has moved since it was asked for', async () => {
    const { server, db } = await opened()
    const asked = await ask(db)
    server.put('person', { id: id(70), name: 'Ada', role: 'employee', active: true })
    const answer = server.answer(asked.cursor)
    expect(await settle(db, asked, answer, clock)).toBe(true)
    server.put('person', { id: id(70), name: 'Ada L.', role: 'employee', active: true })
    expect(await settle(db, asked, server.answer(asked.cursor), clock)).toBe(false)
    expect(await db.person.get(id(70))).toMatchObject({ name: 'Ada' })
  })

  it('lets a command that dangled find its order', async () => {
    const { server, db, outside } = await opened()
    const theirs = foreign('order.place', { ...orderOf([bun, 5]), number: 'A-0001' }, 1)
    await record(db, outside, { name: 'order.setStatus', args: { orderId: theirs.id, status: 'cancelled' } })
    expect(await db.order.get(theirs.id)).toBeUndefined()
    server.run(theirs)
    await settle(db, await ask(db), server.answer((await ask(db)).cursor), clock)
    expect(await db.order.get(theirs.id)).toMatchObject({ status: 'cancelled' })
    expect(await levelHere(db, bun)).toBe(0)
  })

  it('does not take long on 200 pending orders', { timeout: 60_000 }, async () => {
    const { server, db } = await opened()
    for (let round = 0; round < 200; round++) await place(db)
    server.run(foreign('order.place', { ...orderOf([bun, 5]), number: 'A-0001' }, 1))
    const asked = await ask(db)
    const answer = server.answer(asked.cursor)
    const start = performance.now()
    await settle(db, asked, answer, clock)
    process.stdout.write(
      `rebase of one order under 200 pending: ${(performance.now() - start).toFixed(0)} ms\n`,
    )
    expect(await levelHere(db, bun)).toBe(-405)
  })
})

function productOn(server: ModelServer, productId: string) {
  const row = server.rows.get(keyOf('product', productId))
  if (!row || !('sku' in row)) throw new Error('no such product')
  return row
}
