import { randomBytes } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import { openStore, type Store } from '../store/store.ts'
import { openSessions, type Sessions } from './sessions.ts'

const day = 86_400_000
const anna = {
  id: '01a2064e-1ecc-7bc8-a2ee-4a97a4d50a57',
  name: 'Anna',
  role: 'admin',
  active: true,
} as const
const birth = Date.UTC(2031, 4, 1)

let store: Store
let sessions: Sessions
let now = birth
beforeEach(() => {
  now = birth
  store = openStore(':memory:')
  store.revise(now, (rev) => store.rows.put('person', anna, rev))
  sessions = openSessions(store, () => now, randomBytes)
})

const pair = (cookie: string) => cookie.split(';')[0] ?? ''
const nameAt = async (cookie: string) => (await sessions.read(cookie))?.person.name ?? null

test('It knows who a cookie belongs to, among others', async () => {
  const cookie = await sessions.start(anna.id, undefined)
  expect(cookie).toMatch(
    /^__Host-awning=[\w-]{43}; HttpOnly; Max-Age=1209600; Path=\/; SameSite=Lax; Secure$/,
  )
  expect(await nameAt(`theme=dark; ${pair(cookie)}; other=1`)).toBe('Anna')
  expect(await nameAt(`x${pair(cookie)}`)).toBeNull()
  expect(await nameAt(`${pair(cookie)}x`)).toBeNull()
})

test('It keeps no id that anyone could sign in with', async () => {
  const [, id = ''] = pair(await sessions.start(anna.id, undefined)).split('=')
  const kept = JSON.stringify(store.sessions.of(anna.id))
  expect(kept).not.toContain(id)
  expect(kept).toMatch(/"idHash":"[0-9a-f]{64}"/)
})

test('It forgets whoever is idle for 14 days', async () => {
  const cookie = pair(await sessions.start(anna.id, undefined))
  now += 14 * day - 60_000
  expect(await nameAt(cookie)).toBe('Anna')
  now = birth + 29 * day
  expect(await nameAt(cookie)).toBeNull()
  expect(store.sessions.of(anna.id)).toEqual([])
})

test('It renews a session in use, and says so with a cookie only then', async () => {
  const cookie = pair(await sessions.start(anna.id, undefined))
  now += 6 * day
  expect((await sessions.read(cookie))?.cookie).toBeNull()
  now += 2 * day
  expect((await sessions.read(cookie))?.cookie).toContain(cookie)
  now += 13 * day
  expect(await nameAt(cookie)).toBe('Anna')
})

test('It ends every session after 90 days, however much it was used', async () => {
  const cookie = pair(await sessions.start(anna.id, undefined))
  for (; now < birth + 90 * day; now += day) expect(await nameAt(cookie)).toBe('Anna')
  expect(await nameAt(cookie)).toBeNull()
})

test('It ends the old session at a new sign-in, and any at a sign-out', async () => {
  const first = pair(await sessions.start(anna.id, undefined))
  const second = pair(await sessions.start(anna.id, first))
  expect(await nameAt(first)).toBeNull()
  expect(await nameAt(second)).toBe('Anna')
  expect(await sessions.end(second)).toContain('Max-Age=0')
  expect(await nameAt(second)).toBeNull()
})

test('It ends the session of someone who was made inactive', async () => {
  const cookie = pair(await sessions.start(anna.id, undefined))
  store.revise(now, (rev) => store.rows.put('person', { ...anna, active: false }, rev))
  expect(await nameAt(cookie)).toBeNull()
})

test('It never takes an id that somebody else chose', async () => {
  const planted = `__Host-awning=${'A'.repeat(43)}`
  expect(await nameAt(planted)).toBeNull()
  const cookie = pair(await sessions.start(anna.id, planted))
  expect(cookie).not.toBe(planted)
  expect(await nameAt(planted)).toBeNull()
  expect(await nameAt(cookie)).toBe('Anna')
})
