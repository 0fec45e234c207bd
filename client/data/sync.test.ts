import { describe, expect, it } from 'vitest'
import { ModelNetwork } from './modelNetwork.ts'
import { waiting } from './queries.ts'
import { ids, orderOf, outsideWith, replay, rowsIn } from './testing.ts'
import { openTill } from './till.ts'

const [bun = ''] = ids.products
const order = orderOf([bun, 1])

async function opened() {
  const network = new ModelNetwork()
  const till = await openTill('till', outsideWith({ fetch: (...request) => network.fetch(...request) }))
  expect(await till.enrol({ name: 'Tablet', locationId: ids.location })).toEqual({ ok: true })
  return { network, till, server: network.server }
}

async function place(till: Awaited<ReturnType<typeof opened>>['till'], times = 1) {
  for (let round = 0; round < times; round++) expect(await till.placeOrder(order)).toMatchObject({ ok: true })
}

describe('a conversation', () => {
  it('proves the device, sends what waits and takes in what is new', async () => {
    const { till, server } = await opened()
    await place(till, 3)
    expect(await till.sync()).toEqual({ ok: true })
    expect(await waiting(till.db)).toEqual({ orders: 0, amount: 0, others: 0, oldestAt: null })
    expect(await rowsIn(till.db)).toEqual(replay(server.rows, []))
    expect((await till.db.read('clock')).clock?.offset).toBeLessThan(0)
  })

  it('counts an order once when the answer was lost', async () => {
    const { till, network, server } = await opened()
    await till.sync()
    await place(till)
    network.weather = 'loses answers'
    expect(await till.sync()).toEqual({ ok: false, code: 'unreachable' })
    expect(await waiting(till.db)).toMatchObject({ orders: 1, amount: 250 })
    network.weather = 'fine'
    expect(await till.sync()).toEqual({ ok: true })
    expect([...server.rows.keys()].filter((key) => key.startsWith('order '))).toHaveLength(1)
    expect(await rowsIn(till.db)).toEqual(replay(server.rows, []))
  })

  it.each(['down', 'portal', 'busy'] as const)('changes nothing while the network is %s', async (weather) => {
    const { till, network } = await opened()
    await place(till)
    const before = await rowsIn(till.db)
    network.weather = weather
    expect(await till.sync()).toEqual({ ok: false, code: weather === 'busy' ? 'try-again' : 'unreachable' })
    expect(await rowsIn(till.db)).toEqual(before)
    expect(await waiting(till.db)).toMatchObject({ orders: 1 })
  })

  it('says hello again when the server has forgotten its ticket', async () => {
    const { till, network } = await opened()
    await till.sync()
    await place(till)
    network.restart()
    expect(await till.sync()).toEqual({ ok: true })
    expect(network.hellos).toHaveLength(4)
  })

  it('sends 450 orders in requests of 200 with the grants they name', { timeout: 60_000 }, async () => {
    const { till, network } = await opened()
    await place(till, 450)
    await till.sync()
    expect(network.syncs.map(({ first, commands }) => [first, commands.length])).toEqual([
      [1, 200],
      [201, 200],
      [401, 50],
    ])
    expect(network.syncs[0]?.grants).toHaveLength(1)
  })

  it('stays within 256 kB a request', { timeout: 60_000 }, async () => {
    const { till, network } = await opened()
    const lines = Array.from({ length: 200 }, (): [string, number] => [bun, 1])
    for (let round = 0; round < 12; round++) await till.placeOrder(orderOf(...lines))
    expect(await till.sync()).toEqual({ ok: true })
    for (const { commands } of network.syncs)
      expect(JSON.stringify(commands).length).toBeLessThan(256 * 1_024)
    expect(network.syncs.length).toBeGreaterThan(1)
  })

  it('sends again what a restored server has lost', async () => {
    const { till, network } = await opened()
    await place(till, 3)
    await till.sync()
    const old = new ModelNetwork()
    network.server = old.server
    network.server.lastSeq = 0
    network.restart()
    network.next = 'start-over'
    expect(await till.sync()).toEqual({ ok: true })
    expect([...network.server.rows.keys()].filter((key) => key.startsWith('order '))).toHaveLength(3)
    expect(await rowsIn(till.db)).toEqual(replay(network.server.rows, []))
    expect(await till.db.entries.where('state').equals('settled').count()).toBe(3)
  })

  it('asks an upgraded server again for what it was too old for', async () => {
    const { till, network } = await opened()
    await place(till, 2)
    const take = network.server.take.bind(network.server)
    network.server.take = (commands) =>
      commands.map((command) => {
        const [outcome] = take([command])
        if (!outcome || command.seq !== 2) throw new Error('the first is read')
        return { seq: 2, rev: outcome.rev, status: 'quarantined', code: 'unknown-command' }
      })
    const plain = network.server.take
    network.server.take = (commands) => (commands[0]?.seq === 1 ? take(commands) : plain(commands))
    expect(await till.sync()).toEqual({ ok: true })
    expect((await till.db.entries.get(2))?.state).toBe('deferred')
    network.server.take = take
    expect(await till.sync()).toEqual({ ok: true })
    expect((await till.db.entries.get(2))?.state).toBe('deferred')
    network.restart()
    expect(await till.sync()).toEqual({ ok: true })
    expect((await till.db.entries.get(2))?.state).toBe('settled')
    expect(await rowsIn(till.db)).toEqual(replay(network.server.rows, []))
  })

  it('gives whoever asks while one is under way the next, so that nothing is left behind', async () => {
    const { till } = await opened()
    const first = till.sync()
    await place(till)
    await Promise.all([first, till.sync()])
    expect(await waiting(till.db)).toMatchObject({ orders: 0 })
  })

  it('sends what is tapped while it pulls', async () => {
    const { till, network } = await opened()
    await till.sync()
    const { fetch } = network
    let taps = 0
    network.fetch = async (...request) => {
      if (taps++ === 0) await place(till)
      return fetch(...request)
    }
    expect(await till.sync()).toEqual({ ok: true })
    expect(await waiting(till.db)).toMatchObject({ orders: 0 })
  })

  it('gives up when the server answers and never takes anything', async () => {
    const { till, network } = await opened()
    await till.sync()
    await place(till)
    network.server.take = () => []
    expect(await till.sync()).toEqual({ ok: false, code: 'try-again' })
    expect(await waiting(till.db)).toMatchObject({ orders: 1 })
  })

  it('gives up a request that hangs when it is interrupted', async () => {
    const { till, network } = await opened()
    network.weather = 'silent'
    const hanging = till.sync()
    setTimeout(() => till.interrupt(), 20)
    expect(await hanging).toEqual({ ok: false, code: 'unreachable' })
  })
})
