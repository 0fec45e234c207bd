import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { v7 } from 'uuid'
import { afterEach, expect, test } from 'vitest'
import { hashOf, chainStart } from '#shared/envelope.ts'
import { plainProduct } from '#shared/catalogue.ts'
import { openStore } from '../../server/store/store.ts'
import { openApi } from '../data/api.ts'
import { rowsIn } from '../data/testing.ts'
import { openTill, type Till } from '../data/till.ts'
import { demand } from './market.ts'
import { tabletOutside } from './outside.ts'
import { type ServerProcess, startServer } from './serverProcess.ts'
import { fetchFrom, openVisitor } from './visitor.ts'

const folder = mkdtempSync(join(tmpdir(), 'awning-killed-'))
let server: ServerProcess | null = null
afterEach(async () => {
  await server?.stop('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

const [size, rounds, each] = [4, 5, 210]
const names = ['Anna', 'Ben', 'Cleo', 'Dan']

test('It holds everything it acknowledged, and in the end every order once, though the server is killed in the middle of a push again and again', async () => {
  const running = { url: '' }
  const start = async () => {
    server = await startServer(folder)
    running.url = server.url
    return server
  }
  let live = await start()
  const carry: typeof fetch = (input, init) => fetchFrom(running.url)(input, init)
  const admin = openVisitor(carry)
  const api = openApi(admin.fetch)
  const business = { name: 'Leith Market', currency: 'GBP', zone: 'Europe/London', taxIncluded: true }
  demand(
    await api.setUp({ business, admin: { name: 'Ada', username: 'ada', password: v7() }, sample: false }),
  )
  const me = await api.me()
  if (!me.ok) throw new Error(me.code)
  const locationId = me.value.locations[0]?.id ?? ''

  const tills: Till[] = []
  for (const name of names.slice(0, size)) {
    const till = await openTill('awning', tabletOutside(openVisitor(carry, admin.cookie()).fetch))
    demand(await till.enrol({ name, locationId }))
    tills.push(till)
  }
  const productId = v7()
  const fields = { ...plainProduct, name: 'Bun', sku: 'bun', price: 250 }
  demand((await tills[0]?.record('product.save', { id: productId, isNew: true, fields })) ?? { ok: true })
  for (const till of tills) demand(await till.sync())

  const sold = new Set<string>()
  let killedInPush = 0
  for (let round = 0; round < rounds; round += 1) {
    await Promise.all(tills.map((till) => sell(till, sold, productId, locationId)))
    const pushes = Promise.all(tills.map((till) => till.sync()))
    await someAcknowledged(tills)
    await live.stop('SIGKILL')
    if ((await pushes).some((push) => !push.ok)) killedInPush += 1

    const acknowledged = await idsOf(tills, 'settled', 'answered')
    expect(heldIn(folder)).toEqual(expect.arrayContaining(acknowledged))
    live = await start()
  }
  expect(killedInPush).toBeGreaterThan(0)

  for (const till of [...tills, ...tills]) demand(await till.sync())
  expect(await idsOf(tills, 'waiting', 'answered', 'rejected', 'quarantined')).toEqual([])
  await live.stop('SIGTERM')

  const store = openStore(join(folder, 'awning.db'))
  expect(store.rows.all('order').map((order) => order.id)).toEqual([...sold].sort())
  for (const till of tills) {
    const device = (await till.device())?.id ?? ''
    let hash = chainStart
    for (const { seq, command } of await till.db.entries.toArray()) {
      expect(store.journal.raw(device, seq)).toBe(JSON.stringify(command))
      const { hash: claimed, ...unsealed } = command
      expect(claimed).toBe(hashOf(unsealed, hash))
      hash = claimed
    }
    expect(store.journal.last(device)).toMatchObject({ hash })
  }
  const [first, ...others] = await Promise.all(tills.map((till) => rowsIn(till.db)))
  for (const rows of others) expect(rows).toEqual(first)
  store.close()
  for (const till of tills) till.close()
}, 240_000)

async function sell(till: Till, sold: Set<string>, productId: string, locationId: string): Promise<void> {
  for (let index = 0; index < each; index += 1) {
    const line = { productId, name: 'Bun', price: 250, quantity: 1, taxRate: 0, total: 250 }
    const placed = await till.placeOrder({
      ...{ locationId, currency: 'GBP', taxIncluded: true, total: 250, startStatus: 'completed' },
      lines: [line],
      taxes: [{ rate: 0, gross: 250, tax: 0 }],
      payments: [{ kind: 'card', amount: 250 }],
    })
    if (!placed.ok) throw new Error(placed.code)
    sold.add(placed.id)
  }
}

/** Waits until the push is well under way: some of it is acknowledged, and most is not. */
async function someAcknowledged(tills: Till[]): Promise<void> {
  const end = Date.now() + 20_000
  for (;;) {
    const waiting = await idsOf(tills, 'waiting')
    if (waiting.length < size * each || Date.now() > end) return
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

async function idsOf(tills: Till[], ...states: string[]): Promise<string[]> {
  const found = await Promise.all(
    tills.map((till) => till.db.entries.filter((entry) => states.includes(entry.state)).toArray()),
  )
  return found.flat().map((entry) => entry.id)
}

/** The ids of all commands on a dead server's file. */
function heldIn(data: string): string[] {
  const store = openStore(join(data, 'awning.db'))
  try {
    const found = store.database.prepare<[], { id: string | null }>('SELECT id FROM command').all()
    return found.flatMap(({ id }) => (id === null ? [] : [id]))
  } finally {
    store.close()
  }
}
