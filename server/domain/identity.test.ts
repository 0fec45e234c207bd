import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Market } from '../tests/market.ts'
import { openMarket, password } from '../tests/market.ts'
import { signIn } from './identity.ts'
import { openLimits } from './limits.ts'
import { openPasswords } from './passwords.ts'

/** The real passwords, with an eye on how often something slow is asked of them, and for what. */
function watched() {
  const passwords = openPasswords(randomBytes)
  const asked: string[] = []
  return {
    asked,
    hash: passwords.hash,
    isRight(given: string, hash: string | null) {
      asked.push(hash === null ? 'nobody' : 'somebody')
      return passwords.isRight(given, hash)
    },
  }
}

/** Ben may come in no more, and Dora has asked to. */
async function openDivided(): Promise<Market> {
  const market = await openMarket()
  const { store, call, person } = market
  const ben = person('manager')
  if (ben) store.revise(0, (rev) => store.rows.put('person', { ...ben, active: false }, rev))
  const asked = { name: 'Dora', username: 'dora', email: 'dora@example.org', password, role: 'employee' }
  const id = '019a0000-0000-7000-8000-000000000009'
  await call('POST', '/api/registrations', { body: { ...asked, id, locationId: null } })
  return market
}

test('It works as hard for a name that nobody has as for any other, and never twice', async () => {
  const { store } = await openDivided()
  const passwords = watched()
  const limits = openLimits(store, () => 0)
  const tries = [
    ['anna', 'wrong'],
    ['ben', password],
    ['dora', 'wrong'],
    ['nobody', password],
    ['', 'wrong'],
  ] as const
  for (const [username, given] of tries)
    expect(await signIn(store, passwords, limits, { username, password: given }, '203.0.113.9')).toEqual({
      ok: false,
      code: 'sign-in-failed',
    })
  expect(passwords.asked).toEqual(['somebody', 'somebody', 'somebody', 'nobody', 'nobody'])
})
