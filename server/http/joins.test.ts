import { generateKeyPairSync, sign } from 'node:crypto'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { FoundJoin, JoinAnswer, JoinDecided, joinText, StandingAnswer } from '#shared/joining.ts'
import { answerOf, codeOf, type Market, openMarket } from '../tests/market.ts'

let market: Market
beforeAll(async () => {
  market = await openMarket()
})
// Long enough for tries to be forgotten.
beforeEach(() => {
  market.time.at += 1_000_000
})

const agent = 'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36'

function makeKey() {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return { publicKey: publicKey.export({ format: 'der', type: 'spki' }).toString('base64'), privateKey }
}
type Key = ReturnType<typeof makeKey>

function ask({ publicKey }: Pick<Key, 'publicKey'>, more: object = {}) {
  const headers = { 'user-agent': agent }
  return market.call('POST', '/api/joins', { body: { publicKey, name: 'Blue', ...more }, headers })
}
const asked = (key: Key, more?: object) => answerOf(ask(key, more), JoinAnswer)

function standing(id: string, { privateKey }: Pick<Key, 'privateKey'>) {
  const proof = sign('sha256', Buffer.from(joinText(id)), { key: privateKey, dsaEncoding: 'ieee-p1363' })
  return market.call('POST', `/api/joins/${id}/standing`, { body: { signature: proof.toString('base64') } })
}
const stateOf = async (id: string, key: Key) => (await answerOf(standing(id, key), StandingAnswer)).state

const find = (code: string) =>
  market.call('POST', '/api/joins/find', { body: { code }, cookie: market.cookies.manager })
function decide(id: string, body: object) {
  return market.call('POST', `/api/joins/${id}`, { body, cookie: market.cookies.manager })
}
const confirm = (id: string) =>
  decide(id, {
    decision: 'confirm',
    name: 'Blue tablet',
    locationId: market.store.rows.all('location')[0]?.id,
  })
const tablets = () => market.store.rows.all('device').length
const acts = () => market.store.acts.part({ from: 0, until: Infinity, actorId: null, names: [] }, null, 1)[0]

test('It enrols the browser that shows the code, once a manager has confirmed it, and notes who did', async () => {
  const key = makeKey()
  const { id, code, until } = await asked(key)
  expect(code).toMatch(/^[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}$/)
  expect(until).toBe(market.time.at + 600_000)
  expect(await stateOf(id, key)).toBe('waiting')
  for (const typed of [code, code.toLowerCase(), ` ${code.replace('-', ' ')} `])
    expect(await answerOf(find(typed), FoundJoin)).toMatchObject({
      ...{ id, publicKey: key.publicKey, name: 'Blue', browser: 'Chrome on Android' },
    })
  const { device } = await answerOf(confirm(id), JoinDecided)
  expect(device).toMatchObject({ name: 'Blue tablet', active: true })
  expect(await answerOf(standing(id, key), StandingAnswer)).toMatchObject({ state: 'confirmed', device })
  expect(market.store.deviceKeys.keyOf(device?.id ?? '')).toBe(key.publicKey)
  expect(acts()).toMatchObject({ name: 'device.enrol', subjectId: device?.id, deviceId: null })
  expect(acts()?.actorId).toBe(market.person('manager')?.id)
})

test('It keeps the code as its hash only', async () => {
  const { code } = await asked(makeKey())
  const rows = JSON.stringify(market.store.database.prepare('SELECT * FROM joining').all())
  for (const form of [code, code.replace('-', '')]) expect(rows).not.toContain(form)
})

test('It is worth nothing twice', async () => {
  const before = tablets()
  const { id, code } = await asked(makeKey())
  expect((await confirm(id)).status).toBe(200)
  expect(await codeOf(confirm(id))).toBe('join-over')
  expect(await codeOf(decide(id, { decision: 'refuse' }))).toBe('join-over')
  expect(await codeOf(find(code))).toBe('join-over')
  expect(tablets()).toBe(before + 1)
})

test('It is worth nothing after ten minutes', async () => {
  const before = tablets()
  const key = makeKey()
  const { id, code } = await asked(key)
  market.time.at += 600_000
  expect(await codeOf(find(code))).toBe('join-over')
  expect(await codeOf(confirm(id))).toBe('join-over')
  expect(await stateOf(id, key)).toBe('over')
  expect(tablets()).toBe(before)
})

test('It ends the code before it where the same browser asks again, and no other one’s', async () => {
  const [one, other] = [makeKey(), makeKey()]
  const [first, elsewhere] = [await asked(one), await asked(other)]
  const second = await asked(one)
  expect(await codeOf(find(first.code))).toBe('join-over')
  expect((await answerOf(find(second.code), FoundJoin)).id).toBe(second.id)
  expect((await answerOf(find(elsewhere.code), FoundJoin)).id).toBe(elsewhere.id)
})

test('It tells a browser that was turned away, and notes it', async () => {
  const key = makeKey()
  const { id } = await asked(key)
  expect(await answerOf(decide(id, { decision: 'refuse' }), JoinDecided)).toEqual({ device: null })
  expect(await stateOf(id, key)).toBe('refused')
  expect(acts()).toMatchObject({ name: 'device.refuse', subject: 'Chrome on Android' })
})

test('It tells nobody but who holds the key, even where the code was overheard', async () => {
  const before = tablets()
  const { id } = await asked(makeKey())
  await confirm(id)
  const thief = makeKey()
  expect(await codeOf(standing(id, thief))).toBe('not-found')
  expect(await codeOf(standing('019a0000-0000-7000-8000-000000000001', thief))).toBe('not-found')
  expect(tablets()).toBe(before + 1)
})

test('It still tells a browser that was away while it was confirmed', async () => {
  const key = makeKey()
  const { id } = await asked(key)
  await confirm(id)
  market.time.at += 3_600_000
  expect(await stateOf(id, key)).toBe('confirmed')
})

test.each([{ publicKey: 'bm8ga2V5' }, { publicKey: '' }, { name: 7 }, { replaces: 'a' }, { admin: true }])(
  'It takes no asking spoiled by %j',
  async (more) => {
    expect(['bad-key', 'bad-request']).toContain(await codeOf(ask(makeKey(), more)))
  },
)

test('It does not enrol at a place that is not there, and the code stays good', async () => {
  const { id } = await asked(makeKey())
  expect(await codeOf(decide(id, { decision: 'confirm', name: 'Blue', locationId: id }))).toBe(
    'unknown-location',
  )
  expect((await confirm(id)).status).toBe(200)
})

test('It says so when too many codes are asked for, or guessed', async () => {
  for (let tries = 0; tries < 30; tries += 1) expect((await ask(makeKey())).status).toBe(200)
  expect(await codeOf(ask(makeKey()))).toBe('too-many-tries')
  for (let tries = 0; tries < 30; tries += 1) expect(await codeOf(find(`WRONG${tries}`))).toBe('join-over')
  expect(await codeOf(find('WRONG'))).toBe('too-many-tries')
})
