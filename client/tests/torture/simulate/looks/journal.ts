import { scopeNamed } from '#shared/scope.ts'
import * as v from 'valibot'
import type { Tablet, World } from '../cast.ts'
import type { Saved } from '../history.ts'
import type { Evening, Held } from './evening.ts'
import { placeOf } from '../tablet.ts'
import { takenBy, windowStart } from './oracle.ts'

/* What a tablet keeps, and what it was told. */

const End = v.object({ seq: v.number() })
const pending = ['waiting', 'answered', 'deferred']

/** A tablet may let go of what the server has held for two weeks, and of nothing else. */
export function savedSurvives({ world, byId }: Evening): string | null {
  const old = world.now() - 14 * 86_400_000
  for (const { storage, device } of world.tablets) {
    const kept = new Set(storage.all('entries').map(({ id }) => id))
    const lost = world.history.of(device).find(({ id, at }) => !kept.has(id) && !(at < old && byId.has(id)))
    if (lost) return `${lost.name} ${lost.id} was called saved and is not in the journal of ${device}`
  }
  return null
}

export function noGap({ world, held, byPlace }: Evening): string | null {
  let before: Held | null = null
  for (const one of held) {
    const expected: number = before?.device === one.device ? before.seq + 1 : 1
    if (one.seq !== expected) return `the server has ${one.seq} of ${one.device} where ${expected} should be`
    before = one
  }
  for (const tablet of world.tablets) {
    const { storage, device } = tablet
    const head = v.safeParse(End, storage.all('meta').find(({ key }) => key === 'head')?.value)
    const last = head.success ? head.output.seq : 0
    const kept = new Set(storage.all('entries').map(({ seq }) => seq))
    for (let seq = 1; seq <= last; seq += 1)
      if (!kept.has(seq) && !byPlace.has(placeOf(tablet, seq)))
        return `${device} has no ${seq} in its journal`
    if (Math.max(0, ...kept) > last) return `${device} has more in its journal than its head says`
  }
  return null
}

/** A number that a rolled-back tablet gave twice is a label on two receipts: the orders are told apart by their ids. */
export function noNumberTwice({ world }: Evening): string | null {
  const rows = world.server.store().database
  const twice = rows.prepare<[], { number: string }>(
    `SELECT json_extract(body, '$.number') AS number FROM "order" GROUP BY 1 HAVING count(*) > 1`,
  )
  const found = twice.all().find(({ number }) => !world.doubtful.has(number.split('-')[0] ?? ''))
  return found ? `two orders are called ${found.number}` : null
}

export function outboxEmpties({ here }: Evening): string | null {
  for (const { storage, device } of here) {
    const waiting = storage.all('entries').filter(({ state }) => pending.includes(state))
    const [first] = waiting
    if (first)
      return `${device} still has ${waiting.length} to send, the first is ${first.seq} ${first.name} ${first.id}`
  }
  return null
}

export function ownOrdersStay({ world }: Evening): string | null {
  for (const tablet of world.tablets) {
    const gone = ownOrderGone(world, tablet)
    if (gone) return `order ${gone.id} was made on ${tablet.device} and is not shown there`
  }
  return null
}

/**
 * Whatever has or has not come of it at the server, unless that says it belongs elsewhere, or is too old. What a clock
 * that was behind dated before the window has left the tablet, and a server that was put back may not have it yet. Nor
 * has a tablet that took in one place's orders those of another before it hears that it is to show all, or that a server
 * which was put back has it where it was before.
 */
export function ownOrderGone(world: World, { storage, device }: Tablet): Saved | undefined {
  const { rows } = world.server.store()
  const shown = new Set(storage.all('order').map(({ id }) => id))
  const harmed = new Set(world.harmed.map(({ id }) => id))
  const isTakenHere = takenBy(world, device)
  const place = placeTaken(storage)
  const isAtAnother = (locationId: unknown): boolean => place !== null && place !== locationId
  /** One that has left the tablet, and that the server does not know, or not any more. */
  const isUnknownElsewhere = (id: string): boolean => {
    const entry = storage.all('entries').find((one) => one.id === id)
    if (!entry?.command) return false
    const { at, offset, args } = entry.command
    const isSettled = !pending.includes(entry.state)
    return at + offset < windowStart(world) || (isSettled && isAtAnother(args['locationId']))
  }
  const isElsewhere = (id: string): boolean => {
    const order = rows.one('order', id)
    return order ? !isTakenHere('order', order) || isAtAnother(order.locationId) : isUnknownElsewhere(id)
  }
  const isMissing = (id: string) => !shown.has(id) && !harmed.has(id) && !isElsewhere(id)
  return world.history
    .of(device)
    .find(({ id, name, excuse }) => name === 'order.place' && excuse === null && isMissing(id))
}

/** Whose orders the tablet's rows are: those of one place, or of all (null). */
function placeTaken(storage: Tablet['storage']): string | null {
  const cursor = storage.all('meta').find(({ key }) => key === 'cursor')?.value
  const taken = v.safeParse(v.object({ scope: v.string() }), cursor)
  return taken.success ? scopeNamed(taken.output.scope).locationId : null
}

/**
 * A backup that is put back may hold a command with another outcome than its tablet was given in a history that has
 * been abandoned: nobody asks again about what is held. What a backup did not hold is answered anew, and the same.
 */
export function sameOutcomes({ world, here, byPlace, isThorough }: Evening): string | null {
  const { at, held: heldThen } = world.restored
  for (const tablet of here) {
    const { storage, device } = tablet
    for (const { seq, outcome, state, answeredAt = 0 } of storage
      .all('entries')
      .slice(isThorough ? 0 : -60)) {
      const place = placeOf(tablet, seq)
      const held = byPlace.get(place)
      if (state === 'waiting' || !outcome) continue
      if (!held) return `${device} ${seq} is ${state} on the tablet and unknown to the server`
      if (answeredAt <= at && heldThen.has(place)) continue
      if (held.outcome.status !== outcome.status)
        return `${device} ${seq} is ${outcome.status} on the tablet and ${held.outcome.status} on the server`
    }
  }
  return null
}

export function answeredIsDurable({ world, byPlace }: Evening): string | null {
  for (const { device, seq, hash, outcome } of world.watch.delivered()) {
    const held = byPlace.get(`${device} ${seq}`)
    if (outcome.includes('"seq-taken"')) continue
    if (!held || (hash !== undefined && held.hash !== hash))
      return `${device} ${seq} was answered with ${outcome} and is not held`
  }
  return null
}
