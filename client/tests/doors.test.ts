import { createHash } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Envelope, hashOf } from '#shared/envelope.ts'
import { sentences } from '#shared/problem.ts'
import { protocolVersion } from '#shared/protocol.ts'
import { sealOf } from '#shared/seal.ts'
import { tables } from '#shared/tables.ts'
import { v7 } from 'uuid'
import { openApp } from '../../server/http/app.ts'
import { type Listening, listen } from '../../server/http/listen.ts'
import { demand, type Market, openMarket, place, type Tablet } from './market.ts'

/* What a tablet's own credentials open to somebody who means harm: the real server, on a real socket. */

const marker = 'Zq7NeverRepeatThis'
let market: Market
let listening: Listening
let anna: Tablet
let ben: Tablet
let ticket = ''
let device = ''
let others = ''
let grant = ''
let sealKey = new Uint8Array()

beforeAll(async () => {
  market = await openMarket()
  anna = await market.tablet('Anna', 'employee')
  ben = await market.tablet('Ben')
  const app = openApp({
    store: market.store(),
    key: market.key,
    now: () => Date.now(),
    log: { info: () => {}, error: () => {} },
    random: (size) => crypto.getRandomValues(new Uint8Array(size)),
    version: '0.0.0',
  })
  listening = await listen(app, { host: '127.0.0.1', port: 0 })
  anna.network.take((_send, path, init) => fetch(new URL(path, listening.url), init))
  taken = await place(anna, market.order([0, 1]))
  demand(await anna.till.sync()) // says hello anew: tickets of another start are worth nothing here
  ticket = anna.till.ticket() ?? ''
  device = (await anna.till.device())?.id ?? ''
  others = (await ben.till.device())?.id ?? ''
  const person = await anna.till.person()
  sealKey = (await anna.till.db.read('sealKey')).sealKey ?? sealKey
  grant = (await anna.till.db.grants.get(person?.id ?? ''))?.token ?? ''
})
afterAll(async () => {
  await listening.close()
  market.close()
})

describe('a whole request', () => {
  let before = ''
  beforeEach(() => {
    before = dump()
  })

  const fine = () => ({
    ...{
      protocol: protocolVersion,
      device,
      cursor: null,
      first: 2,
      commands: [],
      grants: [grant],
      page: 100,
    },
  })
  const huge = () => JSON.stringify({ ...fine(), more: marker.repeat(80_000) })
  const deep = () =>
    `${JSON.stringify(fine()).slice(0, -1)},"more":${'['.repeat(5_000)}"${marker}"${']'.repeat(5_000)}}`

  test.each<[what: string, status: number, body: () => unknown]>([
    ['a number where a text belongs', 400, () => ({ ...fine(), device: 12 })],
    ['a text where a number belongs', 400, () => ({ ...fine(), page: marker })],
    ['an unknown key', 400, () => ({ ...fine(), [marker]: marker })],
    ['a key that would reach every object', 400, () => `{"__proto__":{"${marker}":true}}`],
    ['a page of no rows', 400, () => ({ ...fine(), page: 0 })],
    ['a page below zero', 400, () => ({ ...fine(), page: -1 })],
    ['half a page', 400, () => ({ ...fine(), page: 1.5 })],
    ['a place beyond safe integers', 400, () => ({ ...fine(), first: 2 ** 53 })],
    ['a place before the first', 400, () => ({ ...fine(), first: 0 })],
    ['a cursor that is none', 400, () => ({ ...fine(), cursor: { epoch: marker, rev: 1, tag: marker } })],
    [
      'more commands than fit',
      400,
      () => ({ ...fine(), commands: Array.from({ length: 201 }, () => marker) }),
    ],
    ['commands that are no list', 400, () => ({ ...fine(), commands: { [marker]: 1 } })],
    ['a grant that is no text', 400, () => ({ ...fine(), grants: [[marker]] })],
    ['another device’s id', 400, () => ({ ...fine(), device: others })],
    ['half a JSON', 400, () => `{"${marker}":`],
    ['nothing', 400, () => ''],
    ['something huge', 413, huge],
    ['something deep', 400, deep],
  ])('It is refused with %s', async (_, status, body) => {
    const made = body()
    await expectRefused(await send(typeof made === 'string' ? made : JSON.stringify(made)), status)
    expect(dump()).toBe(before)
  })

  test.each<[what: string, status: number, headers: () => Record<string, string>]>([
    ['no ticket', 401, () => ({ authorization: '' })],
    ['a ticket that is none', 401, () => ({ authorization: `Device ${marker}` })],
    ['a ticket of another kind', 401, () => ({ authorization: `Bearer ${ticket}` })],
    ['a ticket with one letter changed', 401, () => ({ authorization: `Device ${flipped(ticket)}` })],
    [
      'a ticket whose device was changed',
      401,
      () => ({ authorization: `Device ${ticket.replace(device, others)}` }),
    ],
    ['a form’s content type', 415, () => ({ 'content-type': 'application/x-www-form-urlencoded' })],
    ['a plain content type', 415, () => ({ 'content-type': 'text/plain' })],
    ['another site’s page behind it', 403, () => ({ 'sec-fetch-site': 'cross-site' })],
    ['another site’s origin', 403, () => ({ origin: `https://${marker.toLowerCase()}.example` })],
  ])('It is refused with %s', async (_, status, headers) => {
    const body = JSON.stringify({ ...fine(), commands: [{ [marker]: marker }] })
    await expectRefused(await send(body, headers()), status)
    expect(dump()).toBe(before)
  })

  test.each([
    ['GET', '/api/sync'],
    ['PUT', '/api/sync'],
    ['DELETE', '/api/sync'],
    ['POST', `/api/${marker}`],
    ['POST', `/api/sync/..%2f${marker}`],
  ])('It is refused as %s %s', async (method, path) => {
    const headers = { authorization: `Device ${ticket}` }
    await expectRefused(await fetch(new URL(path, listening.url), { method, headers }), 404)
    expect(dump()).toBe(before)
  })
})

describe('one command among others', () => {
  test.each<[what: string, code: string, change: (command: Envelope) => unknown]>([
    ['that is a word', 'malformed', () => marker],
    ['that is nothing', 'malformed', () => null],
    ['with an unknown key', 'malformed', (command) => ({ ...command, role: 'admin' })],
    ['from before time', 'malformed', (command) => sealed({ ...command, at: -1 })],
    ['in another’s place', 'malformed', (command) => sealed({ ...command, seq: command.seq + 7 })],
    ['with a negative quantity', 'bad-args', (command) => sealed(line(command, { quantity: -1 }))],
    ['with half a quantity', 'bad-args', (command) => sealed(line(command, { quantity: 0.5 }))],
    ['with a price beyond safe integers', 'bad-args', (command) => sealed(line(command, { price: 2 ** 53 }))],
    ['with a price that is a text', 'bad-args', (command) => sealed(line(command, { price: '250' }))],
    [
      'with a total below zero',
      'bad-args',
      (command) => sealed({ ...command, args: { ...command.args, total: -5 } }),
    ],
    [
      'with arguments nobody knows',
      'bad-args',
      (command) => sealed({ ...command, args: { ...command.args, [marker]: 1 } }),
    ],
    ['nobody has heard of', 'unknown-command', (command) => sealed({ ...command, name: 'order.forge' })],
    ['by an actor who was not there', 'forged-actor', (command) => sealed({ ...command, actor: ben.person })],
    ['under a grant nobody gave', 'forged-actor', (command) => sealed({ ...command, grant: v7() })],
    [
      'with one letter of its seal changed',
      'forged-seal',
      (command) => ({ ...command, seal: flipped(command.seal ?? '') }),
    ],
    ['with a seal that is none', 'malformed', (command) => ({ ...command, seal: marker })],
    [
      'that says it was sealed elsewhere',
      'forged-seal',
      (command) => sealed({ ...command, former: command.hash }),
    ],
    ['of another device', 'other-device', (command) => sealed({ ...command, device: others })],
    ['whose bytes were changed', 'tampered', (command) => ({ ...command, at: command.at + 1 })],
    ['whose hash was changed', 'tampered', (command) => ({ ...command, hash: flipped(command.hash) })],
    ['with an id that is taken', 'id-taken', (command) => sealed({ ...command, id: taken })],
  ])('It is set aside %s, and what is behind it is taken', async (_, code, change) => {
    const { seq, hash } = last()
    previous = hash
    const spoiled = change(sealed(order(seq + 1)))
    previous = hashIn(spoiled) ?? ''
    const behind = sealed(order(seq + 2))
    const body = {
      protocol: protocolVersion,
      device,
      cursor: null,
      first: seq + 1,
      commands: [spoiled, behind],
    }
    const response = await send(JSON.stringify({ ...body, grants: [grant], page: 1 }))
    expect(response.status).toBe(200)

    const { outcomes, lastSeq } = await response.json()
    expect(outcomes[0]).toMatchObject({ seq: seq + 1, status: 'quarantined', code })
    expect(['applied', 'flagged']).toContain(outcomes[1].status)
    expect(lastSeq).toBe(seq + 2)
    expect(JSON.stringify(outcomes)).not.toContain(marker)
    const { rows, journal } = market.store()
    expect(rows.one('order', behind.id)).toBeDefined()
    if (typeof spoiled === 'object' && spoiled !== null && 'id' in spoiled && spoiled.id !== taken)
      expect(rows.one('order', String(spoiled.id))).toBeUndefined()
    expect(journal.raw(device, seq + 1)).toBe(JSON.stringify(spoiled))
  })

  test('It is rejected where its actor may not ask for it, whatever role it claims', async () => {
    const { seq, hash } = last()
    previous = hash
    const fields = { price: 1 }
    const args = { id: market.products[0], isNew: false, fields }
    const forged = sealed({ ...order(seq + 1), name: 'product.save', args })
    const body = {
      protocol: protocolVersion,
      device,
      cursor: null,
      first: seq + 1,
      commands: [forged],
      page: 1,
    }
    const response = await send(JSON.stringify({ ...body, grants: [grant.replace('"employee"', '"admin"')] }))
    expect((await response.json()).outcomes).toMatchObject([{ status: 'quarantined', code: 'forged-actor' }])
    const again = sealed({ ...order(seq + 2), name: 'product.save', args }, hashIn(forged) ?? '')
    const honest = await send(JSON.stringify({ ...body, first: seq + 2, commands: [again], grants: [grant] }))
    expect((await honest.json()).outcomes).toMatchObject([{ status: 'rejected', code: 'not-permitted' }])
    expect(market.store().rows.one('product', market.products[0] ?? '')?.price).toBe(250)
  })
})

let previous = ''
let taken = ''

function order(seq: number): Omit<Envelope, 'hash'> {
  const grantId = /"id":"([0-9a-f-]+)"/.exec(grant)?.[1] ?? ''
  return {
    ...{ id: v7(), device, seq, name: 'order.place', v: 1, actor: anna.person, grant: grantId },
    ...{ at: Date.now(), offset: 0, uncertainty: 0, zone: 'Europe/London', base: 0 },
    args: { ...market.order([0, 1]), number: `B-${String(seq).padStart(4, '0')}` },
  }
}

function sealed(command: Omit<Envelope, 'hash'> & { hash?: string }, after = previous): Envelope {
  const { hash: _, ...unsealed } = command
  const made = { ...unsealed, hash: hashOf(unsealed, after) }
  return { ...made, seal: sealOf(sealKey, made) }
}

function line(command: Envelope, change: object): Envelope {
  const { lines } = market.order([0, 1])
  return { ...command, args: { ...command.args, lines: [{ ...lines[0], ...change }] } }
}

function hashIn(command: unknown): string | null {
  return typeof command === 'object' && command !== null && 'hash' in command ? String(command.hash) : null
}

function last(): { seq: number; hash: string } {
  return market.store().journal.last(device) ?? { seq: 0, hash: '' }
}

function send(body: string, headers: Record<string, string> = {}): Promise<Response> {
  const usual = { 'content-type': 'application/json', authorization: `Device ${ticket}` }
  return fetch(new URL('/api/sync', listening.url), {
    method: 'POST',
    headers: { ...usual, ...headers },
    body,
  })
}

async function expectRefused(response: Response, status: number): Promise<void> {
  const text = await response.text()
  expect(response.status).toBe(status)
  const { code, sentence, ...more } = JSON.parse(text)
  expect(sentences).toHaveProperty(code, sentence)
  expect(more).toEqual({})
  expect(`${text}${JSON.stringify([...response.headers])}`.toLowerCase()).not.toContain(marker.toLowerCase())
}

/** A hash over everything the server holds for its business. */
function dump(): string {
  const { database } = market.store()
  const hash = createHash('sha256')
  for (const table of [...tables, 'command', 'conflicting', 'rescued', 'revision', 'account', 'session'])
    hash.update(JSON.stringify(database.prepare(`SELECT * FROM "${table}"`).all()))
  return hash.digest('hex')
}

function flipped(text: string): string {
  return text.slice(0, -1) + (text.endsWith('a') ? 'b' : 'a')
}
