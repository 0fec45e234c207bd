import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { readGrant } from '#shared/api.ts'
import { openStore } from '../store/store.ts'
import { openGrants } from './grants.ts'
import { idAt } from './ids.ts'
import { openSeals } from './seals.ts'

const now = () => Date.UTC(2026, 10, 23)
const outside = {
  now,
  newId: () => idAt(now(), randomBytes(10)),
  random: randomBytes,
  seals: openSeals(randomBytes(32)),
}
const anna = {
  id: outside.newId(),
  name: 'Anna “the Baker” Ó Súilleabháin 🥖.',
  role: 'manager',
  active: true,
} as const
const device = outside.newId()
const store = openStore(':memory:')
const grants = openGrants(store, outside)

test('It knows its own grant, which says who, where, in which role and how long', () => {
  const { grant: token } = grants.issue(anna, device)
  const { id, name, role } = anna
  expect(grants.verify(token)).toMatchObject({
    person: id,
    name,
    role,
    device,
    issued: now(),
    until: now() + 30 * 86_400_000,
  })
  expect(readGrant(token)?.grant).toEqual(grants.verify(token))
})

test('It knows it again after a restart', () => {
  expect(openGrants(store, outside).verify(grants.issue(anna, device).grant)).not.toBeNull()
})

test('It takes no grant that was changed, made elsewhere, or is none', () => {
  const { grant: token } = grants.issue(anna, device)
  const elsewhere = openGrants(openStore(':memory:'), outside).issue(anna, device).grant
  const forged = token.replace('"manager"', '"admin"')
  const unsigned = token.slice(token.indexOf('.'))
  for (const strange of [forged, unsigned, elsewhere, token.slice(1), `x${token}`, '', '.', '.{}'])
    expect(grants.verify(strange)).toBeNull()
})

test('It hands out a key by which its person seals, and knows it again, but under another key of the server', () => {
  const { grant: token, sealKey } = grants.issue(anna, device)
  const grant = grants.verify(token)
  if (!grant) throw new Error('it is ours')
  expect(Buffer.from(grants.keyOf(grant) ?? '').toString('base64')).toBe(sealKey)
  expect(token).not.toContain(sealKey)
  expect(grants.issue(anna, device).sealKey).toBe(sealKey)
  expect(grants.issue(anna, outside.newId()).sealKey).not.toBe(sealKey)
  expect(grants.issue({ ...anna, id: outside.newId() }, device).sealKey).not.toBe(sealKey)
  const moved = openGrants(store, { ...outside, seals: openSeals(randomBytes(32)) })
  expect([moved.verify(token), moved.keyOf(grant)]).toEqual([grant, null])
  const { seals: _, ...early } = grant
  expect(grants.keyOf(early)).toBeNull()
})
