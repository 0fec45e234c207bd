import { beforeAll, describe, expect, test } from 'vitest'
import { type Call, codeOf, type Market, openMarket, type Visitor } from '../tests/market.ts'
import { routes } from './gates.ts'

/** What each visitor gets who sends `{}`, or asks for nothing in particular. 400 is behind the door, 401 and 403 before it. */
const expected: Record<string, Record<Visitor, number>> = {
  'GET /api/health': { nobody: 200, employee: 200, manager: 200, admin: 200 },
  'GET /api/state': { nobody: 200, employee: 200, manager: 200, admin: 200 },
  'POST /api/set-up': { nobody: 409, employee: 409, manager: 409, admin: 409 },
  'POST /api/sign-in': { nobody: 400, employee: 400, manager: 400, admin: 400 },
  'GET /api/me': { nobody: 401, employee: 200, manager: 200, admin: 200 },
  'GET /api/stalls': { nobody: 200, employee: 200, manager: 200, admin: 200 },
  'POST /api/registrations': { nobody: 400, employee: 400, manager: 400, admin: 400 },
  'POST /api/registrations/:id': { nobody: 401, employee: 403, manager: 400, admin: 400 },
  'GET /api/tablets': { nobody: 401, employee: 403, manager: 200, admin: 200 },
  'POST /api/tablets/:id': { nobody: 401, employee: 403, manager: 404, admin: 404 },
  'GET /api/acts': { nobody: 401, employee: 403, manager: 200, admin: 200 },
  'GET /api/people': { nobody: 401, employee: 403, manager: 200, admin: 200 },
  'POST /api/people': { nobody: 401, employee: 403, manager: 400, admin: 400 },
  'POST /api/people/:id': { nobody: 401, employee: 403, manager: 404, admin: 404 },
  'POST /api/people/:id/reset': { nobody: 401, employee: 403, manager: 404, admin: 404 },
  'GET /api/sessions': { nobody: 401, employee: 200, manager: 200, admin: 200 },
  'POST /api/sessions': { nobody: 401, employee: 400, manager: 400, admin: 400 },
  'POST /api/password': { nobody: 401, employee: 400, manager: 400, admin: 400 },
  'POST /api/forgotten': { nobody: 400, employee: 400, manager: 400, admin: 400 },
  'POST /api/resets': { nobody: 400, employee: 400, manager: 400, admin: 400 },
  'POST /api/devices': { nobody: 401, employee: 403, manager: 400, admin: 400 },
  'POST /api/joins': { nobody: 400, employee: 400, manager: 400, admin: 400 },
  'POST /api/joins/:id/standing': { nobody: 400, employee: 400, manager: 400, admin: 400 },
  'POST /api/joins/find': { nobody: 401, employee: 403, manager: 400, admin: 400 },
  'POST /api/joins/:id': { nobody: 401, employee: 403, manager: 400, admin: 400 },
  'POST /api/grants': { nobody: 401, employee: 400, manager: 400, admin: 400 },
  'POST /api/journals': { nobody: 401, employee: 403, manager: 400, admin: 400 },
  'POST /api/sync/hello': { nobody: 400, employee: 400, manager: 400, admin: 400 },
  'POST /api/sync': { nobody: 401, employee: 401, manager: 401, admin: 401 },
  'POST /api/sync/compare': { nobody: 401, employee: 401, manager: 401, admin: 401 },
  'POST /api/sync/rescue': { nobody: 401, employee: 401, manager: 401, admin: 401 },
  'POST /api/sync/identity': { nobody: 401, employee: 401, manager: 401, admin: 401 },
  'GET /api/sync/events': { nobody: 401, employee: 401, manager: 401, admin: 401 },
  'POST /api/pictures': { nobody: 401, employee: 401, manager: 401, admin: 401 },
  'GET /api/pictures/:id': { nobody: 401, employee: 401, manager: 401, admin: 401 },
  'GET /api/reports/sales': { nobody: 401, employee: 403, manager: 400, admin: 400 },
  'GET /api/reports/forecast': { nobody: 401, employee: 403, manager: 400, admin: 400 },
  'GET /api/reports/unusual': { nobody: 401, employee: 403, manager: 400, admin: 400 },
  'GET /api/reports/inventory': { nobody: 401, employee: 403, manager: 400, admin: 400 },
  'GET /api/reports/cash': { nobody: 401, employee: 403, manager: 400, admin: 400 },
  'GET /api/reports/now': { nobody: 401, employee: 403, manager: 200, admin: 200 },
  'GET /api/low-stock': { nobody: 401, employee: 401, manager: 401, admin: 401 },
  'GET /api/products/:id/edits': { nobody: 401, employee: 401, manager: 401, admin: 401 },
  'POST /api/orders': { nobody: 401, employee: 401, manager: 401, admin: 401 },
  'GET /api/orders/:id': { nobody: 401, employee: 401, manager: 401, admin: 401 },
  'GET /api/orders/:id/contact': { nobody: 401, employee: 404, manager: 404, admin: 404 },
  'POST /api/mail': { nobody: 401, employee: 403, manager: 400, admin: 400 },
  'POST /api/mail/retry': { nobody: 401, employee: 403, manager: 400, admin: 400 },
  'POST /api/mail/cancel': { nobody: 401, employee: 403, manager: 400, admin: 400 },
  'GET /api/mail/settings': { nobody: 401, employee: 403, manager: 403, admin: 200 },
  'POST /api/mail/settings': { nobody: 401, employee: 403, manager: 403, admin: 400 },
  'POST /api/mail/test': { nobody: 401, employee: 403, manager: 403, admin: 400 },
  'POST /api/sign-out': { nobody: 401, employee: 200, manager: 200, admin: 200 },
}

const marker = 'NeverRepeatThis'
const deep = `${'['.repeat(2_000)}"${marker}"${']'.repeat(2_000)}`
const hostile: [title: string, status: number, code: string, given: Call][] = [
  ['half a JSON', 400, 'bad-json', { raw: `{"${marker}":` }],
  ['nothing at all', 400, 'bad-json', { raw: '' }],
  ['bytes that are no UTF-8', 400, 'bad-json', { raw: new Uint8Array([0x22, 0xff, 0xfe, 0x22]) }],
  ['a list', 400, 'bad-request', { body: [marker] }],
  ['a word', 400, 'bad-request', { body: marker }],
  ['null', 400, 'bad-request', { body: null }],
  ['a key nobody knows', 400, 'bad-request', { body: { [marker]: marker } }],
  ['a key that would reach into every object', 400, 'bad-request', { raw: `{"__proto__":{"${marker}":1}}` }],
  ['something deep', 400, 'too-deep', { raw: deep }],
  ['something deep behind brackets in a text', 400, 'too-deep', { raw: `["]]]]]]\\"",${deep}]` }],
  ['something huge', 413, 'too-large', { raw: JSON.stringify(marker.repeat(100_000)) }],
  [
    'a form',
    415,
    'bad-json',
    { raw: marker, headers: { 'content-type': 'application/x-www-form-urlencoded' } },
  ],
  ['JSON said to be text', 415, 'bad-json', { raw: '{}', headers: { 'content-type': 'text/plain' } }],
  ['JSON from another site', 403, 'cross-site', { body: {}, headers: { 'sec-fetch-site': 'cross-site' } }],
  ['JSON from a sister site', 403, 'cross-site', { body: {}, headers: { 'sec-fetch-site': 'same-site' } }],
  ['JSON of another origin', 403, 'cross-site', { body: {}, headers: { origin: 'https://evil.example' } }],
  ['JSON of no origin', 403, 'cross-site', { body: {}, headers: { origin: 'null' } }],
]

let market: Market
beforeAll(async () => {
  market = await openMarket()
})

function ask(entry: string, visitor: Visitor, given: Call = {}): Promise<Response> {
  const [method = '', path = ''] = entry.split(' ')
  const body = method === 'POST' ? { body: {} } : {}
  return market.call(method, path, { cookie: market.cookies[visitor], ...body, ...given })
}

test('It has a written expectation for every route', () => {
  expect(Object.keys(expected).sort()).toEqual(Object.keys(routes).sort())
})

test('It mounts nothing that the table does not know', () => {
  const mounted = market.app.routes.filter(({ method, path }) => method !== 'ALL' && path.startsWith('/api'))
  const entries = mounted.map(({ method, path }) => `${method} ${path}`)
  expect([...new Set(entries)].sort()).toEqual(Object.keys(routes).sort())
})

describe.each(Object.entries(expected))('%s', (entry, byVisitor) => {
  test.each(Object.entries(byVisitor))('It answers %s with %i', async (visitor, status) => {
    const response = await ask(entry, visitor as Visitor)
    expect(response.status).toBe(status)
    if (status >= 400) expect(await codeOf(response)).toMatch(/^[a-z-]+$/)
  })
})

describe.each(['POST /api/sign-in', 'POST /api/sign-out', 'POST /api/devices', 'POST /api/grants'])(
  '%s',
  (entry) => {
    let cookie = ''
    beforeAll(async () => {
      cookie = await market.signIn('ben')
    })

    test.each(hostile)(
      'It refuses %s with %i %s, repeats nothing, changes nothing',
      async (_, status, code, given) => {
        const before = market.store.revisions.head()
        const response = await ask(entry, 'manager', { ...given, cookie })
        const text = await response.text()
        expect([response.status, JSON.parse(text).code]).toEqual([status, code])
        expect(text).not.toContain(marker)
        expect(market.store.revisions.head()).toEqual(before)
        expect((await market.call('GET', '/api/me', { cookie })).status).toBe(200)
      },
    )
  },
)

test('It measures a body that does not say how long it is', async () => {
  const endless = new ReadableStream({ pull: (to) => to.enqueue(new Uint8Array(20_000)) })
  const headers = { 'content-type': 'application/json' }
  const response = await market.app.request('/api/sign-in', {
    method: 'POST',
    headers,
    body: endless,
    duplex: 'half',
  })
  expect(response.status).toBe(413)
})

test('It lets its own pages in, and what is no browser', async () => {
  for (const headers of [
    { 'sec-fetch-site': 'same-origin' },
    { origin: 'http://localhost', host: 'localhost' },
    {},
  ])
    expect((await ask('POST /api/sign-in', 'nobody', { headers: { ...headers } })).status).toBe(400)
})

test.each(['/api', '/api/', '/api/nope', '/api/me/', '/api//me', '/API/me', '/api/constructor'])(
  'It has nothing at %s, and never the page',
  async (path) => {
    const response = await market.call('GET', path, { cookie: market.cookies.admin })
    expect(response.status).toBe(404)
    expect(response.headers.get('content-type')).toContain('application/json')
  },
)

test.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD'])('It knows no %s', async (method) => {
  expect((await market.call(method, '/api/me', { cookie: market.cookies.admin })).status).toBe(404)
})

test('It survives a cookie that cannot be decoded', async () => {
  for (const cookie of [
    '__Host-awning=%',
    '%=%',
    '__Host-awning=%E0%A4%A',
    `__Host-awning=${'x'.repeat(43)}`,
  ])
    expect((await market.call('GET', '/api/me', { cookie })).status).toBe(401)
})
