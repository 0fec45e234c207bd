import { generateKeyPairSync, sign } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { EnrolAnswer } from '#shared/api.ts'
import { HelloAnswer, proofText } from '#shared/protocol.ts'
import { TabletsAnswer } from '#shared/tablets.ts'
import { answerOf, codeOf, type Market, openMarket } from '../tests/market.ts'

let market: Market
beforeAll(async () => {
  market = await openMarket()
})

const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const publicKey = keys.publicKey.export({ format: 'der', type: 'spki' }).toString('base64')
const about = { head: 7, app: '1.2.3', storage: { isPersistent: true, usage: 1_000, quota: 2_000 } }

async function enrolled(more: object = {}) {
  const [location] = market.store.rows.all('location')
  const body = { name: 'Blue', locationId: location?.id, publicKey, ...more }
  // The tablet's own browser, whose session ends where the tablet is shut out.
  const cookie = await market.signIn('ben')
  return (await answerOf(market.call('POST', '/api/devices', { body, cookie }), EnrolAnswer)).device
}

async function hello(device: string, more: object = {}): Promise<Response> {
  const body = { protocol: 1, device, cursor: null, lastSeq: 0 }
  const asked = await answerOf(market.call('POST', '/api/sync/hello', { body }), HelloAnswer)
  const challenge = asked.next === 'prove' ? asked.challenge : ''
  const signature = sign('sha256', Buffer.from(proofText(device, challenge)), {
    key: keys.privateKey,
    dsaEncoding: 'ieee-p1363',
  }).toString('base64')
  return market.call('POST', '/api/sync/hello', {
    body: { ...body, ...more, proof: { challenge, signature } },
  })
}

const list = async () =>
  (await answerOf(market.call('GET', '/api/tablets', { cookie: market.cookies.manager }), TabletsAnswer))
    .tablets
const one = async (id: string) => (await list()).find((tablet) => tablet.id === id)
const change = (id: string, body: object) =>
  market.call('POST', `/api/tablets/${id}`, { body, cookie: market.cookies.manager })

test('It tells what a tablet said of itself, and when it was last heard of', async () => {
  const { id } = await enrolled()
  expect(await one(id)).toMatchObject({ seenAt: null, unsent: null, lastSeq: 0, app: '', storage: null })
  market.time.at += 5_000
  expect((await hello(id, { about })).status).toBe(200)
  expect(await one(id)).toMatchObject({
    seenAt: market.time.at,
    unsent: 7,
    app: '1.2.3',
    storage: { isPersistent: true },
    enrolledBy: market.person('manager')?.id,
  })
  market.time.at += 5_000
  await hello(id)
  expect(await one(id)).toMatchObject({ seenAt: market.time.at, unsent: 7, app: '1.2.3' })
})

test.each([{ ...about, head: -1 }, { ...about, app: 'x'.repeat(41) }, { ...about, letter: 'A' }, 'fine'])(
  'It takes no tablet’s word like %j',
  async (said) => {
    const { id } = await enrolled()
    expect(await codeOf(hello(id, { about: said }))).toBe('bad-request')
    expect((await one(id))?.seenAt).toBeNull()
  },
)

test('It renames and moves a tablet, to places that there are, and tells who did', async () => {
  const { id, locationId } = await enrolled()
  expect((await change(id, { name: 'Green' })).status).toBe(200)
  expect(market.store.rows.one('device', id)).toMatchObject({ name: 'Green', locationId, active: true })
  expect(await codeOf(change(id, { locationId: id }))).toBe('unknown-location')
  const [act] = market.store.acts.part({ from: 0, until: Infinity, actorId: null, names: [] }, null, 1)
  expect(act).toMatchObject({ name: 'device.change', before: { name: 'Blue' }, after: { name: 'Green' } })
})

test('It shuts a tablet out with a reason, tells it so, and lets it in again', async () => {
  const { id } = await enrolled()
  const ticket = async () => {
    const greeted = await answerOf(hello(id), HelloAnswer)
    return greeted.next === 'prove' ? '' : greeted.ticket
  }
  const headers = { authorization: `Device ${await ticket()}` }
  const look = async () => (await market.call('GET', '/api/pictures/x', { headers })).status
  expect(await look()).toBe(404)
  expect(await codeOf(change(id, { active: false }))).toBe('bad-request')
  expect((await change(id, { active: false, reason: 'Left on a bus' })).status).toBe(200)
  expect(await look()).toBe(401)
  expect(await codeOf(hello(id))).toBe('shut-out')
  expect(await one(id)).toMatchObject({ active: false, reason: 'Left on a bus' })
  await change(id, { active: true })
  expect((await hello(id)).status).toBe(200)
  expect(await one(id)).toMatchObject({ active: true, reason: '' })
})

test('It says of a tablet whose storage was lost under which letter it goes on', async () => {
  const lost = await enrolled()
  const next = await enrolled({ replaces: lost.letter })
  expect((await one(lost.id))?.goesOnAs).toBe(next.letter)
  expect((await one(next.id))?.goesOnAs).toBeNull()
  const odd = await enrolled({ replaces: 'ZZZ' })
  expect((await one(odd.id))?.goesOnAs).toBeNull()
})
