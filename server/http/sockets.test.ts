import { randomBytes } from 'node:crypto'
import { connect } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStore } from '../store/store.ts'
import { openApp } from './app.ts'
import { type Listening, listen } from './listen.ts'

/* What no well-meaning client sends, byte by byte on a real socket. */

const logged: string[] = []
const store = openStore(':memory:')
let server: Listening
beforeAll(async () => {
  const app = openApp({
    store,
    now: () => Date.now(),
    random: (size) => randomBytes(size),
    version: '0.0.1',
    dist: join(import.meta.dirname, '..', '..', 'public'),
    log: {
      info: (about) => void logged.push(JSON.stringify(about)),
      error: (about, sentence) => void logged.push(`${sentence} ${JSON.stringify(about)}`),
    },
  })
  const slow = { headersTimeout: 300, requestTimeout: 600, connectionsCheckingInterval: 50, silence: 2_000 }
  server = await listen(app, { host: '127.0.0.1', port: 0, ...slow })
})
afterAll(async () => {
  await server.close()
  store.close()
})

/** All that comes back until the server hangs up, or has said nothing for a while. */
function send(text: string, isOpen = false): Promise<string> {
  return new Promise((resolve) => {
    let said = ''
    const socket = connect(server.port, '127.0.0.1', () => socket.write(text, 'latin1'))
    socket.on('data', (part) => {
      said += part.toString('latin1')
      if (isOpen) socket.end()
    })
    socket.on('error', () => {})
    socket.on('close', () => resolve(said))
  })
}

const host = 'Host: awning.test\r\n'
const json = 'Content-Type: application/json\r\n'

test.each([
  ['never come to an end', 'GET /api/health HTTP/1.1\r\nHost: awning.test\r\nX-Slow: '],
  ['were never begun', ''],
])('It hangs up on headers that %s', async (_, text) => {
  expect(await send(text)).toMatch(/^(HTTP\/1\.1 408 |$)/)
})

test('It hangs up on a body that is said to be long and comes slowly, and finds nothing odd in it', async () => {
  const said = await send(`POST /api/sign-in HTTP/1.1\r\n${host}${json}Content-Length: 100\r\n\r\n{"user`)
  expect(said).toMatch(/^HTTP\/1\.1 408 /)
  expect(logged.join()).not.toContain('surprise')
})

test.each([
  ['both a length and chunks', `${json}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`],
  ['two lengths', `${json}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}`],
  ['an encoding nobody knows', `${json}Transfer-Encoding: xchunked\r\n\r\n{}`],
  ['a blank before the colon', `${json}Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n`],
  ['a chunk of no size', `${json}Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n`],
  ['a folded header', `${json}X-Fold: a\r\n b\r\nContent-Length: 2\r\n\r\n{}`],
  ['a length below zero', `${json}Content-Length: -1\r\n\r\n{}`],
  ['a length with a sign', `${json}Content-Length: +2\r\n\r\n{}`],
])('It takes no request with %s, and none that is smuggled in behind it', async (_, rest) => {
  const hidden = `GET /api/health HTTP/1.1\r\n${host}Connection: close\r\n\r\n`
  const said = await send(`POST /api/sign-in HTTP/1.1\r\n${host}${rest}${hidden}`)
  expect(said).toMatch(/^HTTP\/1\.1 400 /)
  expect(said.match(/HTTP\/1\.1/g)).toHaveLength(1)
})

test.each([
  ['lines that end half', 'GET /api/health HTTP/1.1\nHost: awning.test\n\n', 400],
  ['no host', 'GET /api/health HTTP/1.1\r\nConnection: close\r\n\r\n', 400],
  ['another protocol', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400],
  ['a NUL in the path', `GET /robots.txt\0.js HTTP/1.1\r\n${host}\r\n`, 400],
  ['backslashes', `GET \\..\\package.json HTTP/1.1\r\n${host}\r\n`, 400],
  ['three thousand headers', `GET /api/health HTTP/1.1\r\n${host}${'a: b\r\n'.repeat(3_000)}\r\n`, 431],
  ['one endless header', `GET /api/health HTTP/1.1\r\n${host}a: ${'b'.repeat(20_000)}\r\n\r\n`, 431],
])('It takes no request with %s', async (_, text, status) => {
  expect(await send(text)).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
})

test.each(['TRACE /api/health', 'TRACE /', 'HEAD /api/sign-in', 'PUT /robots.txt', 'DELETE /robots.txt'])(
  'It knows no %s, and gives nothing back of what was sent',
  async (asked) => {
    const said = await send(`${asked} HTTP/1.1\r\n${host}X-Secret: NeverRepeatThis\r\n\r\n`, true)
    expect(said).toMatch(/^HTTP\/1\.1 404 /)
    expect(said).not.toContain('NeverRepeatThis')
  },
)

test.each(['CONNECT awning.test:1', 'TRACK /'])('It does nothing for %s', async (asked) => {
  expect(await send(`${asked} HTTP/1.1\r\n${host}\r\n`)).toMatch(/^(HTTP\/1\.1 400 |$)/)
})

test('It allows no other site anything that it asks for beforehand', async () => {
  const asked = `OPTIONS /api/sign-in HTTP/1.1\r\n${host}Origin: https://evil.example\r\nAccess-Control-Request-Method: POST\r\n\r\n`
  const said = await send(asked, true)
  expect(said).toMatch(/^HTTP\/1\.1 403 /)
  expect(said.toLowerCase()).not.toContain('access-control')
})

test.each([
  '/../package.json',
  '/%2e%2e/package.json',
  '/%252e%252e/package.json',
  '/..%5cpackage.json',
  '//package.json',
  '/./../package.json',
  'http://awning.test/../package.json',
  'file:///etc/passwd',
])('It leads nowhere at %s', async (path) => {
  const said = await send(`GET ${path} HTTP/1.1\r\n${host}\r\n`, true)
  expect(said).toMatch(/^HTTP\/1\.1 40[04] /)
  expect(said).not.toMatch(/"dependencies"|root:/)
})

test('It asks for no body that is too long before it says so', async () => {
  const asked = `POST /api/sign-in HTTP/1.1\r\n${host}${json}Content-Length: 99999999\r\n\r\n{"username":"`
  expect(await send(asked)).toMatch(/^HTTP\/1\.1 413 /)
})

test('It still answers after all of that', async () => {
  expect(await (await fetch(`${server.url}/api/health`)).json()).toEqual({ ok: true })
})
