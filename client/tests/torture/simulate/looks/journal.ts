import { pendingEntries } from '../../../../data/settle.ts'
import type { Evening, Held } from './evening.ts'

/* What a tablet keeps, and what it was told. */

/** A tablet may let go of what the server has held for two weeks, and of nothing else. */
export async function savedSurvives({ world, byId }: Evening): Promise<string | null> {
  const old = world.now() - 14 * 86_400_000
  for (const { till, device } of world.tablets) {
    const kept = new Set(await till.db.entries.orderBy('id').keys())
    const lost = world.history.of(device).find(({ id, at }) => !kept.has(id) && !(at < old && byId.has(id)))
    if (lost) return `${lost.name} ${lost.id} was called saved and is not in the journal of ${device}`
  }
  return null
}

export async function noGap({ world, held, byPlace }: Evening): Promise<string | null> {
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

export function noNumberTwice({ world }: Evening): string | null {
  const rows = world.server.store().database
  const twice = rows.prepare<[], { number: string }>(
    `SELECT json_extract(body, '$.number') AS number FROM "order" GROUP BY 1 HAVING count(*) > 1`,
  )
  const found = twice.get()
  return found ? `two orders are called ${found.number}` : null
}

export async function outboxEmpties({ here }: Evening): Promise<string | null> {
  for (const { till, device } of here) {
    const waiting = await pendingEntries(till.db)
    const [first] = waiting
    if (first)
      return `${device} still has ${waiting.length} to send, the first is ${first.seq} ${first.name} ${first.id}`
  }
  return null
}

/** Whatever has or has not come of it at the server. */
export async function ownOrdersStay({ world }: Evening): Promise<string | null> {
  for (const { till, device } of world.tablets) {
    const shown = new Set(await till.db.order.toCollection().primaryKeys())
    const gone = world.history
      .of(device)
      .find(({ id, name, excuse }) => name === 'order.place' && excuse === null && !shown.has(id))
    if (gone) return `order ${gone.id} was made on ${device} and is not shown there`
  }
  return null
}

export async function sameOutcomes({ world, here, byPlace }: Evening): Promise<string | null> {
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

export function answeredIsDurable({ world, byPlace }: Evening): string | null {
  for (const { device, seq, hash, outcome } of world.watch.delivered()) {
    const held = byPlace.get(`${device} ${seq}`)
    if (outcome.includes('"seq-taken"')) continue
    if (!held || (hash !== undefined && held.hash !== hash))
      return `${device} ${seq} was answered with ${outcome} and is not held`
  }
  return null
}
