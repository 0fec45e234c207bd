import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { readGrant } from '#shared/api.ts'
import { openStore } from '../store/store.ts'
import { openGrants } from './grants.ts'
import { idAt } from './ids.ts'

const now = () => Date.UTC(2026, 10, 23)
const outside = { now, newId: () => idAt(now(), randomBytes(10)), random: randomBytes }
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
  const token = grants.issue(anna, device)
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
  expect(openGrants(store, outside).verify(grants.issue(anna, device))).not.toBeNull()
})

test('It takes no grant that was changed, made elsewhere, or is none', () => {
  const token = grants.issue(anna, device)
  const elsewhere = openGrants(openStore(':memory:'), outside).issue(anna, device)
  const forged = token.replace('"manager"', '"admin"')
  const unsigned = token.slice(token.indexOf('.'))
  for (const strange of [forged, unsigned, elsewhere, token.slice(1), `x${token}`, '', '.', '.{}'])
    expect(grants.verify(strange)).toBeNull()
})
