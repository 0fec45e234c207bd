import { generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { expect, test } from 'vitest'
import { openTickets, readPublicKey, verifyProof } from './tickets.ts'

const device = '01a2064e-1ecc-7bc8-a2ee-4a97a4d50a57'
const other = '01a2064e-1ecc-7bc8-a2ee-4a97a4d50a58'
const minute = 60_000

function open(at = { now: Date.UTC(2026, 10, 23) }) {
  return { at, tickets: openTickets(() => at.now, randomBytes) }
}

test('It reads the device off a ticket for twelve hours', () => {
  const { at, tickets } = open()
  const ticket = tickets.makeTicket(device)
  expect(tickets.readTicket(ticket)).toBe(device)
  at.now += 12 * 60 * minute - 1
  expect(tickets.readTicket(ticket)).toBe(device)
  at.now += 1
  expect(tickets.readTicket(ticket)).toBeNull()
})

test('It takes no ticket that was changed, made elsewhere, or is none', () => {
  const { tickets } = open()
  const ticket = tickets.makeTicket(device)
  const strange = [
    ticket.replace(device, other),
    `${ticket}x`,
    ticket.slice(0, -1),
    open().tickets.makeTicket(device),
    '',
    '..',
    'ä'.repeat(100),
  ]
  for (const token of strange) expect(tickets.readTicket(token)).toBeNull()
})

test('It takes a challenge for five minutes, from its own device, and never for a ticket', () => {
  const { at, tickets } = open()
  const challenge = tickets.makeChallenge(device)
  expect(tickets.isFresh(challenge, device)).toBe(true)
  expect(tickets.isFresh(challenge, other)).toBe(false)
  expect(tickets.readTicket(challenge)).toBeNull()
  expect(tickets.isFresh(tickets.makeTicket(device), device)).toBe(false)
  at.now += 5 * minute
  expect(tickets.isFresh(challenge, device)).toBe(false)
})

test('It knows whose key signed a text', () => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const spki = publicKey.export({ format: 'der', type: 'spki' }).toString('base64')
  const signature = sign('sha256', Buffer.from('hello'), { key: privateKey, dsaEncoding: 'ieee-p1363' })
  expect(verifyProof(spki, 'hello', signature.toString('base64'))).toBe(true)
  expect(verifyProof(spki, 'hullo', signature.toString('base64'))).toBe(false)
  expect(
    verifyProof(spki, 'hello', sign('sha256', Buffer.from('hello'), privateKey).toString('base64')),
  ).toBe(false)
  expect(verifyProof('AAAA', 'hello', signature.toString('base64'))).toBe(false)
})

test('It takes keys of P-256 only', () => {
  const spki = (key: ReturnType<typeof generateKeyPairSync>['publicKey']) =>
    key.export({ format: 'der', type: 'spki' }).toString('base64')
  expect(readPublicKey(spki(generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey))).not.toBeNull()
  expect(readPublicKey(spki(generateKeyPairSync('ec', { namedCurve: 'P-384' }).publicKey))).toBeNull()
  expect(readPublicKey(spki(generateKeyPairSync('ed25519').publicKey))).toBeNull()
  expect(readPublicKey('not a key')).toBeNull()
})
