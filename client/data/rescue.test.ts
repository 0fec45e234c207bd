import { describe, expect, it } from 'vitest'
import { type ProblemCode, problem } from '#shared/problem.ts'
import { ModelNetwork } from './modelNetwork.ts'
import { entriesWith } from './entryQueries.ts'
import { waiting } from './queries.ts'
import { ids, orderOf, outsideWith, replay, rowsIn } from './testing.ts'
import { openTill } from './till.ts'

const order = orderOf([ids.products[0] ?? '', 1])

/** A tablet with so many orders, and a server that refuses every request which holds the `bad` ones. */
async function opened(orders: number, bad: readonly number[], code: ProblemCode, status: number) {
  const network = new ModelNetwork()
  const rescued: string[] = []
  const refused: number[] = []
  const outside = outsideWith({
    async fetch(path, init) {
      if (path === '/api/sync/rescue') {
        const text = new TextDecoder().decode(init?.body as Uint8Array)
        rescued.push(text)
        return json({ kept: text.length })
      }
      const text = typeof init?.body === 'string' ? init.body : ''
      const isRefused = bad.some((seq) => text.includes(`"number":"B-000${seq}"`))
      if (path !== '/api/sync' || !isRefused) return network.fetch(path, init)
      refused.push(JSON.parse(text).commands.length)
      return json(problem(code), status)
    },
  })
  const till = await openTill('till', outside)
  await till.enrol({ name: 'Tablet', locationId: ids.location })
  for (let round = 0; round < orders; round++) await till.placeOrder(order)
  return { network, till, rescued, refused }
}

describe('a request that is refused as a whole', () => {
  it.each([
    ['too-large', 413],
    ['too-deep', 400],
    ['bad-json', 400],
    ['bad-request', 400],
  ] as const)(
    'loses only the command at fault to a refusal %s, and keeps its bytes',
    async (code, status) => {
      const { till, network, rescued, refused } = await opened(9, [3, 8], code, status)
      expect(await till.sync()).toEqual({ ok: true })
      const kept = await Promise.all([3, 8].map((seq) => till.db.entries.get(seq)))
      expect(rescued).toEqual(kept.map((entry) => JSON.stringify(entry?.command)))
      expect(network.placeholders).toEqual(
        kept.map((entry) => ({ placeholder: 'rescued', seq: entry?.seq, hash: entry?.command.hash })),
      )
      expect((await entriesWith(till.db, 'quarantined')).map(({ seq }) => seq)).toEqual([8, 3])
      expect(await waiting(till.db)).toMatchObject({ orders: 0 })
      expect(await till.db.order.count()).toBe(7)
      expect(await rowsIn(till.db)).toEqual(replay(network.server.rows, []))
      expect(refused.length).toBeLessThan(12)
    },
  )

  it('sets nothing aside when a request without commands is refused as well', async () => {
    const { till, network, rescued } = await opened(2, [1, 2], 'bad-request', 400)
    const { fetch } = network
    network.fetch = async (path, init) =>
      path === '/api/sync' ? json(problem('bad-request'), 400) : fetch(path, init)
    expect(await till.sync()).toEqual({ ok: false, code: 'bad-request' })
    expect(rescued).toEqual([])
    expect(await waiting(till.db)).toMatchObject({ orders: 2 })
  })

  it('has patience with a server that fails, and five tries at the one it fails over', async () => {
    const { till, rescued } = await opened(3, [2], 'surprise', 500)
    for (let round = 0; round < 4; round++) {
      expect(await till.sync()).toEqual({ ok: false, code: 'surprise' })
      expect(await waiting(till.db)).toMatchObject({ orders: 2 })
    }
    expect(await till.sync()).toEqual({ ok: true })
    expect(rescued).toHaveLength(1)
    expect(await waiting(till.db)).toMatchObject({ orders: 0 })
  })

  it('waits when not even its bytes are taken', async () => {
    const { till } = await opened(1, [1], 'too-large', 413)
    till.api.rescue = async () => ({ ok: false, code: 'unreachable', sentence: '', status: 413 })
    expect(await till.sync()).toEqual({ ok: false, code: 'too-large' })
    expect(await waiting(till.db)).toMatchObject({ orders: 1 })
  })
})

function json(body: unknown, status = 200): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } })
}
