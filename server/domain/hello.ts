import {
  type HelloAnswer,
  type HelloRequest,
  proofText,
  protocolVersion,
  type TabletAbout,
} from '#shared/protocol.ts'
import type { Grant } from '#shared/api.ts'
import { nameOf } from '#shared/scope.ts'
import type { Store } from '../store/store.ts'
import { isOurs } from './pages.ts'
import { noteLoss } from './restored.ts'
import { scopeOf } from './scope.ts'

/** How devices prove who they are. */
export interface Credentials {
  makeChallenge(device: string): string
  isFresh(challenge: string, device: string): boolean
  makeTicket(device: string): string
  publicKeyOf(device: string): string | null
  verifyProof(publicKey: string, text: string, signature: string): boolean
  verifyGrant(token: string): Grant | null
}

export type Greeting =
  { ok: true; answer: HelloAnswer } | { ok: false; code: 'unknown-device' | 'device-needed' | 'shut-out' }

/** Greets a device: first a challenge for its key, then a ticket and where to go on from. */
export function greet(store: Store, credentials: Credentials, request: HelloRequest, now: number): Greeting {
  const { device, proof } = request
  const publicKey = credentials.publicKeyOf(device)
  if (publicKey === null) return { ok: false, code: 'unknown-device' }
  if (!proof) return { ok: true, answer: { next: 'prove', challenge: credentials.makeChallenge(device) } }
  const { challenge, signature } = proof
  const isProven =
    credentials.isFresh(challenge, device) &&
    credentials.verifyProof(publicKey, proofText(device, challenge), signature)
  if (!isProven) return { ok: false, code: 'device-needed' }
  const isShutOut = store.rows.one('device', device)?.active !== true
  if (isShutOut && request.leaving !== true) return { ok: false, code: 'shut-out' }
  hear(store, device, now, request.about)
  if (!isShutOut) {
    seatAgain(store, device, credentials.verifyGrant(request.grant ?? ''))
    noteLoss(store, request)
  }
  const lastSeq = store.journal.last(device)?.seq ?? 0
  const protocol = { least: protocolVersion, most: protocolVersion }
  const ticket = credentials.makeTicket(device)
  const next = isShutOut ? 'hand-in' : nextFor(store, request, lastSeq)
  return { ok: true, answer: { next, ticket, lastSeq, protocol, now } }
}

/** A server that was put back learns from the tablet who has been given it since. */
function seatAgain({ seats, deviceKeys }: Store, device: string, grant: Grant | null): void {
  if (!grant || ![device, ...deviceKeys.formerlyOf(device)].includes(grant.device)) return
  if (grant.issued > (seats.at(device)?.issued ?? -1)) seats.take(device, grant.person, grant.issued)
}

/** A tablet that says hello is there, and so is whoever was last given it. */
function hear(store: Store, device: string, now: number, about: TabletAbout | undefined): void {
  store.write(() => {
    if (about) store.heard.note(device, now, about)
    else store.heard.see(device, now)
    const seat = store.seats.at(device)
    if (seat) store.accounts.see(seat.personId, now)
  })
}

function nextFor(store: Store, { device, cursor, shape, lastSeq: claimed }: HelloRequest, lastSeq: number) {
  if (cursor && !isOurs(store, cursor, nameOf(scopeOf(store, device), shape ?? ''))) return 'start-over'
  return lastSeq < claimed ? 'send-again' : 'go-on'
}
