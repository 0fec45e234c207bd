import {
  type FoundJoin,
  type JoinDecision,
  type JoinRequest,
  joinText,
  type StandingAnswer,
} from '#shared/joining.ts'
import type { Device } from '#shared/rows.ts'
import type { Join } from '../store/joins.ts'
import type { Store } from '../store/store.ts'
import { noteAct } from './acts.ts'
import { browserIn } from './browsers.ts'
import { hashOfCode, makeCode } from './codes.ts'
import { enrol } from './devices.ts'
import { readPublicKey, verifyProof } from './tickets.ts'

const tenMinutes = 600_000
/** A browser that lost its connection is told what became of it for so long. */
const aDay = 86_400_000

interface Outside {
  now: () => number
  newId: () => string
  random: (size: number) => Uint8Array
}

export type Asked = { ok: true; id: string; code: string; until: number } | { ok: false; code: 'bad-key' }

/** A browser asks to become a tablet. The code that it is given stands for its key, and ends the one it had before. */
export function askToJoin(
  store: Store,
  { now, newId, random }: Outside,
  { publicKey, name, replaces }: JoinRequest,
  agent: string,
): Asked {
  if (!readPublicKey(publicKey)) return { ok: false, code: 'bad-key' }
  const [id, code, askedAt] = [newId(), makeCode(random, 2), now()]
  const until = askedAt + tenMinutes
  const about = { publicKey, name: name.trim(), browser: browserIn(agent), replaces: replaces ?? null }
  store.write(() => {
    store.joins.forgetBefore(askedAt - aDay)
    store.joins.endAll(publicKey)
    const state = { state: 'waiting' as const, deviceId: null }
    store.joins.add({ id, hash: hashOfCode(code), ...about, askedAt, until, ...state })
  })
  return { ok: true, id, code, until }
}

/** What shows this code; null where none does, or not any more. */
export function findJoin({ joins }: Pick<Store, 'joins'>, now: number, code: string): FoundJoin | null {
  const found = joins.coded(hashOfCode(code))
  if (!found || !isOpen(found, now)) return null
  const { id, publicKey, name, browser, askedAt, until } = found
  return { id, publicKey, name, browser, askedAt, until }
}

export type Decided =
  { ok: true; device: Device | null } | { ok: false; code: 'join-over' | 'bad-key' | 'unknown-location' }

/** Enrols what asks, or turns it away: once, and only while its code is good. */
export function decideJoin(
  store: Store,
  outside: Pick<Outside, 'now' | 'newId'>,
  by: { id: string; tablet: string | null },
  id: string,
  decision: JoinDecision,
): Decided {
  const at = outside.now()
  return store.write((): Decided => {
    const asked = store.joins.get(id)
    if (!asked || !isOpen(asked, at)) return { ok: false, code: 'join-over' }
    const { publicKey, browser, replaces } = asked
    if (decision.decision === 'refuse') {
      store.joins.settle(id, 'refused', null)
      const doer = { actorId: by.id, deviceId: by.tablet }
      const about = { at, name: 'device.refuse', subjectId: id, subject: browser }
      noteAct(store, doer, { ...about, before: {}, after: { name: asked.name, state: 'refused' } })
      return { ok: true, device: null }
    }
    const { name, locationId } = decision
    const request = { name, locationId, publicKey, ...(replaces === null ? {} : { replaces }) }
    const enrolled = enrol(store, outside, by, request)
    if (!enrolled.ok) return enrolled
    store.joins.settle(id, 'confirmed', enrolled.device.id)
    return enrolled
  })
}

/** What became of its asking, for the browser that holds the key; null for anyone else. */
export function standingOf(
  store: Pick<Store, 'joins' | 'rows'>,
  now: number,
  id: string,
  signature: string,
): StandingAnswer | null {
  const asked = store.joins.get(id)
  if (!asked || !verifyProof(asked.publicKey, joinText(id), signature)) return null
  const device = asked.deviceId === null ? undefined : store.rows.one('device', asked.deviceId)
  if (asked.state === 'confirmed' && device) return { state: 'confirmed', device, now }
  if (asked.state === 'refused') return { state: 'refused', now }
  return { state: isOpen(asked, now) ? 'waiting' : 'over', now }
}

function isOpen({ state, until }: Join, now: number): boolean {
  return state === 'waiting' && now < until
}
