import { type EnrolRequest, type GrantAnswer, readGrant } from '#shared/api.ts'
import { chainStart } from '#shared/envelope.ts'
import { proofText } from '#shared/protocol.ts'
import type { Api, Refusal } from './api.ts'
import { base64, fromBase64 } from './base64.ts'
import { anchorOf, clockFrom } from './clock.ts'
import type { Clock, Database } from './db.ts'
import { deviceHere } from './here.ts'
import type { Outside } from './outside.ts'
import { renewPin } from './pin.ts'
import { moveTo } from './reseal.ts'
import { takeTurn } from './turn.ts'

export type Result = { ok: true } | Refusal

/** `replaces`: the letter that this browser had before its storage was lost. */
export type Enrolment = Pick<EnrolRequest, 'name' | 'locationId' | 'replaces'>

const curve = { name: 'ECDSA', namedCurve: 'P-256' }

/** Makes this browser profile a tablet. One that is a tablet already stays the tablet it is. */
export async function enrol(db: Database, api: Api, outside: Outside, input: Enrolment): Promise<Result> {
  if (await deviceHere(db)) return takeOver(db, api, outside)
  const { publicKey, privateKey } = await makeKey(outside.subtle)
  const asked = anchorOf(outside)
  const answer = await api.enrol({ ...input, publicKey })
  if (!answer.ok) return answer
  const { device, now } = answer.value
  const clock = clockFrom(asked, anchorOf(outside), now)
  await db.write([db.meta, db.turns, db.device, db.grants, db.pins], async (db) => {
    await db.device.put(device)
    await seat(db, answer.value, clock)
    // The last, since a power cut that tears a transaction takes its beginning (see torn.ts).
    await db.keep({ device, key: privateKey, head: { seq: 0, hash: chainStart, counter: 0 }, sent: 0 })
    await db.forget('join')
  })
  return { ok: true }
}

/**
 * Puts the person whose web session this is on the till. Where the server does not know this tablet (it was restored
 * to before its time), whoever may enrol tablets enrols it anew, with everything in its journal.
 */
export async function takeOver(db: Database, api: Api, outside: Outside): Promise<Result> {
  const { device } = await db.read('device')
  if (!device) throw new Error('only an enrolled tablet can be taken over')
  const asked = anchorOf(outside)
  const answer = await api.grant({ device: device.id })
  if (!answer.ok) return answer.code === 'unknown-device' ? enrolAnew(db, api, outside, answer) : answer
  const clock = clockFrom(asked, anchorOf(outside), answer.value.now)
  await db.write([db.meta, db.turns, db.grants, db.pins], (db) => seat(db, answer.value, clock))
  return { ok: true }
}

/**
 * Goes on as another: this tablet is a copy, or was rolled back, and its place in its journal is taken. What had not
 * been taken in goes along, sealed anew; ids, numbers and times stay as they are on the receipts.
 */
export async function renew(
  db: Database,
  api: Api,
  outside: Outside,
  ticket: string,
  signal: AbortSignal,
): Promise<Result> {
  const { publicKey, privateKey } = await nextKey(db, outside.subtle)
  const answer = await api.identity({ publicKey }, ticket, signal)
  if (!answer.ok) return answer
  await db.write([db.meta, db.turns, db.entries, db.fresh], async (db) => {
    if ((await db.read('nextKey')).nextKey?.publicKey !== publicKey) return // another tab was faster
    const unsettled = await db.entries.where('state').anyOf('waiting', 'deferred').toArray()
    await moveTo(db, answer.value.device, privateKey, unsettled)
  })
  return { ok: true }
}

async function enrolAnew(db: Database, api: Api, outside: Outside, refusal: Refusal): Promise<Result> {
  const here = await deviceHere(db)
  if (!here) return refusal
  const { publicKey, privateKey } = await nextKey(db, outside.subtle)
  const formerly = { device: here.id, letters: [here.letter, ...(here.formerLetters ?? [])] }
  const request = { name: here.name, locationId: here.locationId, publicKey, formerly }
  const asked = anchorOf(outside)
  let answer = await api.enrol(request)
  if (!answer.ok && answer.code === 'unknown-location') {
    const me = await api.me()
    const [location] = me.ok ? me.value.locations : []
    if (location) answer = await api.enrol({ ...request, locationId: location.id })
  }
  if (!answer.ok) return answer.code === 'not-permitted' ? refusal : answer
  const { device, now } = answer.value
  const clock = clockFrom(asked, anchorOf(outside), now)
  await db.write([db.meta, db.turns, db.entries, db.fresh, db.grants, db.pins], async (db) => {
    await moveTo(db, device, privateKey, await db.entries.toArray())
    // What a server that forgot this tablet once signed may be worth nothing to it: everyone signs in anew.
    await db.pins.clear()
    await seat(db, answer.value, clock)
  })
  return { ok: true }
}

/** Kept until it is used, so that an identity whose answer was lost is asked for again, and not yet another one. */
async function nextKey(db: Database, subtle: SubtleCrypto) {
  const made = await makeKey(subtle)
  return db.write(db.meta, async (db) => {
    const { nextKey: kept } = await db.read('nextKey')
    if (kept) return kept
    await db.keep({ nextKey: made })
    return made
  })
}

export async function makeKey(subtle: SubtleCrypto): Promise<{ publicKey: string; privateKey: CryptoKey }> {
  const { publicKey, privateKey } = await subtle.generateKey(curve, false, ['sign', 'verify'])
  return { publicKey: base64(await subtle.exportKey('spki', publicKey)), privateKey }
}

/** Signs a hello's challenge with the device's key. */
export async function prove(db: Database, subtle: SubtleCrypto, challenge: string): Promise<string> {
  const { device, key } = await db.read('device', 'key')
  if (!device || !key) throw new Error('only an enrolled tablet can say who it is')
  return sign(subtle, key, proofText(device.id, challenge))
}

/** The raw signature (IEEE P1363) in base64. */
export async function sign(subtle: SubtleCrypto, key: CryptoKey, text: string): Promise<string> {
  return base64(await subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, key, new TextEncoder().encode(text)))
}

async function seat(
  db: Database,
  { grant: token, sealKey: text }: Omit<GrantAnswer, 'now'>,
  clock: Clock,
): Promise<void> {
  const grant = readGrant(token)?.grant
  const sealKey = fromBase64(text)
  if (!grant || !sealKey) throw new TypeError('the server gave a grant that cannot be read')
  await takeTurn(db)
  await db.keep({ person: grant, sealKey, clock })
  await renewPin(db, grant)
  // Kept for ever: a command names its grant, and may have to be sent again long after. Behind the person, since nobody
  // on the till is found out where the other would not be (see torn.ts).
  await db.grants.put({ id: grant.id, token })
}
