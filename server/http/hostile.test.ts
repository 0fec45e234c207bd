import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fairRequests, takesBytes } from '../tests/fairRequests.ts'
import { formless, id, marker, words } from '../tests/hostileWords.ts'
import { type Call, type Market, openMarket } from '../tests/market.ts'
import { nearly } from '../tests/nearly.ts'
import { provenTablet } from '../tests/provenTablet.ts'
import { routes } from './gates.ts'

/*
 * Every door is given what nobody means well with: shapes that are no request at all, requests as they should be, spoiled
 * in one place, and what its schema would nearly take. None may end in a surprise, and what is refused leaves no trace.
 */

let market: Market
let ticket = ''
beforeAll(async () => {
  market = await openMarket()
  ticket = (await provenTablet(market)).ticket
})

/** A copy with another value at one place, for each place there is. */
function spoiled(example: object, value: unknown): object[] {
  return Object.entries(example).flatMap(([field, was]) => {
    const inner = typeof was === 'object' && was !== null && !Array.isArray(was) ? spoiled(was, value) : []
    return [value, ...inner].map((part) => ({ ...example, [field]: part }))
  })
}

/** All that is kept but the counted tries. */
function state(): string {
  const names = market.store.database
    .prepare<[], { name: string }>(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT IN ('try')",
    )
    .all()
  const sum = createHash('sha256')
  for (const { name } of names)
    sum.update(JSON.stringify(market.store.database.prepare(`SELECT * FROM "${name}"`).raw().all()))
  return sum.digest('hex')
}

/** Time has passed: that somebody is still there is written down before anything is compared. */
async function settle(): Promise<void> {
  await market.call('GET', '/api/me', { cookie: market.cookies.admin })
}

const given = new Map<string, number>()

/** From another address each time, as an admin with a proven tablet, but where a door is open to everyone. */
async function send(entry: string, call: Call, name = id, query = ''): Promise<Response> {
  const [method = '', path = ''] = entry.split(' ')
  const count = (given.get(entry) ?? 0) + 1
  given.set(entry, count)
  // Doors that are open to everyone count knocks, which here come slowly enough.
  const isOpen = routes[entry] === 'all'
  if (isOpen) market.time.at += 10_000
  const headers = { authorization: `Device ${ticket}`, ...call.headers }
  const address = `203.${given.size}.${count >> 8}.${count & 255}`
  const cookie = isOpen ? undefined : market.cookies.admin
  const response = await market.call(method, path.replace(':id', name) + query, {
    ...call,
    ...{ headers, address, cookie },
  })
  const about = JSON.stringify([name, query, call.body]).slice(0, 300)
  expect(response.status, about).toBeLessThan(500)
  if (response.status >= 400) expect(await response.text(), about).not.toContain(marker)
  return response
}

/** Sends all of these, and sees to it that whatever was refused has left the database as it was. */
async function sendAll(entry: string, calls: readonly Call[]): Promise<void> {
  await settle()
  let before = state()
  let unchecked: Call[] = []
  const check = () => {
    expect(state(), JSON.stringify(unchecked.map(({ body }) => body)).slice(0, 2_000)).toBe(before)
    unchecked = []
  }
  for (const call of calls) {
    const { status } = await send(entry, call)
    if (status >= 400) unchecked.push(call)
    // What turned out to be a fair request may change something, and is looked from anew.
    if (status < 400) before = state()
    else if (unchecked.length === 40) check()
  }
  check()
}

const taking = Object.keys(fairRequests)
const asking = Object.keys(routes).filter((one) => one.startsWith('GET ') && one !== 'GET /api/sync/events')

test('It knows what every door is meant to be given', () => {
  const all = [...taking, ...takesBytes, ...asking, 'GET /api/sync/events']
  expect(all.sort()).toEqual(Object.keys(routes).sort())
})

/** Each of these hashes a password where it is taken, and is given less. */
const slow = ['POST /api/sign-in', 'POST /api/registrations', 'POST /api/people', 'POST /api/password']

// Whoever signed out would be refused as a stranger from there on.
test.each(taking.filter((entry) => entry !== 'POST /api/sign-out'))(
  'It refuses whatever harms at %s, and keeps nothing of it',
  { timeout: 60_000 },
  async (entry) => {
    const { example = {} } = fairRequests[entry] ?? {}
    const some = slow.includes(entry) ? words.filter((_, index) => index % 3 === 0) : words
    const bodies = some.flatMap((word) => spoiled(example, word).map((body): Call => ({ body })))
    await sendAll(entry, [...formless, ...bodies])
  },
)

test.each(taking.filter((entry) => entry !== 'POST /api/sign-out'))(
  'It takes or refuses what a schema would nearly take at %s, and is never surprised',
  async (entry) => {
    const { schema = {} } = fairRequests[entry] ?? {}
    const numRuns = slow.includes(entry) ? 20 : 60
    await sendAll(
      entry,
      fc.sample(nearly(schema), { numRuns, seed: 6 }).map((body): Call => ({ body })),
    )
  },
)

const parameters = ['from', 'to', 'until', 'group', 'at', 'id', 'who', 'kind', 'day', 'locationId', marker]
const texts = words.filter((word): word is string => typeof word === 'string' && word.isWellFormed())
const short = texts.map((text) => text.slice(0, 500))

test.each(asking)('It changes nothing by being asked for anything at %s', async (entry) => {
  await settle()
  const before = state()
  if (entry.includes(':id'))
    for (const text of short) await send(entry, {}, encodeURIComponent(text).replaceAll('.', '%2e'))
  for (const [index, text] of short.entries()) {
    const [name = '', other = ''] = [
      parameters[index % parameters.length],
      parameters[(index + 1) % parameters.length],
    ]
    const value = encodeURIComponent(text)
    for (const query of [
      `?${name}=${value}`,
      `?${name}=1&${name}=${value}`,
      `?${value}`,
      `?${name}=${value}&${other}=${value}`,
    ])
      await send(entry, {}, id, query)
  }
  for (const query of [
    '?',
    '?%',
    '?%ff=%ff',
    '?a[b]=c',
    '?__proto__[role]=admin',
    `?${'a=1&'.repeat(2_000)}`,
  ])
    await send(entry, {}, id, query)
  expect(state()).toBe(before)
})

test.each(takesBytes)('It takes no more than it may at %s', async (entry) => {
  const most = entry.endsWith('/rescue') ? 8 * 1_048_576 : 80_000
  await sendAll(entry, [
    { raw: new Uint8Array(most + 1) },
    { raw: '{}', headers: { 'sec-fetch-site': 'cross-site' } },
    { raw: '{}', headers: { authorization: `Device ${marker}` } },
    { raw: '{}', headers: { authorization: '' } },
  ])
})

test('It was given more than two thousand', () => {
  expect([...given.values()].reduce((sum, count) => sum + count, 0)).toBeGreaterThan(2_000)
})

afterAll(() => {
  const lines = [...given].map(([entry, count]) => `${String(count).padStart(6)}  ${entry}`)
  process.stdout.write(`hostile requests by door:\n${lines.join('\n')}\n`)
})
