import type { Grant } from '#shared/api.ts'
import type { Approval } from '#shared/approval.ts'
import { may } from '#shared/role.ts'
import { type Allowed, approvalSealOf } from '#shared/seal.ts'
import type { Database, KeptPin } from './db.ts'
import { knownHere, leave, mostMisses } from './here.ts'
import type { Outside } from './outside.ts'
import { sealKeyFor } from './sealKey.ts'
import { takeTurn } from './turn.ts'

/*
 * People who share a tablet say who they are with six digits, with or without a network. A PIN locks what its person
 * seals commands with, and it is right when that comes out: nothing here tells whether it is but that. It shows who did
 * what among people who trust each other with the tablet; against a thief who takes the disk apart six digits keep no
 * secret.
 */

export type PinRefusal =
  { ok: false; code: 'wrong-pin'; left: number } | { ok: false; code: 'locked' | 'no-pin' | 'nobody-here' }

type World = Pick<Outside, 'subtle' | 'bytes'>
type Key = Uint8Array<ArrayBuffer>
type Unlocked = { ok: true; held: KeptPin; key: Key } | PinRefusal
type Vouched = { ok: true; approval: Approval } | PinRefusal

export const pinLength = 6
const rounds = 600_000
const keyBytes = 32

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
    /** A manager's word for one action, whoever is on the till; sealed where a command is to carry it. */
    vouch: (person: string, pin: string, allowed?: Allowed) => vouch(db, outside, person, pin, allowed),
    /** The same of whoever is on the till and manages. */
    vouchHere: (allowed?: Allowed) => vouchHere(db, allowed),
  }
}

/**
 * After someone signed in with a connection: their PIN goes with the new grant. Locked it goes, and so it does where it
 * locks another key than they seal with from now on; they set one again.
 */
export async function renewPin(db: Database, grant: Grant): Promise<void> {
  const held = await db.pins.get(grant.person)
  if (!held) return
  if (held.misses >= mostMisses || held.grant.seals !== grant.seals) await db.pins.delete(grant.person)
  else await db.pins.put({ ...held, grant, misses: 0 })
}

async function set(
  db: Database,
  outside: World,
  pin: string,
  former?: string,
): Promise<{ ok: true } | PinRefusal> {
  if (!/^\d{6}$/.test(pin)) throw new TypeError('a PIN has six digits')
  const { person: grant, sealKey } = await db.read('person', 'sealKey')
  if (!grant) return { ok: false, code: 'nobody-here' }
  const found = await keyToLock(db, outside, grant.person, sealKey, former)
  if (!found.ok) return found
  const salt = outside.bytes(16)
  const nonce = outside.bytes(12)
  const locking = await lockingKey(outside, await secretOf(db, outside), pin, salt)
  const key = await outside.subtle.encrypt({ name: 'AES-GCM', iv: nonce }, locking, found.key)
  await db.pins.put({ person: grant.person, grant, salt, nonce, key, misses: 0 })
  return { ok: true }
}

/** What a new PIN locks: what the former one opens, or what its person seals with just now. */
async function keyToLock(
  db: Database,
  outside: World,
  person: string,
  sealKey: Key | undefined,
  former?: string,
): Promise<{ ok: true; key: Key } | PinRefusal> {
  if (await db.pins.get(person)) return unlock(db, outside, person, former ?? '')
  // Who has none yet, since they were let in before there were seals, gets one that opens and seals nothing.
  return { ok: true, key: sealKey ?? outside.bytes(keyBytes) }
}

async function forget(db: Database): Promise<void> {
  await db.write([db.meta, db.turns, db.pins], async (db) => {
    const { person } = await db.read('person')
    if (person) await db.pins.delete(person.person)
    await leave(db)
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
  await db.write([db.meta, db.turns], async (db) => {
    await takeTurn(db)
    await db.keep({ person: unlocked.held.grant, sealKey: unlocked.key })
  })
  return { ok: true }
}

async function vouch(
  db: Database,
  outside: World,
  person: string,
  pin: string,
  allowed?: Allowed,
): Promise<Vouched> {
  const unlocked = await unlock(db, outside, person, pin)
  return unlocked.ok ? wordOf(unlocked.held.grant, unlocked.key, allowed) : unlocked
}

async function vouchHere(db: Database, allowed?: Allowed): Promise<Vouched> {
  const { person, sealKey } = await db.read('person', 'sealKey')
  return person ? wordOf(person, sealKey, allowed) : { ok: false, code: 'nobody-here' }
}

function wordOf(grant: Grant, key: Key | undefined, allowed?: Allowed): Vouched {
  if (!may(grant.role, 'order.approve')) return { ok: false, code: 'no-pin' }
  const approval: Approval = { by: grant.person, grant: grant.id }
  const sealKey = sealKeyFor(grant, key)
  if (!sealKey || !allowed) return { ok: true, approval }
  return { ok: true, approval: { ...approval, seal: approvalSealOf(sealKey, approval, allowed) } }
}

/** A try counts before it is made, so that neither a reload nor a dead battery gives it back. */
async function unlock(
  db: Database,
  { subtle, bytes }: World,
  person: string,
  pin: string,
): Promise<Unlocked> {
  const held = await countTry(db, person)
  if (!held) return { ok: false, code: 'no-pin' }
  if (held.misses > mostMisses) return { ok: false, code: 'locked' }
  const secret = await secretOf(db, { subtle, bytes })
  const locking = await lockingKey({ subtle }, secret, pin, held.salt)
  const algorithm = { name: 'AES-GCM', iv: held.nonce }
  const bytesFound = await subtle.decrypt(algorithm, locking, held.key).catch(nullWhereWrong)
  if (!bytesFound)
    return held.misses < mostMisses
      ? { ok: false, code: 'wrong-pin', left: mostMisses - held.misses }
      : { ok: false, code: 'locked' }
  await db.pins.update(person, { misses: 0 })
  return { ok: true, held, key: new Uint8Array(bytesFound) }
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
async function lockingKey(
  { subtle }: Pick<World, 'subtle'>,
  secret: CryptoKey,
  pin: string,
  salt: Uint8Array<ArrayBuffer>,
): Promise<CryptoKey> {
  const mixed = await subtle.sign('HMAC', secret, new TextEncoder().encode(pin))
  const start = await subtle.importKey('raw', mixed, 'PBKDF2', false, ['deriveKey'])
  const stretched = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds }
  return subtle.deriveKey(stretched, start, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
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
