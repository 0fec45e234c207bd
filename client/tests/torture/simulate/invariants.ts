import { chainStart, effectiveAt, type Envelope, hashOf } from '#shared/envelope.ts'
import {
  type Count,
  type Level,
  type Movement,
  type Order,
  type Row,
  type StatusStep,
  type Table,
  tables,
} from '#shared/rows.ts'
import { standingOf } from '#shared/status.ts'
import { isLater, type Stamp } from '#shared/stamp.ts'
import { levelOf } from '#shared/stock.ts'
import * as v from 'valibot'
import type { Entry } from '../../../data/db.ts'
import { isEqual } from '../../../data/equal.ts'
import { pendingEntries } from '../../../data/settle.ts'
import type { Evening, Held } from './checks.ts'
import type { Saved } from './history.ts'
import type { Tablet } from './tablet.ts'

/*
 * The promises of the sync, each as one look at a market in the evening. A look says what is wrong, or null. Some
 * promises (2, 8, 9) are watched on the wires as well, while things happen.
 */

interface Invariant {
  invariant: number
  check: string
  look(evening: Evening): string | null | Promise<string | null>
}

export const invariants: readonly Invariant[] = [
  { invariant: 2, check: 'what was answered is durable', look: answeredIsDurable },
  { invariant: 1, check: 'what is called saved is saved', look: savedSurvives },
  { invariant: 4, check: 'no gap in a device’s commands', look: noGap },
  { invariant: 4, check: 'no order number twice', look: noNumberTwice },
  { invariant: 10, check: 'the outbox empties by itself', look: outboxEmpties },
  { invariant: 12, check: 'after a restore everything is there again', look: restoredIsWhole },
  { invariant: 3, check: 'nothing saved is lost', look: nothingLost },
  { invariant: 3, check: 'nothing is there that nobody made', look: nothingInvented },
  { invariant: 8, check: 'a tablet’s outcomes are the server’s', look: sameOutcomes },
  { invariant: 1, check: 'an own order stays on its tablet', look: ownOrdersStay },
  { invariant: 15, check: 'what was tampered with is set aside', look: tamperedIsAside },
  { invariant: 13, check: 'no clock keeps a fact from being taken', look: factsAreTaken },
  { invariant: 14, check: 'the money adds up', look: moneyAddsUp },
  { invariant: 5, check: 'a level is what its movements and counts say', look: levelsAreRight },
  { invariant: 5, check: 'a product is the latest that was said of it', look: productsAreRight },
  { invariant: 5, check: 'a status is what its steps say', look: statusesAreRight },
  { invariant: 6, check: 'nothing appears behind a reader', look: nothingBehindReader },
  { invariant: 11, check: 'a tablet with nothing to send has the server’s rows', look: rowsAreEqual },
  { invariant: 11, check: 'a tablet with nothing to send keeps no copies', look: nothingKept },
  { invariant: 15, check: 'the chain verifies', look: chainVerifies },
  { invariant: 15, check: 'one flipped byte is found', look: flippedByteIsFound },
]

function answeredIsDurable({ world, byPlace }: Evening): string | null {
  for (const { device, seq, hash, outcome } of world.watch.delivered()) {
    const held = byPlace.get(`${device} ${seq}`)
    if (outcome.includes('"seq-taken"')) continue
    if (!held || (hash !== undefined && held.hash !== hash))
      return `${device} ${seq} was answered with ${outcome} and is not held`
  }
  return null
}

/** A tablet may let go of what the server has held for two weeks, and of nothing else. */
async function savedSurvives({ world, byId }: Evening): Promise<string | null> {
  const old = world.now() - 14 * 86_400_000
  for (const { till, device } of world.tablets) {
    const kept = new Set(await till.db.entries.orderBy('id').keys())
    const lost = world.history.of(device).find(({ id, at }) => !kept.has(id) && !(at < old && byId.has(id)))
    if (lost) return `${lost.name} ${lost.id} was called saved and is not in the journal of ${device}`
  }
  return null
}

async function noGap({ world, held, byPlace }: Evening): Promise<string | null> {
  let before: Held | null = null
  for (const one of held) {
    const expected: number = before?.device === one.device ? before.seq + 1 : 1
    if (one.seq !== expected) return `the server has ${one.seq} of ${one.device} where ${expected} should be`
    before = one
  }
  for (const { till, device } of world.tablets) {
    const { head } = await till.db.read('head')
    const kept = new Set((await till.db.entries.toCollection().primaryKeys()).map(Number))
    for (let seq = 1; seq <= (head?.seq ?? 0); seq += 1)
      if (!kept.has(seq) && !byPlace.has(`${device} ${seq}`)) return `${device} has no ${seq} in its journal`
    if (Math.max(0, ...kept) > (head?.seq ?? 0)) return `${device} has more in its journal than its head says`
  }
  return null
}

function noNumberTwice({ world }: Evening): string | null {
  const rows = world.server.store().database
  const twice = rows.prepare<[], { number: string }>(
    `SELECT json_extract(body, '$.number') AS number FROM "order" GROUP BY 1 HAVING count(*) > 1`,
  )
  const found = twice.get()
  return found ? `two orders are called ${found.number}` : null
}

async function outboxEmpties({ here }: Evening): Promise<string | null> {
  for (const { till, device } of here) {
    const waiting = await pendingEntries(till.db)
    const [first] = waiting
    if (first)
      return `${device} still has ${waiting.length} to send, the first is ${first.seq} ${first.name} ${first.id}`
  }
  return null
}

async function restoredIsWhole(evening: Evening): Promise<string | null> {
  return evening.memory.restores === evening.world.restores ? null : nothingLost(evening)
}

/** Where each saved command is: held by the server, or still on its tablet. */
async function nothingLost({ world, here, byId, byPlace }: Evening): Promise<string | null> {
  const { rows } = world.server.store()
  for (const tablet of world.tablets) {
    const waiting = new Set((await stillOn(tablet, here)).map(({ id }) => id))
    const places = new Map<string, number>()
    for (const saved of world.history.of(tablet.device)) {
      if (byId.has(saved.id) || waiting.has(saved.id)) continue
      if (places.size === 0)
        for (const { id, seq } of await tablet.till.db.entries.toArray()) places.set(id, seq)
      const held = byPlace.get(`${saved.device} ${places.get(saved.id) ?? 0}`)
      if (held?.outcome.status !== 'quarantined')
        return `${saved.name} ${saved.id} of ${saved.device} is nowhere`
    }
  }
  const gone = new Set(world.tablets.map(({ device }) => device))
  for (const saved of world.history.all()) {
    if (!gone.has(saved.device) && saved.excuse !== 'spoiled' && !byId.has(saved.id))
      return `${saved.name} ${saved.id} of the forgotten ${saved.device} is nowhere`
    const held = byId.get(saved.id)
    if (!held || saved.name !== 'order.place' || !isAccepted(held)) continue
    const order = rows.one('order', saved.id)
    if (order?.total !== saved.total)
      return `order ${saved.id} of ${saved.total} was taken and is ${order?.total ?? 'not there'}`
  }
  return null
}

function nothingInvented({ world, held }: Evening): string | null {
  const invented = held.find(({ id }) => id !== null && !world.history.get(id))
  if (invented) return `${invented.device} ${invented.seq} ${invented.id ?? ''} was made by nobody`
  const counted = world.server
    .store()
    .database.prepare<[], { id: string }>(
      `SELECT id FROM "order" WHERE id NOT IN (SELECT id FROM command WHERE id IS NOT NULL)`,
    )
    .get()
  return counted ? `order ${counted.id} has no command` : null
}

async function sameOutcomes({ world, here, byPlace }: Evening): Promise<string | null> {
  for (const { till, device } of here)
    for (const { seq, outcome, state, answeredAt = 0 } of await till.db.entries
      .reverse()
      .limit(60)
      .toArray()) {
      const held = byPlace.get(`${device} ${seq}`)
      // What a network held until after a restore is answered to nobody, and the tablet keeps the answer it had.
      if (state === 'waiting' || !outcome || answeredAt <= world.restoredAt) continue
      if (!held) return `${device} ${seq} is ${state} on the tablet and unknown to the server`
      if (held.outcome.status !== outcome.status)
        return `${device} ${seq} is ${outcome.status} on the tablet and ${held.outcome.status} on the server`
    }
  return null
}

function factsAreTaken({ world, held, byId }: Evening): string | null {
  for (const { device, seq, id, raw, outcome } of held) {
    if (outcome.status === 'applied' || outcome.status === 'flagged') continue
    const saved = id === null ? savedIn(raw, world.history.get) : world.history.get(id)
    if (saved && saved.excuse === null && !byId.has(saved.id))
      return `${saved.name} ${saved.id} (${device} ${seq}) is ${JSON.stringify(outcome)}`
  }
  return null
}

/** Each order counts once: as accepted, as set aside, or as still on its tablet. */
async function moneyAddsUp({ world, here, held, byId }: Evening): Promise<string | null> {
  const { database } = world.server.store()
  const sum = database.prepare<[], { total: number }>(
    `SELECT coalesce(sum(json_extract(body, '$.total')), 0) AS total FROM "order"`,
  )
  const made = [...world.history.all()].reduce((total, one) => total + one.total, 0)
  const accepted = sum.get()?.total ?? 0
  const aside = new Set(
    held.flatMap(({ device, seq, outcome }) =>
      outcome.status === 'quarantined' ? [`${device} ${seq}`] : [],
    ),
  )
  const places = new Set(held.map(({ device, seq }) => `${device} ${seq}`))
  const others = new Set<string>()
  for (const tablet of world.tablets) {
    const { device, till } = tablet
    const refused = await till.db.entries.where('state').equals('quarantined').toArray()
    for (const { id, seq } of await stillOn(tablet, here)) if (!places.has(`${device} ${seq}`)) others.add(id)
    for (const { id, seq } of refused) if (aside.has(`${device} ${seq}`)) others.add(id)
  }
  const notTaken = [...others].filter((id) => !byId.has(id))
  const rest = notTaken.reduce((total, id) => total + (world.history.get(id)?.total ?? 0), 0)
  const missing = made - accepted - rest - spoiledOnForgotten(world)
  return missing === 0
    ? null
    : `of ${made} that was made ${accepted} is accepted and ${rest} set aside or waiting: ${missing} is missing`
}

/** What was spoiled on tablets whose storage is gone; the server has its bytes, and no amount can be read from them. */
function spoiledOnForgotten({ tablets, history }: Evening['world']): number {
  const known = new Set(tablets.map(({ device }) => device))
  return [...history.all()].reduce(
    (sum, { device, total, excuse }) => sum + (excuse === 'spoiled' && !known.has(device) ? total : 0),
    0,
  )
}

/** Whatever has or has not come of it at the server. */
async function ownOrdersStay({ world }: Evening): Promise<string | null> {
  for (const { till, device } of world.tablets) {
    const shown = new Set(await till.db.order.toCollection().primaryKeys())
    const gone = world.history
      .of(device)
      .find(({ id, name, excuse }) => name === 'order.place' && excuse === null && !shown.has(id))
    if (gone) return `order ${gone.id} was made on ${device} and is not shown there`
  }
  return null
}

function tamperedIsAside({ world, held }: Evening): string | null {
  const taken = held.find(
    (one) => one.id !== null && world.history.get(one.id)?.excuse === 'spoiled' && isAccepted(one),
  )
  return taken ? `${taken.device} ${taken.seq} was tampered with and taken in` : null
}

const Edited = v.object({ id: v.string(), fields: v.record(v.string(), v.unknown()) })

/** Of each field the edit with the latest stamp holds, whoever came first. */
function productsAreRight({ world, held }: Evening): string | null {
  const latest = new Map<string, { stamp: Stamp; value: unknown }>()
  for (const one of held) {
    const envelope = isAccepted(one) && one.raw.includes('"product.save"') ? envelopeIn(one.raw) : null
    if (envelope?.name !== 'product.save') continue
    const { id, fields } = v.parse(Edited, envelope.args)
    const stamp: Stamp = [effectiveAt(envelope), envelope.id]
    for (const [field, value] of Object.entries(fields)) {
      const known = latest.get(`${id} ${field}`)
      if (!known || isLater(stamp, known.stamp)) latest.set(`${id} ${field}`, { stamp, value })
    }
  }
  const products = new Map(
    world.server
      .store()
      .rows.all('product')
      .map((row) => [row.id, new Map(Object.entries(row))]),
  )
  for (const [key, { value }] of latest) {
    const [id = '', field = ''] = key.split(' ')
    const shown: unknown = products.get(id)?.get(field)
    if (!isEqual(shown, value))
      return `${field} of product ${id} is ${String(shown)} and should be ${String(value)}`
  }
  return null
}

function levelsAreRight({ world }: Evening): string | null {
  const { rows } = world.server.store()
  const movements = Map.groupBy(rows.all('movement'), shelfOf)
  const counts = Map.groupBy(rows.all('count'), shelfOf)
  for (const level of rows.all('level')) {
    const shelf = shelfOf(level)
    const right = levelOf(movements.get(shelf) ?? [], counts.get(shelf) ?? [])
    if (right !== level.quantity) return `${level.id} is ${level.quantity} and should be ${right}`
  }
  return null
}

function shelfOf({ productId, locationId }: Movement | Count | Level): string {
  return `${productId}@${locationId}`
}

function statusesAreRight({ world }: Evening): string | null {
  const { rows } = world.server.store()
  const steps = Map.groupBy(rows.all('status'), (step: StatusStep) => step.orderId)
  for (const order of rows.all('order')) {
    const standing = standingOf(order, steps.get(order.id) ?? [])
    const shown: Partial<Order> = {
      status: order.status,
      statusAt: order.statusAt,
      ...(order.returned ? { returned: order.returned } : {}),
    }
    if (!isEqual(standing, shown))
      return `order ${order.id} is ${order.status} and should be ${standing.status}`
  }
  return null
}

function nothingBehindReader({ world, memory }: Evening): string | null {
  const { database, revisions } = world.server.store()
  const found = new Map<string, number>()
  for (const table of tables)
    for (const { id, rev } of database
      .prepare<[], { id: string; rev: number }>(`SELECT id, rev FROM "${table}"`)
      .all())
      found.set(`${table} ${id}`, rev)
  const { reader } = memory
  memory.reader = { rev: revisions.head().rev, rows: found }
  if (!reader) return null
  for (const [key, rev] of found)
    if (rev <= reader.rev && reader.rows.get(key) !== rev)
      return `${key} has revision ${rev}, and a reader at ${reader.rev} had not seen it`
  return null
}

async function rowsAreEqual({ world, here, isThorough, memory }: Evening): Promise<string | null> {
  const { rows, database } = world.server.store()
  for (const table of tables) {
    const after = isThorough ? 0 : memory.looked
    const changed = database.prepare<[number], { body: string }>(
      `SELECT body FROM "${table}" WHERE rev > ? ORDER BY id`,
    )
    const right = changed.all(after).map(({ body }): Row => JSON.parse(body))
    const size = isThorough ? right.length : sizeOf(database, table)
    for (const tablet of here) {
      const what = await differenceIn(tablet, table, right, size)
      if (what !== null) return what
    }
  }
  return rows.all('business').length === 1 ? null : 'the server has forgotten whose it is'
}

function sizeOf(
  database: Evening['world']['server'] extends { store(): { database: infer D } } ? D : never,
  table: Table,
): number {
  return database.prepare<[], { size: number }>(`SELECT count(*) AS size FROM "${table}"`).get()?.size ?? 0
}

async function differenceIn(
  { till, device }: Tablet,
  table: Table,
  right: Row[],
  size: number,
): Promise<string | null> {
  const found = await till.db.rows(table).bulkGet(right.map(({ id }) => id))
  const at = right.findIndex((row, index) => !isEqual(row, found[index]))
  if (at >= 0)
    return `${table} ${right[at]?.id ?? ''} is ${JSON.stringify(found[at])} on ${device}, and ${JSON.stringify(right[at])} on the server`
  const here = await till.db.rows(table).count()
  return here === size ? null : `${device} has ${here} rows of ${table}, and the server ${size}`
}

async function nothingKept({ here }: Evening): Promise<string | null> {
  for (const { till, device } of here) {
    const copies = await till.db.base.count()
    if (copies > 0) return `${device} keeps ${copies} server's versions for nothing`
  }
  return null
}

/** From where it was verified the last time; from the beginning when everything is looked at. */
function chainVerifies({ held, memory, isThorough }: Evening): string | null {
  if (isThorough) memory.chains.clear()
  for (const one of held) {
    const known = memory.chains.get(one.device)
    if (known && one.seq <= known.seq) continue
    if (!isLinked(one, known?.hash ?? chainStart))
      return `${one.device} ${one.seq} does not link to what is before it`
    memory.chains.set(one.device, { seq: one.seq, hash: one.hash })
  }
  return null
}

function flippedByteIsFound({ world, held, isThorough }: Evening): string | null {
  if (!isThorough) return null
  const chance = world.chance('flip', world.now())
  const linked = held.filter(({ links }) => links === 1)
  if (linked.length === 0) return null
  const one = chance.of(linked)
  const before = held.find(({ device, seq }) => device === one.device && seq === one.seq - 1)
  const at = chance.between(0, one.raw.length - 1)
  const flipped =
    one.raw.slice(0, at) + String.fromCharCode(one.raw.charCodeAt(at) ^ 1) + one.raw.slice(at + 1)
  return isLinked({ ...one, raw: flipped }, before?.hash ?? chainStart)
    ? `nobody would find byte ${at} of ${one.raw} flipped`
    : null
}

function isLinked({ raw, links, hash }: Held, previous: string): boolean {
  if (links === 0) return true
  try {
    const envelope = envelopeIn(raw)
    return envelope.hash === hash && hashOf(envelope, previous) === hash
  } catch {
    return false
  }
}

/** Kept by the server as it was parsed at its door. */
function envelopeIn(raw: string): Envelope {
  return JSON.parse(raw)
}

function isAccepted({ outcome }: Held): boolean {
  return outcome.status === 'applied' || outcome.status === 'flagged'
}

/** What may still be on its tablet alone: what waits, and all there is on one that has not heard of a restore yet. */
async function stillOn(tablet: Tablet, here: readonly Tablet[]): Promise<Entry[]> {
  const { entries } = tablet.till.db
  return here.includes(tablet) ? entries.where('state').equals('waiting').toArray() : entries.toArray()
}

function savedIn(raw: string, find: (id: string) => Saved | undefined): Saved | undefined {
  const read: unknown = JSON.parse(raw)
  return typeof read === 'object' && read !== null && 'id' in read && typeof read.id === 'string'
    ? find(read.id)
    : undefined
}
