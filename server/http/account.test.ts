import { beforeAll, expect, test } from 'vitest'
import { ResetCode } from '#shared/people.ts'
import {
  answerOf,
  codeOf,
  type Market,
  openBare,
  openMarket,
  password,
  setUpRequest,
} from '../tests/market.ts'

const id = '019a0000-0000-7000-8000-000000000001'
const dora = {
  id,
  name: 'Dora',
  username: 'dora',
  email: 'dora@example.org',
  role: 'employee',
  locationId: null,
}

let market: Market
beforeAll(async () => {
  market = await openMarket()
})

const post = (path: string, body: object, cookie?: string, address?: string) =>
  market.call('POST', `/api/${path}`, { body, cookie, ...(address ? { address } : {}) })
const signIn = (username: string, given: string) => post('sign-in', { username, password: given })
const codeFor = async () => {
  const { code } = await answerOf(post('people', dora, market.cookies.admin), ResetCode)
  return code
}

test('It refuses a stolen password wherever one is chosen', async () => {
  const stolen = 'Trustno1'
  const { admin } = setUpRequest
  const bare = openBare()
  const body = { ...setUpRequest, admin: { ...admin, password: stolen } }
  expect(await codeOf(bare.call('POST', '/api/set-up', { body }))).toBe('common-password')
  for (const one of [stolen, 'dora-2026', 'LeithMarket1']) {
    const asked = { ...dora, id: '019a0000-0000-7000-8000-000000000002', password: one }
    expect(await codeOf(post('registrations', asked))).toBe('common-password')
    expect(await codeOf(post('resets', { code: await codeFor(), password: one }))).toBe('common-password')
  }
  const cookie = await market.signIn('cleo')
  for (const one of [stolen, 'cleo-2026', 'LeithMarket1'])
    expect(await codeOf(post('password', { old: password, password: one }, cookie))).toBe('common-password')
})

test('It takes a long password to the last letter, blank and capital', async () => {
  const long = ` ${'Seven striped deckchairs, ünd a 🦊. '.repeat(5)}END `
  expect(long.length).toBeGreaterThan(180)
  expect((await post('resets', { code: await codeFor(), password: long })).status).toBe(200)
  for (const near of [long.trim(), long.toLowerCase(), long.slice(0, -2), `${long} `])
    expect(await codeOf(signIn('dora', near))).toBe('sign-in-failed')
  expect((await signIn('dora', long)).status).toBe(200)
})

test('It stops guessing at a code', async () => {
  const guess = () =>
    post('resets', { code: 'AAAA-BBBB-CCCC', password: 'a fine long one' }, undefined, '198.51.100.77')
  for (let tries = 0; tries < 20; tries += 1) expect(await codeOf(guess())).toBe('reset-over')
  expect(await codeOf(guess())).toBe('too-many-tries')
})
