import { v7 } from 'uuid'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Row } from '#shared/rows.ts'
import { tables } from '#shared/tables.ts'
import { compareSoon } from '../data/compare.ts'
import { rowsIn } from '../data/testing.ts'
import { demand, type Market, openMarket, place, type Tablet } from './market.ts'
import { takenIn } from './taken.ts'

let market: Market
let anna: Tablet
let asked: { path: string; answer: string }[]
beforeEach(async () => {
  market = await openMarket()
  anna = await market.tablet('Anna')
  await liveADay(anna)
  asked = []
  anna.network.take(async (send, path) => {
    const answer = await send()
    asked.push({ path, answer: await answer.clone().text() })
    return answer
  })
})
afterEach(() => market.close())

test.each(tables)('It finds one flipped field of a row in %s and mends it', async (table) => {
  const rows = anna.till.db.rows(table)
  const [row] = await rows.toArray()
  if (!row) throw new Error(`nothing is in ${table}`)
  await anna.till.db.table(table).put(flipped(row))
  expect(await rowsIn(anna.till.db)).not.toEqual(market.rowsAt(null))
  await compare(anna)
  expect(answers()).toEqual([{ next: 'differs', tables: expect.arrayContaining([table]) }])
  expect(await rowsIn(anna.till.db)).toEqual(market.rowsAt(null))
  expect((await anna.till.db.read('compared')).compared).toMatchObject({ rows: 1 })
  await compare(anna)
  expect(answers().at(-1)).toEqual({ next: 'same' })
})

test.each(['order', 'level', 'product'] as const)(
  'It finds a row of %s that is gone, and one too many',
  async (table) => {
    const [row] = await anna.till.db.rows(table).toArray()
    if (!row) throw new Error(`nothing is in ${table}`)
    await anna.till.db.rows(table).delete(row.id)
    await anna.till.db.table(table).put({ ...row, id: row.id.replace(/^.{4}/, '0123') })
    await compare(anna)
    expect(await rowsIn(anna.till.db)).toEqual(market.rowsAt(null))
    expect((await anna.till.db.read('compared')).compared).toMatchObject({ rows: 2 })
  },
)

test('It finds a row that holds what no row can', async () => {
  const [row] = await anna.till.db.order.toArray()
  await anna.till.db.table('order').put({ ...row, lines: undefined, total: Number.NaN, status: 7 })
  await compare(anna)
  expect(await rowsIn(anna.till.db)).toEqual(market.rowsAt(null))
})

test('It finds nothing wrong with a tablet that is only behind, or sees one place', async () => {
  const [ben, cleo] = [await market.tablet('Ben', 'employee'), await market.tablet('Cleo')]
  await liveADay(cleo)
  await compareSoon(anna.till.db)
  let isDone = false
  anna.network.take(async (send, path) => {
    if (path === '/api/sync/compare' && !isDone) {
      isDone = true
      await liveADay(cleo)
    }
    const answer = await send()
    asked.push({ path, answer: await answer.clone().text() })
    return answer
  })
  demand(await anna.till.sync())
  expect(answers()).toEqual([{ next: 'same' }])
  demand(await ben.till.sync())
  await compareSoon(ben.till.db)
  demand(await ben.till.sync())
  expect((await ben.till.db.read('compared')).compared).toMatchObject({ rows: 0 })
  expect(await takenIn(ben.till.db, market.viewOf(market.locationId))).toEqual(
    market.rowsAt(market.locationId),
  )
})

test('It is asked every six hours, and not while something waits', async () => {
  market.time.ahead += 7 * 3_600_000
  demand(await anna.till.sync())
  demand(await anna.till.sync())
  expect(answers()).toEqual([{ next: 'same' }])
  market.time.ahead += 7 * 3_600_000
  anna.network.cut()
  await place(anna, market.order([0, 1]))
  expect(await anna.till.sync()).toMatchObject({ ok: false })
  expect(answers()).toHaveLength(1)
})

test('It does not compare with an app that knows rows in another form', async () => {
  const { cursor } = await anna.till.db.read('cursor')
  const device = (await anna.till.device())?.id ?? ''
  if (!cursor) throw new Error('it has no rows')
  const request = { device, cursor, shape: 'older', since: market.viewOf(null).since, sums: {} }
  expect(await anna.till.api.compare(request, anna.till.ticket() ?? '')).toMatchObject({
    value: { next: 'later' },
  })
})

/** Something in every table. */
async function liveADay({ till }: Tablet): Promise<void> {
  const { locationId, products } = market
  const [productId = ''] = products
  const opened = await till.record('till.open', { locationId, currency: 'GBP', float: 5_000 })
  if (!opened.ok) throw new Error(opened.code)
  demand(await till.record('till.move', { sessionId: opened.id, kind: 'in', amount: 100 }))
  const order = { ...market.order([0, 2]), payments: [], sessionId: opened.id }
  const placed = await till.placeOrder(order)
  if (!placed.ok) throw new Error(placed.code)
  const { id: orderId, number } = placed
  market.time.ahead += 1_000
  const common = { orderId, number, locationId }
  demand(await till.record('order.pay', { ...common, payments: [{ kind: 'cash', amount: 500 }] }))
  demand(await till.record('order.setStatus', { orderId, status: 'ready' }))
  const line = {
    line: 0,
    productId,
    name: 'Bun 1',
    quantity: 1,
    amount: 250,
    taxRate: 0,
    goods: 'stock',
  } as const
  const refund = {
    ...common,
    currency: 'GBP',
    lines: [line],
    taxes: [{ rate: 0, gross: 250, tax: 0 }],
    value: 250,
  }
  demand(await till.record('order.refund', { ...refund, payments: [{ kind: 'cash', amount: 250 }] }))
  demand(await till.record('stock.count', { locationId, lines: [{ productId, quantity: 9, expected: 9 }] }))
  demand(await till.record('allotment.ask', { productId, locationId }))
  const day = { name: 'Leith', on: '2026-05-02', locationIds: [locationId] }
  demand(await till.record('marketDay.save', { id: v7(), isNew: true, fields: day }))
  demand(await till.placeOrder(market.order([0, 500]))) // more than there is: something to look at
  demand(await till.sync())
}

async function compare({ till }: Tablet): Promise<void> {
  await compareSoon(till.db)
  demand(await till.sync())
}

function answers(): unknown[] {
  return asked.flatMap(({ path, answer }) => (path === '/api/sync/compare' ? [JSON.parse(answer)] : []))
}

/** The row with its first field that may be changed a little changed a little. */
function flipped(row: Row): object {
  const fields = Object.entries(row).filter(([name]) => !['id', 'orderId'].includes(name))
  for (const [name, value] of fields)
    if (typeof value === 'number') return { ...row, [name]: value ^ 1 }
    else if (typeof value === 'string' && value) return { ...row, [name]: `${value.slice(0, -1)}~` }
  const [name = '', value] = fields.find(([, found]) => typeof found === 'object') ?? []
  return { ...row, [name]: { ...value, flipped: 1 } }
}
