import { beforeEach, expect, test } from 'vitest'
import { type Market, openMarket, password } from '../tests/market.ts'

let market: Market
beforeEach(async () => {
  market = await openMarket()
  market.logged.length = 0
  market.time.at += 60_000
})

const signIn = (username: string, given: string, address = '198.51.100.9') =>
  market.call('POST', '/api/sign-in', { body: { username, password: given }, address })

test('It writes down who signed in and who could not, for whose account, and from where', async () => {
  const anna = market.person('admin')?.id
  await signIn('anna', password)
  await signIn('Anna ', 'wrong')
  await signIn('nobody', 'wrong')
  const about = { door: 'POST /api/sign-in', from: '198.51.100.9' }
  const failed = { ...about, status: 401, refused: 'sign-in-failed' }
  expect(market.logged).toMatchObject([
    { ...about, status: 200, account: anna },
    { ...failed, account: anna },
    failed,
  ])
  expect(JSON.stringify(market.logged)).not.toMatch(/wrong|nobody/)
})

test('It writes down whom a door refused, and what was asked only by the name of the door', async () => {
  const { call, cookies, person } = market
  await call('GET', '/api/people?secret=x', { cookie: cookies.employee })
  await call('POST', '/api/people/an-id', {
    body: {},
    cookie: cookies.manager,
    headers: { 'sec-fetch-site': 'cross-site' },
  })
  await call('GET', '/api/some\nwhere')
  expect(market.logged).toMatchObject([
    { door: 'GET /api/people', refused: 'not-permitted', person: person('employee')?.id },
    { door: 'POST /api/people/:id', refused: 'cross-site' },
    { door: 'none', refused: 'not-found' },
  ])
  expect(JSON.stringify(market.logged)).not.toMatch(/secret|an-id|where/)
})

test('It writes no more than six hundred lines a minute, and then how many there were', async () => {
  for (let knock = 0; knock < 700; knock += 1) await market.call('GET', '/api/me')
  expect(market.logged).toHaveLength(600)
  market.time.at += 60_000
  await market.call('GET', '/api/me')
  expect(market.logged.slice(600)).toMatchObject([{ lines: 100 }, { refused: 'sign-in-needed' }])
})

test('It is quiet about what tablets and people do all day', async () => {
  await market.call('GET', '/api/me', { cookie: market.cookies.admin })
  await market.call('GET', '/api/state')
  expect(market.logged).toEqual([])
})
