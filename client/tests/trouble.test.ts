import { afterEach, beforeEach, expect, test } from 'vitest'
import { entriesWith } from '../data/entryQueries.ts'
import { rowsIn } from '../data/testing.ts'
import { demand, type Market, openMarket, place, type Tablet } from './market.ts'
import { answers, hangs, onlyAt, type Way } from './network.ts'

let market: Market
beforeEach(async () => {
  market = await openMarket()
})
afterEach(() => market.close())

test('It takes a refused edit back and says why, and keeps the sale beside it', async () => {
  const anna = await market.tablet('Anna')
  const [productId = ''] = market.products
  anna.network.cut()
  demand(await anna.till.record('product.save', { id: productId, isNew: false, fields: { price: 900 } }))
  const sold = await place(anna, market.order([0, 1]))
  const person = market.store().rows.one('person', anna.person)
  if (!person) throw new Error('nobody')
  market
    .store()
    .revise(Date.now(), (rev) => market.store().rows.put('person', { ...person, role: 'employee' }, rev))
  expect((await anna.till.db.product.get(productId))?.price).toBe(900)

  anna.network.mend()
  demand(await anna.till.sync())
  expect((await anna.till.db.product.get(productId))?.price).toBe(250)
  expect(await entriesWith(anna.till.db, 'rejected')).toMatchObject([
    { name: 'product.save', outcome: { status: 'rejected', code: 'not-permitted' } },
  ])
  expect(market.store().rows.one('order', sold)).toBeDefined()
  // What was refused is a manager's to look at, which she is no more.
  expect(market.rows().size).toBeGreaterThan(market.rowsAt(market.locationId).size)
  expect(await rowsIn(anna.till.db)).toEqual(market.rowsAt(market.locationId))
})

test.each<[what: string, command: unknown]>([
  ['has lost its arguments', undefined],
  ['is no command at all', { smudged: 'ink' }],
  ['is a word', 'ink'],
  ['is nothing', null],
  ['is nested deeper than the server reads', nested(60)],
])('It sends what stands behind an entry that %s, and keeps its bytes', async (_, spoiled) => {
  const anna = await market.tablet('Anna')
  anna.network.cut()
  const before = await place(anna, market.order([0, 1]))
  await place(anna, market.order([1, 1]))
  const behind = [await place(anna, market.order([2, 1])), await place(anna, market.order([0, 2]))]
  await spoil(anna, 2, spoiled)

  anna.network.mend()
  await anna.till.sync()
  demand(await anna.till.sync())
  const { store } = { store: market.store() }
  expect(store.rows.all('order').map((order) => order.id)).toEqual([before, ...behind].sort())
  const [aside] = await entriesWith(anna.till.db, 'quarantined')
  expect(aside).toMatchObject({ seq: 2, outcome: { status: 'quarantined' } })
  const device = (await anna.till.device())?.id ?? ''
  expect(store.journal.raw(device, 2)).toBe(JSON.stringify((await anna.till.db.entries.get(2))?.command))
  expect(await rowsIn(anna.till.db)).toEqual(market.rows())
})

test.each<[what: string, way: Way]>([
  ['an error', answers('{"code":"surprise","sentence":"Something went wrong."}', 500, 'application/json')],
  ['an error in HTML', answers('<h1>Bad gateway</h1>', 502, 'text/html')],
  ['a captive portal', answers('<html>Welcome to the hall’s Wi-Fi</html>', 200, 'text/html')],
  ['JSON of somebody else', answers('{"hello":"world"}', 200, 'application/json')],
  ['half an answer', answers('{"outcomes":[', 200, 'application/json')],
  ['JSON that is none', answers('][', 200, 'application/json')],
  ['a refusal in no form of ours', answers('[]', 401, 'application/json')],
])('It changes nothing on the tablet when it meets %s, and goes on after', async (_, way) => {
  const anna = await market.tablet('Anna')
  for (const path of ['/api/sync', '/api/sync/hello']) {
    if (path === '/api/sync/hello') market.restart()
    const sold = await place(anna, market.order([0, 1]))
    const before = await everything(anna)
    anna.network.take(onlyAt(path, 1, way))
    expect(await anna.till.sync()).toMatchObject({ ok: false })
    expect(await everything(anna)).toEqual(before)
    anna.network.mend()
    demand(await anna.till.sync())
    expect(market.store().rows.one('order', sold)).toBeDefined()
  }
  expect(await rowsIn(anna.till.db)).toEqual(market.rows())
})

test('It gives up a server that hangs when it is told to, and loses nothing', async () => {
  const anna = await market.tablet('Anna')
  const sold = await place(anna, market.order([0, 1]))
  const before = await everything(anna)
  anna.network.take(hangs)
  const hanging = anna.till.sync()
  await expect.poll(() => anna.network.requests()).toBeGreaterThan(0)
  anna.till.interrupt()
  expect(await hanging).toMatchObject({ ok: false, code: 'unreachable' })
  expect(await everything(anna)).toEqual(before)
  anna.network.mend()
  demand(await anna.till.sync())
  expect(market.store().rows.one('order', sold)).toBeDefined()
})

async function spoil({ till }: Tablet, seq: number, command: unknown): Promise<void> {
  const entry = await till.db.entries.get(seq)
  if (!entry) throw new Error('there is no such entry')
  const args = { ...entry.command, args: undefined }
  await till.db.table('entries').put({ ...entry, command: command === undefined ? args : command })
}

/** All a tablet holds, but for its key, which does not compare. */
async function everything({ till }: Tablet) {
  const meta = await till.db.meta.toArray()
  return {
    rows: await rowsIn(till.db),
    entries: await till.db.entries.toArray(),
    base: await till.db.base.toArray(),
    meta: meta.filter(({ key }) => key !== 'key'),
  }
}

function nested(depth: number): unknown {
  return depth === 0 ? 'ink' : { deeper: nested(depth - 1) }
}
