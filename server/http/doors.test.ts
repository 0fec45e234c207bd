import { beforeAll, describe, expect, test } from 'vitest'
import { type Call, type Market, openMarket, type Visitor } from '../tests/market.ts'
import { routes } from './gates.ts'

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

test('It mounts nothing that the table does not know', () => {
  const mounted = market.app.routes.filter(({ method, path }) => method !== 'ALL' && path.startsWith('/api'))
  const entries = mounted.map(({ method, path }) => `${method} ${path}`)
  expect([...new Set(entries)].sort()).toEqual(Object.keys(routes).sort())
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
