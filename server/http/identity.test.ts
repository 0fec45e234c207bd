import { generateKeyPairSync, sign } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import { EnrolAnswer, GrantAnswer, MeAnswer } from '#shared/api.ts'
import { HelloAnswer, proofText, SyncAnswer } from '#shared/protocol.ts'
import {
  answerOf,
  codeOf,
  cookieOf,
  type Market,
  openBare,
  openMarket,
  password,
  setUpRequest,
} from '../tests/market.ts'

let market: Market
beforeEach(async () => {
  market = await openMarket()
})

const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const publicKey = keys.publicKey.export({ format: 'der', type: 'spki' }).toString('base64')
const signIn = (username: string, given: string, address?: string) =>
  market.call('POST', '/api/sign-in', {
    body: { username, password: given },
    ...(address ? { address } : {}),
  })

async function enrolled() {
  const { store, call, cookies } = market
  const [location] = store.rows.all('location')
  const body = { name: 'Ben’s tablet', locationId: location?.id, publicKey }
  const response = await call('POST', '/api/devices', { body, cookie: cookies.manager })
  return answerOf(response, EnrolAnswer)
}

test('It is set up once: a business, its admin signed in, and a stall', async () => {
  const bare = openBare()
  const state = async () => (await bare.call('GET', '/api/state')).json()
  expect(await state()).toEqual({ isSetUp: false, name: '', version: '0.0.1' })
  const made = await bare.call('POST', '/api/set-up', { body: setUpRequest })
  expect(await made.json()).toMatchObject({ person: { name: 'Anna', role: 'admin' }, staff: [] })
  const me = await bare.call('GET', '/api/me', { cookie: cookieOf(made) })
  expect(await me.json()).toMatchObject({
    person: { name: 'Anna' },
    business: { id: 'business' },
    locations: [{ name: 'Stall' }],
  })
  expect(await state()).toMatchObject({ isSetUp: true, name: 'Leith Market' })
  expect(bare.store.revisions.head().rev).toBe(1)
})

test('It offers stalls before vans and store rooms, and none that is closed', async () => {
  const { store, call, cookies, time } = market
  const places = [
    ['Cellar', 'store', true],
    ['Van', 'van', true],
    ['Bridge stall', 'stall', true],
    ['Abbey stall', 'stall', false],
  ] as const
  store.revise(time.at, (rev) => {
    for (const [index, [name, kind, active]] of places.entries())
      store.rows.put('location', { id: idOf(index), name, kind, active, prepares: false, stamps: {} }, rev)
  })
  const me = await answerOf(await call('GET', '/api/me', { cookie: cookies.manager }), MeAnswer)
  expect(me.locations.map(({ name }) => name)).toEqual(['Bridge stall', 'Stall', 'Van', 'Cellar'])
})

const idOf = (number: number) => `019a0000-0000-7000-8000-${String(number).padStart(12, '0')}`

test('It belongs to one of two who set it up at once', async () => {
  const bare = openBare()
  const answers = await Promise.all(
    [1, 2].map(() => bare.call('POST', '/api/set-up', { body: setUpRequest })),
  )
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  expect(bare.store.rows.all('person')).toHaveLength(1)
})

test.each([
  [{ admin: { ...setUpRequest.admin, password: 'password123' } }, 'common-password'],
  [{ admin: { ...setUpRequest.admin, password: 'short' } }, 'bad-request'],
  [{ admin: { ...setUpRequest.admin, role: 'admin' } }, 'bad-request'],
  [{ admin: { ...setUpRequest.admin, username: 'Anna Smith' } }, 'bad-request'],
  [{ business: { ...setUpRequest.business, zone: 'Leith/Walk' } }, 'bad-request'],
  [{ business: { ...setUpRequest.business, currency: 'pounds' } }, 'bad-request'],
])('It is not set up with %j', async (change, code) => {
  const bare = openBare()
  const response = await bare.call('POST', '/api/set-up', { body: { ...setUpRequest, ...change } })
  expect([response.status, await codeOf(response)]).toEqual([400, code])
  expect(bare.store.rows.all('person')).toEqual([])
})

test('It signs in with the right password, however the name is written, and ends the session before', async () => {
  const { call, cookies } = market
  const answer = await call('POST', '/api/sign-in', {
    body: { username: ' Ben ', password },
    cookie: cookies.manager,
  })
  expect(await answer.json()).toMatchObject({ person: { name: 'Ben', role: 'manager' } })
  expect((await call('GET', '/api/me', { cookie: cookieOf(answer) })).status).toBe(200)
  expect((await call('GET', '/api/me', { cookie: cookies.manager })).status).toBe(401)
})

test('It gives the same answer for a wrong password, an unknown name and someone who left', async () => {
  const ben = market.person('manager')
  if (ben) market.store.revise(0, (rev) => market.store.rows.put('person', { ...ben, active: false }, rev))
  const answers = await Promise.all([
    signIn('anna', 'wrong'),
    signIn('nobody', password),
    signIn('ben', password),
  ])
  const seen = await Promise.all(
    answers.map(async (answer) => [answer.status, await answer.text(), answer.headers.get('set-cookie')]),
  )
  expect(new Set(seen.map((one) => JSON.stringify(one))).size).toBe(1)
  expect(seen[0]).toEqual([401, expect.stringContaining('sign-in-failed'), null])
})

test('It stops guessing at one account, even with the right password, and lets others in', async () => {
  for (let guess = 0; guess < 10; guess += 1) await signIn('anna', `guess ${guess}`, `198.51.100.${guess}`)
  const late = await signIn('anna', password)
  expect([late.status, await codeOf(late)]).toEqual([429, 'too-many-tries'])
  expect((await signIn('ben', password)).status).toBe(200)
  market.time.at += 15 * 60_000
  expect((await signIn('anna', password)).status).toBe(200)
})

test('It enrols a tablet, which proves itself, syncs, and gets grants for whoever signs in', async () => {
  const { device, grant } = await enrolled()
  expect(device).toMatchObject({ letter: 'A', name: 'Ben’s tablet', active: true })
  expect(grant).toContain('"name":"Ben"')

  const { call, cookies } = market
  const hello = { protocol: 1, device: device.id, cursor: null, lastSeq: 0 }
  const greet = (more: object) =>
    answerOf(call('POST', '/api/sync/hello', { body: { ...hello, ...more } }), HelloAnswer)
  const first = await greet({})
  const challenge = first.next === 'prove' ? first.challenge : ''
  const text = Buffer.from(proofText(device.id, challenge))
  const signature = sign('sha256', text, { key: keys.privateKey, dsaEncoding: 'ieee-p1363' }).toString(
    'base64',
  )
  const second = await greet({ proof: { challenge, signature } })
  const ticket = second.next === 'prove' ? '' : second.ticket

  const sync = (as: string) => {
    const body = {
      protocol: 1,
      device: device.id,
      cursor: null,
      first: 1,
      commands: [],
      grants: [],
      page: 1_000,
    }
    return call('POST', '/api/sync', { body, headers: { authorization: `Device ${as}` } })
  }
  const { rows } = await answerOf(sync(ticket), SyncAnswer)
  expect(rows).toMatchObject({ business: [{ name: 'Leith Market' }], device: [{ id: device.id }] })
  expect((await sync(`${ticket}x`)).status).toBe(401)

  const granted = await call('POST', '/api/grants', { body: { device: device.id }, cookie: cookies.employee })
  expect((await answerOf(granted, GrantAnswer)).grant).toContain('"role":"employee"')
  market.store.revise(0, (rev) => market.store.rows.put('device', { ...device, active: false }, rev))
  expect((await sync(ticket)).status).toBe(401)
  expect(
    (await call('POST', '/api/grants', { body: { device: device.id }, cookie: cookies.employee })).status,
  ).toBe(404)
})

test('It enrols nothing with a key that is none or at a place that is none', async () => {
  const { call, cookies, store } = market
  const [location] = store.rows.all('location')
  const ask = async (change: object) => {
    const body = { name: 'Tablet', locationId: location?.id, publicKey, ...change }
    return codeOf(call('POST', '/api/devices', { body, cookie: cookies.admin }))
  }
  expect(await ask({ publicKey: 'AAAA' })).toBe('bad-key')
  expect(await ask({ locationId: market.person('admin')?.id })).toBe('unknown-location')
  expect(await ask({ letter: 'A' })).toBe('bad-request')
  expect(store.rows.all('device')).toEqual([])
})

test('It signs out, and takes the cookie back', async () => {
  const { call, cookies } = market
  const out = await call('POST', '/api/sign-out', { body: {}, cookie: cookies.admin })
  expect(out.headers.get('set-cookie')).toMatch(/^__Host-awning=; .*Max-Age=0/)
  expect((await call('GET', '/api/me', { cookie: cookies.admin })).status).toBe(401)
})
