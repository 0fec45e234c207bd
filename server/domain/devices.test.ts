import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { openStore } from '../store/store.ts'
import { enrol, nextLetter, succeed } from './devices.ts'
import { idAt } from './ids.ts'
import { nobodysKey } from './sampleTablet.ts'

const now = () => Date.UTC(2026, 10, 23)
const outside = { now, newId: () => idAt(now(), randomBytes(10)) }
const by = { id: outside.newId() }

function open({ active = true } = {}) {
  const store = openStore(':memory:')
  const location = {
    id: outside.newId(),
    name: 'Stall',
    kind: 'stall',
    prepares: false,
    active,
    stamps: {},
  } as const
  store.revise(now(), (rev) => store.rows.put('location', location, rev))
  return { store, locationId: location.id }
}

test('It gives each tablet the next letter, and none a second time', () => {
  const { store, locationId } = open()
  const letter = () => {
    const enrolled = enrol(store, outside, by, { name: 'Tablet', locationId, publicKey: nobodysKey() })
    if (!enrolled.ok) throw new Error(enrolled.code)
    store.revise(now(), (rev) => store.rows.put('device', { ...enrolled.device, active: false }, rev))
    return enrolled.device.letter
  }
  expect([letter(), letter(), letter()]).toEqual(['A', 'B', 'C'])
})

test.each([
  [[], 'A'],
  [['B'], 'C'],
  [['Y', 'Z'], 'AA'],
  [['AZ'], 'BA'],
  [['A', 'ZZ'], 'AAA'],
])('After %j it gives %s', (given, next) => {
  expect(nextLetter(given.map((letter) => ({ letter })))).toBe(next)
})

test('It keeps the key and who let the tablet in, in one revision with its row', () => {
  const { store, locationId } = open()
  const publicKey = nobodysKey()
  const before = store.revisions.head().rev
  const enrolled = enrol(store, outside, by, { name: 'Ben’s tablet', locationId, publicKey })
  expect(store.revisions.head().rev).toBe(before + 1)
  expect(enrolled.ok && store.rows.one('device', enrolled.device.id)).toMatchObject({
    name: 'Ben’s tablet',
    active: true,
  })
  expect(enrolled.ok && store.deviceKeys.keyOf(enrolled.device.id)).toBe(publicKey)
})

test('It refuses a key that is none, and a place that is none or closed', () => {
  const { store, locationId } = open()
  const request = { name: 'Tablet', locationId, publicKey: nobodysKey() }
  expect(enrol(store, outside, by, { ...request, publicKey: 'AAAA' })).toEqual({ ok: false, code: 'bad-key' })
  expect(enrol(store, outside, by, { ...request, locationId: by.id })).toEqual({
    ok: false,
    code: 'unknown-location',
  })
  const closed = open({ active: false })
  const code = 'unknown-location'
  expect(enrol(closed.store, outside, by, { ...request, locationId: closed.locationId })).toEqual({
    ok: false,
    code,
  })
  expect(store.rows.all('device')).toEqual([])
})

test('It lets a tablet go on as another, with the letters it had, and as the same one when it asks again', () => {
  const { store, locationId } = open()
  const first = enrol(store, outside, by, { name: 'Tablet', locationId, publicKey: nobodysKey() })
  if (!first.ok) throw new Error(first.code)
  const publicKey = nobodysKey()
  const second = succeed(store, outside, first.device.id, publicKey)
  expect(second).toMatchObject({ ok: true, device: { name: 'Tablet', letter: 'B', formerLetters: ['A'] } })
  expect(succeed(store, outside, first.device.id, publicKey)).toEqual(second)
  if (!second.ok) throw new Error(second.code)
  const third = succeed(store, outside, second.device.id, nobodysKey())
  expect(third).toMatchObject({ ok: true, device: { letter: 'C', formerLetters: ['B', 'A'] } })
  if (!third.ok) throw new Error(third.code)
  expect(store.deviceKeys.formerlyOf(third.device.id).sort()).toEqual(
    [first.device.id, second.device.id].sort(),
  )
  expect(store.deviceKeys.formerlyOf(first.device.id)).toEqual([])
})

test('It believes whoever enrols a tablet what it was, but only of one that this server does not know', () => {
  const { store, locationId } = open()
  const request = { name: 'Tablet', locationId, publicKey: nobodysKey() }
  const lost = { device: outside.newId(), letters: ['D'] }
  const first = enrol(store, outside, by, { ...request, formerly: lost })
  expect(first).toMatchObject({ ok: true, device: { letter: 'E', formerLetters: ['D'] } })
  if (!first.ok) throw new Error(first.code)
  expect(store.deviceKeys.formerlyOf(first.device.id)).toEqual([lost.device])
  const thief = enrol(store, outside, by, {
    ...request,
    formerly: { device: first.device.id, letters: ['E'] },
  })
  expect(thief.ok && [thief.device.letter, thief.device.formerLetters]).toEqual(['F', undefined])
  expect(thief.ok && store.deviceKeys.formerlyOf(thief.device.id)).toEqual([])
})
