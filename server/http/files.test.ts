import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { codeOf, openBare } from '../tests/market.ts'

const outside = mkdtempSync(join(tmpdir(), 'awning-files-'))
const dist = join(outside, 'dist')
mkdirSync(join(dist, 'assets'), { recursive: true })
writeFileSync(join(outside, 'secret.txt'), 'secret')
writeFileSync(join(dist, '.hidden.txt'), 'secret')
symlinkSync(join(outside, 'secret.txt'), join(dist, 'link.txt'))
writeFileSync(join(dist, 'index.html'), '<!doctype html>the page')
writeFileSync(join(dist, 'sw.js'), 'the worker')
writeFileSync(join(dist, 'icon.svg'), '<svg/>')
writeFileSync(join(dist, 'assets', 'index-a1B2_c3-.js'), 'long code '.repeat(500))
afterAll(() => rmSync(outside, { recursive: true }))

const { call, app, store, logged } = openBare({ dist })

test.each(['/', '/sell', '/orders/01a2064e', '/assets', '/apiary'])(
  'It gives the page at %s',
  async (path) => {
    const response = await call('GET', path)
    expect(await response.text()).toContain('the page')
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(response.headers.get('cache-control')).toBe('no-cache')
  },
)

test('It lets hashed assets be kept for ever, and the worker be asked for each time', async () => {
  const asset = await call('GET', '/assets/index-a1B2_c3-.js')
  expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
  expect(asset.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
  expect((await call('GET', '/sw.js')).headers.get('cache-control')).toBe('no-cache')
})

test('It does not send again what the browser has', async () => {
  const etag = (await call('GET', '/sw.js')).headers.get('etag') ?? ''
  const again = await call('GET', '/sw.js', { headers: { 'if-none-match': etag } })
  expect([again.status, await again.text()]).toEqual([304, ''])
})

test('It presses what is long and leaves what is short', async () => {
  const headers = { 'accept-encoding': 'gzip' }
  expect((await call('GET', '/assets/index-a1B2_c3-.js', { headers })).headers.get('content-encoding')).toBe(
    'gzip',
  )
  expect((await call('GET', '/api/state', { headers })).headers.get('content-encoding')).toBeNull()
})

test.each(['/assets/index-old.js', '/favicon.ico', '/assets/', '/sw.js/x.js', '/index.html.'])(
  'It says that %s is missing rather than giving the page',
  async (path) => {
    const response = await call('GET', path)
    expect(await response.text()).not.toContain('the page')
    expect([response.status, response.headers.get('cache-control')]).toEqual([404, 'no-store'])
  },
)

test.each([
  '/../secret.txt',
  '/%2e%2e/secret.txt',
  '/..%2fsecret.txt',
  '/assets/../../secret.txt',
  '/%252e%252e%252fsecret.txt',
  '/%2e%2e%5csecret.txt',
  '/assets/%c0%ae%c0%ae/secret.txt',
  '//secret.txt',
  '/.hidden.txt',
  '/link.txt',
  '/assets/%00.js',
  '/%',
])('It leads nowhere at %s', async (path) => {
  const response = await app.fetch(new Request(`http://localhost${path}`))
  expect(await response.text()).not.toContain('secret')
})

test('It tells browsers to be strict, on every kind of answer', async () => {
  for (const path of ['/', '/assets/nope.js', '/sw.js', '/api/state', '/api/nope', '/api/me']) {
    const { headers } = await call('GET', path)
    const policy = headers.get('content-security-policy')
    expect(policy).not.toContain('unsafe')
    for (const rule of [
      "default-src 'none'",
      "frame-ancestors 'none'",
      "base-uri 'none'",
      "object-src 'none'",
    ])
      expect(policy).toContain(rule)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('same-origin')
    expect(headers.get('permissions-policy')).toMatch(/^camera=\(self\),.* microphone=\(\)/)
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
    expect(headers.get('access-control-allow-origin')).toBeNull()
    expect(headers.get('server')).toBeNull()
    expect(headers.get('x-powered-by')).toBeNull()
    expect(headers.get('strict-transport-security')).toBeNull()
    if (path.startsWith('/api')) expect(headers.get('cache-control')).toBe('no-store')
    const secure = await call('GET', path, { headers: { 'x-forwarded-proto': 'https' } })
    expect(secure.headers.get('strict-transport-security')).toBe('max-age=31536000; includeSubDomains')
  }
})

test('It lets pages run scripts of ours only, and none that is made of text', async () => {
  const policy = (await call('GET', '/')).headers.get('content-security-policy')
  expect(policy).toContain("script-src 'self'; style-src 'self'")
  expect(policy).toContain("require-trusted-types-for 'script'; trusted-types vue awning default")
})

test('It hands out data that, opened as a page, may do nothing', async () => {
  for (const path of ['/api/state', '/api/nope'])
    expect((await call('GET', path)).headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; .*; sandbox$/,
    )
})

test.each([
  ['/', 'text/html; charset=utf-8'],
  ['/icon.svg', 'image/svg+xml; charset=utf-8'],
  ['/api/state', 'application/json'],
])('It says what is in %s', async (path, type) => {
  expect((await call('GET', path)).headers.get('content-type')).toBe(type)
})

test('It lets the reader of barcodes, and no other script, compile WebAssembly', async () => {
  const policyOf = async (path: string) => (await call('GET', path)).headers.get('content-security-policy')
  expect(await policyOf('/assets/scanner-a1B2_c3-.js')).toContain("script-src 'self' 'wasm-unsafe-eval';")
  for (const path of ['/', '/assets/index-a1B2_c3-.js', '/assets/scanner-a/x.js', '/scanner-a.js'])
    expect(await policyOf(path)).not.toContain('unsafe')
})

test('It says when the database cannot just now, and when nobody knows why, and writes down neither words nor bodies', async () => {
  const all = store.rows.one
  const failing = async (error: Error) => {
    store.rows.one = () => {
      throw error
    }
    const response = await call('GET', '/api/state')
    store.rows.one = all
    return [response.status, await codeOf(response)]
  }
  expect(await failing(Object.assign(new Error('hush'), { code: 'SQLITE_BUSY' }))).toEqual([503, 'try-again'])
  expect(await failing(Object.assign(new Error('hush'), { code: 'SQLITE_IOERR_WRITE' }))).toEqual([
    503,
    'try-again',
  ])
  expect(await failing(new Error('hush'))).toEqual([500, 'surprise'])
  expect(logged.filter((about) => 'error' in about)).toHaveLength(3)
  expect(JSON.stringify(logged)).not.toContain('hush')
})
