import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import * as v from 'valibot'
import { canonical } from './canonical.ts'
import { Counter, Hash, Id, Instant, Seal, Text, Zone } from './schema.ts'

const aDecade = 10 * 366 * 86_400_000

/** What a command travels in. Its arguments are checked by the command's own schema. */
export const Envelope = v.strictObject({
  id: Id,
  device: Id,
  seq: v.pipe(Counter, v.minValue(1)),
  name: Text(40, 1),
  v: v.pipe(Counter, v.minValue(1)),
  args: v.record(v.string(), v.unknown()),
  actor: Id,
  grant: Id,
  /** The device's own clock, and what it had measured: server time is `at + offset`, give or take `uncertainty` ms. */
  at: Instant,
  offset: v.pipe(v.number(), v.safeInteger(), v.minValue(-aDecade), v.maxValue(aDecade)),
  uncertainty: v.pipe(Counter, v.maxValue(aDecade)),
  zone: Zone,
  /** The revision the device had seen. */
  base: Counter,
  /** The hash it was sealed under, where its tablet has gone on as another device since. */
  former: v.exactOptional(Hash),
  hash: Hash,
  /** By its actor's key; missing where the tablet had none. */
  seal: v.exactOptional(Seal),
})
export type Envelope = v.InferOutput<typeof Envelope>

export const chainStart = '0'.repeat(64)

/** When it happened, by the server's clock as well as the device knew it: what stamps are made of. */
export function effectiveAt(envelope: { at: number; offset: number }): number {
  return Math.max(0, envelope.at + envelope.offset)
}

/** SHA-256 over the canonical envelope and the hash of the device's command before it: a chain for each device. */
export function hashOf(envelope: Omit<Envelope, 'hash' | 'seal'>, previous: string): string {
  return bytesToHex(sha256(utf8ToBytes(hashedText(envelope, previous))))
}

/** What that is over, for whoever has a faster SHA-256. */
export function hashedText(envelope: Omit<Envelope, 'hash' | 'seal'>, previous: string): string {
  const { id, device, seq, name, v, args, actor, grant, at, offset, uncertainty, zone, base, former } =
    envelope
  const sealed = {
    id,
    device,
    seq,
    name,
    v,
    args,
    actor,
    grant,
    at,
    offset,
    uncertainty,
    zone,
    base,
    former,
    previous,
  }
  return canonical(sealed)
}

/** What a command says, whichever device sealed it and wherever it stands in a journal. */
export function contentOf({ id, name, v, args, actor, at, offset, zone }: Envelope): string {
  return canonical({ id, name, v, args, actor, at, offset, zone })
}
