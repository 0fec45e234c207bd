import { describe, expect, it } from 'vitest'
import { levelId } from '#shared/tables.ts'
import type { Database } from './db.ts'
import { startOver } from './fresh.ts'
import { record } from './journal.ts'
import { ModelNetwork } from './modelNetwork.ts'
import { prune } from './prune.ts'
import { waiting } from './queries.ts'
import { placeOf, settle } from './settle.ts'
import { commandsOf, enrolled, foreign, id, ids, ModelServer, orderOf, outsideWith } from './testing.ts'
import { replay, rowsIn } from './testing.ts'
import { openTill } from './till.ts'

const clock = { offset: 0, uncertainty: 0 }
const [bun = ''] = ids.products

async function opened() {
  const server = new ModelServer()
  const outside = outsideWith()
  return { server, outside, db: await enrolled(outside, server) }
}

async function place(db: Database, quantity = 1) {
  const placed = await record(db, outsideWith(), { name: 'order.place', args: orderOf([bun, quantity]) })
  if (!placed.ok) throw new Error(placed.code)
  return placed.id
}

/** One request to the server and its answer, as a conversation makes it. */
async function exchange(db: Database, server: ModelServer, page = 10_000) {
  const { sent = 0, head } = await db.read('sent', 'head')
  const commands = (await commandsOf(db)).filter(({ seq }) => seq > sent)
  const cursor = await placeOf(db)
  const outcomes = sent > server.lastSeq ? [] : server.take(commands)
  const answer = server.answer(cursor, outcomes, page)
  expect(await settle(db, { cursor, last: head?.seq ?? 0 }, answer, clock)).toBe(true)
  return answer.complete
}

/** What a server is that was restored to before the last orders came, and has lived on since. */
function another(): ModelServer {
  const server = new ModelServer()
  server.becomeAnother()
  return server
}

describe('a fresh base', () => {
  it('shows the old rows until it is whole, and then exactly the server’s', async () => {
    const { db, server } = await opened()
    server.put('product', { ...productOf(server), id: id(77), name: 'Gone by then' })
    const sold = await place(db)
    await exchange(db, server)
    const before = await rowsIn(db)

    const restored = another()
    restored.run(foreign('order.place', { ...orderOf([bun, 5]), number: 'A-0001' }, 1))
    expect(await exchange(db, restored, 1)).toBe(false)
    expect(await rowsIn(db)).toEqual(before)
    expect(await waiting(db)).toMatchObject({ orders: 1, amount: 250 })
    while (!(await exchange(db, restored, 1))) {
      const shown = await rowsIn(db)
      expect(shown).toEqual(before)
    }
    expect(await rowsIn(db)).toEqual(replay(restored.rows, []))
    expect(await db.product.get(id(77))).toBeUndefined()
    expect(await db.order.get(sold)).toBeDefined()
    expect(await db.level.get(levelId(bun, ids.location))).toMatchObject({ quantity: -6 })
    expect(await waiting(db)).toMatchObject({ orders: 0 })
    expect([await db.base.count(), await db.fresh.count()]).toEqual([0, 0])
  })

  it('takes taps while it is under way, and keeps them on the new rows', async () => {
    const { db, server } = await opened()
    await place(db)
    await exchange(db, server)
    const restored = another()
    await exchange(db, restored, 1)
    const tapped = await place(db, 3)
    expect(await db.level.get(levelId(bun, ids.location))).toMatchObject({ quantity: -4 })
    const cursor = await placeOf(db)
    await settle(db, { cursor, last: 1 }, restored.answer(cursor), clock)
    expect(await db.order.get(tapped)).toBeDefined()
    expect(await db.level.get(levelId(bun, ids.location))).toMatchObject({ quantity: -4 })
    expect(await waiting(db)).toMatchObject({ orders: 2 })
    await exchange(db, restored)
    expect(await rowsIn(db)).toEqual(replay(restored.rows, []))
  })

  it('begins once more when the server is another again', async () => {
    const { db, server } = await opened()
    await place(db)
    await exchange(db, server)
    const second = another()
    second.put('product', { ...productOf(second), id: id(78), name: 'Of the second only' })
    await exchange(db, second, 1)
    const third = new ModelServer()
    third.put('person', { id: id(70), name: 'Ada', role: 'employee', active: true })
    third.becomeAnother()
    while (!(await exchange(db, third, 2)));
    expect(await rowsIn(db)).toEqual(replay(third.rows, []))
    expect(await db.product.get(id(78))).toBeUndefined()
  })

  it('begins in the middle of a conversation, also where nothing has to be sent again', async () => {
    const { db, server } = await opened()
    server.put('product', { ...productOf(server), id: id(77), name: 'Gone by then' })
    await exchange(db, server)
    const restored = another()
    await exchange(db, restored, 1)
    expect(await db.product.get(id(77))).toBeDefined()
    while (!(await exchange(db, restored, 2)));
    expect(await db.product.get(id(77))).toBeUndefined()
    expect(await rowsIn(db)).toEqual(replay(restored.rows, []))
  })

  it('drops the answer that another tab asked for before it began', async () => {
    const { db, server } = await opened()
    const cursor = await placeOf(db)
    const late = server.answer(cursor)
    await startOver(db, 0)
    expect(await settle(db, { cursor, last: 0 }, late, clock)).toBe(false)
  })
})

describe('a server that has lost outcomes', () => {
  it('is sent them again while its history is the same', async () => {
    const { db, server } = await opened()
    const sold = await place(db)
    const twin = new ModelServer()
    server.put('product', productOf(server))
    twin.put('product', productOf(server))
    expect(await exchange(db, server, 1)).toBe(false)
    expect((await db.entries.get(1))?.state).toBe('answered')
    expect(await waiting(db)).toMatchObject({ orders: 0 })

    await exchange(db, twin)
    expect(await waiting(db)).toMatchObject({ orders: 1 })
    expect(await db.order.get(sold)).toBeDefined()
    await exchange(db, twin)
    expect(await waiting(db)).toMatchObject({ orders: 0 })
    expect(await rowsIn(db)).toEqual(replay(twin.rows, []))
  })

  it('is asked for everything anew where one of them was over', async () => {
    const { db, server } = await opened()
    await place(db)
    await exchange(db, server)
    const twin = new ModelServer()
    for (let round = 0; round < 3; round++) twin.put('product', productOf(twin))
    await exchange(db, twin)
    expect((await db.read('fresh')).fresh).toEqual({ cursor: null })
    await exchange(db, twin)
    expect(await rowsIn(db)).toEqual(replay(twin.rows, []))
    expect((await db.entries.get(1))?.state).toBe('settled')
  })
})

describe('the journal', () => {
  it('lets go of what has been settled for two weeks, and of nothing else', async () => {
    const { db, server } = await opened()
    for (let round = 0; round < 3; round++) await place(db)
    const commands = await commandsOf(db)
    const cursor = await placeOf(db)
    const outcomes = server.take(commands, (seq) => (seq === 2 ? 'rejected' : 'fair'))
    const answer = server.answer(cursor, outcomes)
    await settle(db, { cursor, last: 3 }, answer, clock)
    await place(db)
    await prune(db, answer.now + 13 * 86_400_000)
    expect(await db.entries.count()).toBe(4)
    await prune(db, answer.now + 15 * 86_400_000)
    expect((await db.entries.toArray()).map(({ seq, state }) => [seq, state])).toEqual([
      [2, 'rejected'],
      [4, 'waiting'],
    ])
  })

  it('has a placeholder for what it let go of, when a much older server asks for it', async () => {
    const network = new ModelNetwork()
    const outside = outsideWith({ fetch: (...request) => network.fetch(...request) })
    const till = await openTill('till', outside)
    await till.enrol({ name: 'Tablet', locationId: ids.location })
    for (let round = 0; round < 3; round++) await till.placeOrder(orderOf([bun, 1]))
    await till.sync()
    await till.db.entries.where('seq').below(3).delete()
    network.server = another()
    network.restart()
    network.next = 'start-over'
    expect(await till.sync()).toEqual({ ok: true })
    expect(network.placeholders).toEqual([
      { placeholder: 'pruned', seq: 1 },
      { placeholder: 'pruned', seq: 2 },
    ])
    expect(await rowsIn(till.db)).toEqual(replay(network.server.rows, []))
    expect(await till.db.order.count()).toBe(1)
  })
})

function productOf(server: ModelServer) {
  const row = server.rows.get(`product ${bun}`)
  if (!row || !('sku' in row)) throw new Error('no such product')
  return { ...row }
}
