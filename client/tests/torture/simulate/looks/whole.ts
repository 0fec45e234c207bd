import type { Entry } from '../../../../data/db.ts'
import type { Evening } from './evening.ts'
import type { Saved } from '../history.ts'
import type { Tablet } from '../cast.ts'
import { placeOf } from '../tablet.ts'
import { isAccepted } from './held.ts'

/* Everything that was saved is somewhere, once, and its money with it. */

export function restoredIsWhole(evening: Evening): string | null {
  return evening.memory.restores === evening.world.restores ? null : nothingLost(evening)
}

/** Where each saved command is: held by the server, or still on its tablet. */
export function nothingLost({ world, here, byId, byPlace }: Evening): string | null {
  const { rows } = world.server.store()
  for (const tablet of world.tablets) {
    const waiting = new Set(stillOn(tablet, here).map(({ id }) => id))
    const places = new Map<string, number>()
    for (const saved of world.history.of(tablet.device)) {
      if (byId.has(saved.id) || waiting.has(saved.id)) continue
      if (places.size === 0) for (const { id, seq } of tablet.storage.all('entries')) places.set(id, seq)
      const held = byPlace.get(placeOf(tablet, places.get(saved.id) ?? 0))
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

export function nothingInvented({ world, held }: Evening): string | null {
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

export function tamperedIsAside({ world, held }: Evening): string | null {
  const taken = held.find(
    (one) => one.id !== null && world.history.get(one.id)?.excuse === 'spoiled' && isAccepted(one),
  )
  return taken ? `${taken.device} ${taken.seq} was tampered with and taken in` : null
}

export function factsAreTaken({ world, held, byId }: Evening): string | null {
  for (const { device, seq, id, raw, outcome } of held) {
    if (outcome.status === 'applied' || outcome.status === 'flagged') continue
    const saved = id === null ? savedIn(raw, world.history.get) : world.history.get(id)
    if (saved && saved.excuse === null && !byId.has(saved.id))
      return `${saved.name} ${saved.id} (${device} ${seq}) is ${JSON.stringify(outcome)}`
  }
  return null
}

/** Each order counts once: as accepted, as set aside, or as still on its tablet. */
export function moneyAddsUp({ world, here, held, byId }: Evening): string | null {
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
    const { storage } = tablet
    const refused = storage.all('entries').filter(({ state }) => state === 'quarantined')
    for (const { id, seq } of stillOn(tablet, here)) if (!places.has(placeOf(tablet, seq))) others.add(id)
    for (const { id, seq } of refused) if (aside.has(placeOf(tablet, seq))) others.add(id)
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

/** What may still be on its tablet alone: what waits, and all there is on one that has not heard of a restore yet. */
function stillOn(tablet: Tablet, here: readonly Tablet[]): Entry[] {
  const entries = tablet.storage.all('entries')
  return here.includes(tablet) ? entries.filter(({ state }) => state === 'waiting') : entries
}

function savedIn(raw: string, find: (id: string) => Saved | undefined): Saved | undefined {
  const read: unknown = JSON.parse(raw)
  return typeof read === 'object' && read !== null && 'id' in read && typeof read.id === 'string'
    ? find(read.id)
    : undefined
}
