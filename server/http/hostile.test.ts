import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { EnrolAnswer } from '#shared/api.ts'
import { HelloAnswer, proofText } from '#shared/protocol.ts'
import { answerOf, type Call, type Market, openMarket } from '../tests/market.ts'
import { routes } from './gates.ts'

/*
 * Every door that takes something in is given what nobody means well with: shapes that are no request at all, and
 * requests as they should be, spoiled in one place. None may end in a surprise, and what is refused leaves no trace.
 */

const marker = 'NeverRepeatThis'
const id = '019a0000-0000-7000-8000-000000000001'
const words: unknown[] = [
  ...[
    '',
    ' ',
    '\u0000',
    '\u202E',
    '\uD800',
    '\uFEFF',
    'ﷺ'.repeat(40),
    '💣'.repeat(5_000),
    marker.repeat(9_000),
  ],
  ...[
    `<script>alert('${marker}')</script>`,
    `"><img src=x onerror=alert(1)>`,
    '{{7*7}}',
    '${7*7}',
    '%00',
    '%s%n',
  ],
  ...[
    "' OR 1=1 --",
    '"; DROP TABLE person; --',
    '../../../../etc/passwd',
    '..\\..\\boot.ini',
    'file:///etc/passwd',
  ],
  ...[
    'x\r\nSet-Cookie: a=b',
    'x\nBcc: eve@example.org',
    '=HYPERLINK("http://evil.example")',
    '@SUM(A1)',
    '-1+1',
  ],
  ...['__proto__', 'constructor', 'toString', 'null', 'undefined', 'NaN', '1e309', '0x7fffffff', '٣'],
  ...[null, true, false, 0, -0, -1, 0.1, 1e21, 2 ** 53, -(2 ** 53), 1e308, [], {}, [[]], [null], [id]],
  ...[
    { [marker]: marker },
    { toString: 1 },
    { length: -1 },
    { then: 1 },
    Array.from({ length: 2_000 }, () => 0),
  ],
]

const raws: Call[] = [
  ...['', '{', '}', '[', 'null', 'true', '0', '""', `"${marker}"`, '[]', 'NaN', 'undefined', "{'a':1}"],
  ...[
    '{"a":1,}',
    '{"a":1}{"b":2}',
    '\uFEFF{}x',
    '{"a":1e999}',
    '{"__proto__":{"role":"admin"}}',
    '<?xml version="1.0"?>',
  ],
  ...[
    `{"constructor":{"prototype":{"role":"admin"}}}`,
    `{"${marker}":"${marker}"}`,
    '{"id":1,"id":2}',
    '{"":""}',
  ],
  ...[
    '['.repeat(20_000),
    `${'{"a":'.repeat(500)}1${'}'.repeat(500)}`,
    `"${'\\'.repeat(9_001)}"`,
    `"${marker.repeat(99)}`,
  ],
].map((raw) => ({ raw }))

const bytes: Call[] = [[0xff, 0xfe], [0xed, 0xa0, 0x80], [0x22, 0xc0, 0xaf, 0x22], [0], [0x1f, 0x8b, 8]].map(
  (raw) => ({ raw: new Uint8Array(raw) }),
)
const types: Call[] = [
  'text/html',
  'multipart/form-data',
  'application/json-patch+json',
  'application/xml',
  'x',
].map((type) => ({ raw: `{"a":"${marker}"}`, headers: { 'content-type': type } }))
const sites: Call[] = ['cross-site', 'same-site'].map((site) => ({
  ...{ raw: '{}', headers: { 'sec-fetch-site': site } },
}))

const password = 'seven striped deckchairs'
const cursor = { epoch: id, rev: 1, tag: 'x', scope: 'all x' }
/** Requests as they should be; each is spoiled field by field. */
const examples: Record<string, object> = {
  'POST /api/sign-in': { username: 'nobody', password },
  'POST /api/set-up': {
    business: { name: 'B', currency: 'GBP', zone: 'Europe/London', taxIncluded: true },
    admin: { name: 'A', username: 'aa', password },
    sample: false,
  },
  'POST /api/registrations': {
    ...{ id, name: 'D', username: 'dd', email: 'd@example.org', password, role: 'employee' },
    locationId: null,
  },
  'POST /api/registrations/:id': { decision: 'approve', username: 'dd', role: 'employee', locationId: null },
  'POST /api/people': { id, name: 'D', username: 'dd', email: null, role: 'employee', locationId: null },
  'POST /api/people/:id': { name: 'D', email: null, role: 'employee', locationId: null, active: true },
  'POST /api/people/:id/reset': {},
  'POST /api/sessions': { which: 'one', id: 'x' },
  'POST /api/password': { old: 'x', password },
  'POST /api/resets': { code: 'x', password },
  'POST /api/forgotten': { who: 'nobody' },
  'POST /api/devices': { name: 'T', locationId: id, publicKey: 'x', replaces: 'A' },
  'POST /api/grants': { device: id },
  'POST /api/tablets/:id': { active: false, reason: 'x' },
  'POST /api/journals': { device: id, first: 1, commands: [{}], grants: ['x'] },
  'POST /api/sync/hello': {
    protocol: 1,
    device: id,
    cursor,
    lastSeq: 0,
    about: { head: 1, app: 'x', storage: null },
  },
  'POST /api/sync': { protocol: 1, device: id, cursor, first: 1, commands: [], grants: [], page: 1 },
  'POST /api/sync/compare': { device: id, cursor, shape: 'x', since: 0, sums: {} },
  'POST /api/sync/identity': { publicKey: 'x' },
  'POST /api/orders': { filter: {}, before: { at: 1, row: 1 } },
}

/** A copy with another value at one place, for each place there is. */
function spoiled(example: object, value: unknown): object[] {
  return Object.entries(example).flatMap(([field, was]) => {
    const inner = typeof was === 'object' && was !== null && !Array.isArray(was) ? spoiled(was, value) : []
    return [value, ...inner].map((part) => ({ ...example, [field]: part }))
  })
}

let market: Market
let ticket = ''
beforeAll(async () => {
  market = await openMarket()
  ticket = await ticketOf()
})

/** That of a tablet which was enrolled and proved itself, so that what it sends is read. */
async function ticketOf(): Promise<string> {
  const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const publicKey = keys.publicKey.export({ format: 'der', type: 'spki' }).toString('base64')
  const locationId = market.store.rows.all('location')[0]?.id
  const cookie = market.cookies.admin ?? ''
  const asked = market.call('POST', '/api/devices', { body: { name: 'A', locationId, publicKey }, cookie })
  const { device } = await answerOf(asked, EnrolAnswer)
  const body = { protocol: 1, device: device.id, cursor: null, lastSeq: 0 }
  const first = await answerOf(market.call('POST', '/api/sync/hello', { body }), HelloAnswer)
  const challenge = first.next === 'prove' ? first.challenge : ''
  const key = { key: keys.privateKey, dsaEncoding: 'ieee-p1363' } as const
  const signature = sign('sha256', Buffer.from(proofText(device.id, challenge)), key).toString('base64')
  const proof = { challenge, signature }
  const second = await answerOf(
    market.call('POST', '/api/sync/hello', { body: { ...body, proof } }),
    HelloAnswer,
  )
  return second.next === 'prove' ? '' : second.ticket
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

const taking = Object.keys(routes).filter((entry) => entry.startsWith('POST ') && !entry.endsWith('/rescue'))
let given = 0

test.each(taking)('It refuses whatever harms at %s, and keeps nothing of it', async (entry) => {
  const path = (entry.split(' ')[1] ?? '').replace(':id', id)
  const example = examples[entry]
  const bodies: Call[] = example
    ? words.flatMap((word) => spoiled(example, word).map((body) => ({ body })))
    : []
  // Doors that are open to everyone count knocks, which here come slowly enough.
  const isOpen = routes[entry] === 'all'
  const cookie = isOpen ? undefined : market.cookies.admin
  let before = state()
  let unchecked: Call[] = []
  const check = () => {
    expect(state(), JSON.stringify(unchecked).slice(0, 2_000)).toBe(before)
    unchecked = []
  }
  for (const call of [...raws, ...bytes, ...types, ...sites, ...bodies]) {
    given += 1
    if (isOpen) market.time.at += 10_000
    const headers = { authorization: `Device ${ticket}`, ...call.headers }
    const address = `203.0.${given >> 8}.${given & 255}`
    const sent = { ...call, headers, address, ...(cookie ? { cookie } : {}) }
    const response = await market.call('POST', path, sent)
    const text = await response.text()
    expect(response.status, JSON.stringify(call).slice(0, 300)).toBeLessThan(500)
    if (response.status >= 400) {
      expect(text).not.toContain(marker)
      unchecked.push(call)
    }
    // What turned out to be a fair request may change something, and is looked from anew.
    if (response.status < 400 || unchecked.length === 40) {
      if (response.status >= 400) check()
      else before = state()
    }
  }
  check()
})

test('It was given more than two thousand', () => {
  expect(given).toBeGreaterThan(2_000)
})
