import type { Grant } from '#shared/api.ts'
import type { Approval } from '#shared/approval.ts'
import { may } from '#shared/role.ts'
import { base64 } from './base64.ts'
import type { Database, KeptPin } from './db.ts'
import { knownHere, mostMisses } from './here.ts'
import type { Outside } from './outside.ts'

/*
 * People who share a tablet say who they are with six digits, with or without a network. A PIN wraps its person's staff
 * key, and it is right when the key comes out: nothing here tells whether it is but that. It shows who did what among
 * people who trust each other with the tablet; against a thief who takes the disk apart six digits keep no secret.
 */

export type PinRefusal =
  { ok: false; code: 'wrong-pin'; left: number } | { ok: false; code: 'locked' | 'no-pin' | 'nobody-here' }

type World = Pick<Outside, 'subtle' | 'bytes'>
type Unlocked = { ok: true; held: KeptPin; key: CryptoKey } | PinRefusal

export const pinLength = 6
const rounds = 600_000
const curve = { name: 'ECDSA', namedCurve: 'P-256' }

export type Pins = ReturnType<typeof openPins>

export function openPins(db: Database, outside: World) {
  return {
    /** Everyone with a PIN here who may still work, by name. */
    known: () => knownHere(db),
    /** Gives whoever is on the till a PIN; in place of another, which `former` has to be. */
    set: (pin: string, former?: string) => set(db, outside, pin, former),
    /** Takes the person off the till, and their PIN off this tablet. */
    forget: () => forget(db),
    /** Puts someone on the till, in place of whoever is. */
    sit: (person: string, pin: string) => sit(db, outside, person, pin),
    /** A manager's word for one action, whoever is on the till. */
    vouch: (person: string, pin: string) => vouch(db, outside, person, pin),
  }
}

/** After someone signed in with a connection: their PIN goes with the new grant, or, locked, goes. */
export async function renewPin(db: Database, grant: Grant): Promise<void> {
  const held = await db.pins.get(grant.person)
  if (!held) return
  if (held.misses >= mostMisses) await db.pins.delete(grant.person)
  else await db.pins.put({ ...held, grant, misses: 0 })
}

async function set(
  db: Database,
  outside: World,
  pin: string,
  former?: string,
): Promise<{ ok: true } | PinRefusal> {
  if (!/^\d{6}$/.test(pin)) throw new TypeError('a PIN has six digits')
  const { person: grant } = await db.read('person')
  if (!grant) return { ok: false, code: 'nobody-here' }
  const staffKey = await staffKeyOf(db, outside, grant.person, former)
  if (!staffKey.ok) return staffKey
  const salt = outside.bytes(16)
  const nonce = outside.bytes(12)
  const wrapping = await wrappingKey(outside, await secretOf(db, outside), pin, salt)
  const key = await outside.subtle.wrapKey('pkcs8', staffKey.key, wrapping, { name: 'AES-GCM', iv: nonce })
  const { publicKey } = staffKey
  await db.pins.put({ person: grant.person, grant, salt, nonce, key, publicKey, misses: 0 })
  return { ok: true }
}

/** The key that a new PIN wraps: the one that the former PIN opens, or a new one where there was none. */
async function staffKeyOf(db: Database, outside: World, person: string, former?: string) {
  if (await db.pins.get(person)) {
    const unlocked = await unlock(db, outside, person, former ?? '', true)
    return unlocked.ok ? { ...unlocked, publicKey: unlocked.held.publicKey } : unlocked
  }
  const made = await outside.subtle.generateKey(curve, true, ['sign', 'verify'])
  const publicKey = base64(await outside.subtle.exportKey('spki', made.publicKey))
  return { ok: true as const, key: made.privateKey, publicKey }
}

async function forget(db: Database): Promise<void> {
  await db.write([db.meta, db.pins], async (db) => {
    const { person } = await db.read('person')
    if (person) await db.pins.delete(person.person)
    await db.forget('person')
  })
}

async function sit(
  db: Database,
  outside: World,
  person: string,
  pin: string,
): Promise<{ ok: true } | PinRefusal> {
  const unlocked = await unlock(db, outside, person, pin)
  if (!unlocked.ok) return unlocked
  await db.keep({ person: unlocked.held.grant })
  return { ok: true }
}

async function vouch(
  db: Database,
  outside: World,
  person: string,
  pin: string,
): Promise<{ ok: true; approval: Approval } | PinRefusal> {
  const unlocked = await unlock(db, outside, person, pin)
  if (!unlocked.ok) return unlocked
  const { grant } = unlocked.held
  if (!may(grant.role, 'order.approve')) return { ok: false, code: 'no-pin' }
  return { ok: true, approval: { by: grant.person, grant: grant.id } }
}

/** A try counts before it is made, so that neither a reload nor a dead battery gives it back. */
async function unlock(
  db: Database,
  { subtle, bytes }: World,
  person: string,
  pin: string,
  isForWrapping = false,
): Promise<Unlocked> {
  const held = await countTry(db, person)
  if (!held) return { ok: false, code: 'no-pin' }
  if (held.misses > mostMisses) return { ok: false, code: 'locked' }
  const secret = await secretOf(db, { subtle, bytes })
  const wrapping = await wrappingKey({ subtle }, secret, pin, held.salt)
  const algorithm = { name: 'AES-GCM', iv: held.nonce }
  const key = await subtle
    .unwrapKey('pkcs8', held.key, wrapping, algorithm, curve, isForWrapping, ['sign'])
    .catch(nullWhereWrong)
  if (!key)
    return held.misses < mostMisses
      ? { ok: false, code: 'wrong-pin', left: mostMisses - held.misses }
      : { ok: false, code: 'locked' }
  await db.pins.update(person, { misses: 0 })
  return { ok: true, held, key }
}

async function countTry(db: Database, person: string): Promise<KeptPin | null> {
  return db.write([db.pins, db.person], async (db) => {
    const [pin, row] = [await db.pins.get(person), await db.person.get(person)]
    if (!pin || row?.active === false) return null
    const tried = { ...pin, misses: pin.misses + 1 }
    if (pin.misses < mostMisses) await db.pins.put(tried)
    return tried
  })
}

function nullWhereWrong(error: unknown): null {
  if (error instanceof DOMException && error.name === 'OperationError') return null
  throw error
}

/** PBKDF2 over the PIN, mixed with the device's secret, which no script can read out. */
async function wrappingKey(
  { subtle }: Pick<World, 'subtle'>,
  secret: CryptoKey,
  pin: string,
  salt: Uint8Array<ArrayBuffer>,
): Promise<CryptoKey> {
  const mixed = await subtle.sign('HMAC', secret, new TextEncoder().encode(pin))
  const start = await subtle.importKey('raw', mixed, 'PBKDF2', false, ['deriveKey'])
  const stretched = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds }
  return subtle.deriveKey(stretched, start, { name: 'AES-GCM', length: 256 }, false, ['wrapKey', 'unwrapKey'])
}

/** Made with the first PIN; of two tabs that make one at the same time the first one's stays. */
async function secretOf(db: Database, { subtle }: World): Promise<CryptoKey> {
  const { secret } = await db.read('secret')
  if (secret) return secret
  const made = await subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  return db.write(db.meta, async (db) => {
    const { secret: kept } = await db.read('secret')
    if (kept) return kept
    await db.keep({ secret: made })
    return made
  })
}
