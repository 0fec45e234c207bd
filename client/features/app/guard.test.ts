import { shallowRef } from 'vue'
import { expect, it } from 'vitest'
import type { Grant } from '#shared/api.ts'
import type { Device } from '#shared/rows.ts'
import type { Api } from '../../data/api.ts'
import { guard } from './guard.ts'

const id = '0190a000-0000-7000-8000-000000000001'
const device: Device = { id, letter: 'A', name: 'Blue', locationId: id, active: true }
const person: Grant = { id, device: id, person: id, name: 'Anna', role: 'employee', issued: 1, until: 2 }

type State = Awaited<ReturnType<Api['state']>>

interface Standing {
  device?: Device
  person?: Grant
  state?: State
  hasLost?: boolean
  shutOut?: number
  query?: Record<string, string>
}

const setUp = (isSetUp: boolean): State => ({
  ok: true,
  value: { isSetUp, name: 'Awning', version: '1' },
})
const away: State = { ok: false, code: 'unreachable', sentence: '', status: null }

/** Where someone who asks for `path` ends up; a server that must not be asked throws. */
async function ask(path: string, standing: Standing) {
  const state = async () => {
    if (!standing.state) throw new Error('the network was asked')
    return standing.state
  }
  const here = {
    till: {
      api: { state },
      device: async () => standing.device ?? null,
      person: async () => standing.person ?? null,
      shutOut: async () => standing.shutOut ?? null,
    },
    person: shallowRef<Grant | null>(null),
    device: shallowRef<Device | null>(null),
  }
  return guard(
    here,
    { path, fullPath: path, meta: {}, query: standing.query ?? {} },
    () => standing.hasLost ?? false,
  )
}

it('lets whoever is on the till go anywhere without asking the network', async () => {
  expect(await ask('/orders/7', { device, person })).toBe(true)
})

it('leads whoever is on the till away from the doors', async () => {
  expect(await ask('/sign-in', { device, person })).toBe('/sell')
  expect(await ask('/set-up', { device, person })).toBe('/sell')
})

it('asks for a sign-in on an enrolled tablet without asking the network, and remembers the page', async () => {
  expect(await ask('/orders', { device })).toEqual({ path: '/sign-in', query: { to: '/orders' } })
  expect(await ask('/sign-in', { device })).toBe(true)
})

it('opens the set-up page of a server that belongs to nobody', async () => {
  expect(await ask('/sell', { state: setUp(false) })).toEqual({ path: '/set-up', query: { to: '/sell' } })
  expect(await ask('/set-up', { state: setUp(false) })).toBe(true)
})

it('keeps the set-up page shut once it is done', async () => {
  expect(await ask('/set-up', { state: setUp(true) })).toBe('/sign-in')
})

it('lets a device be enrolled only where it is not yet', async () => {
  expect(await ask('/enrol', { state: setUp(true) })).toBe(true)
  expect(await ask('/enrol', { device })).toBe('/sign-in')
})

it('shows the sign-in page, which explains, while the server is away', async () => {
  expect(await ask('/sell', { state: away })).toEqual({ path: '/sign-in', query: { to: '/sell' } })
})

it('tells a tablet whose database is gone so, with and without a network, and lets it go on to the doors', async () => {
  expect(await ask('/orders', { hasLost: true })).toEqual({ path: '/lost', query: { to: '/orders' } })
  expect(await ask('/lost', { hasLost: true })).toBe(true)
  expect(await ask('/sign-in', { hasLost: true, state: setUp(true) })).toBe(true)
  expect(await ask('/enrol', { hasLost: true, state: setUp(true) })).toBe(true)
})

it('keeps that page shut to everyone else', async () => {
  expect(await ask('/lost', { device, person, hasLost: true })).toBe('/sell')
  expect(await ask('/lost', { device, hasLost: true })).toBe('/sign-in')
  expect(await ask('/lost', { state: setUp(true) })).toBe('/sign-in')
})

it('says on a tablet that is shut out that it is, and lets a manager enrol it anew', async () => {
  expect(await ask('/orders', { device, shutOut: 1 })).toEqual({
    path: '/shut-out',
    query: { to: '/orders' },
  })
  expect(await ask('/sign-in', { device, shutOut: 1 })).toBe('/shut-out')
  expect(await ask('/shut-out', { device, shutOut: 1 })).toBe(true)
  expect(await ask('/sign-in', { device, shutOut: 1, query: { with: 'password' } })).toBe(true)
  expect(await ask('/shut-out', { device })).toBe('/sign-in')
})
