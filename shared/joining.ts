import { sha256 } from '@noble/hashes/sha2.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import * as v from 'valibot'
import { Device } from './rows.ts'
import { Id, Instant, Text } from './schema.ts'

/*
 * A browser becomes a tablet without a password being typed on it: it makes its key and shows a code, and a manager
 * confirms that code on a tablet of theirs. The code stands for that one key, so that it enrols no other browser.
 */

/** `publicKey`: P-256, SPKI in base64. `replaces`: the letter that this browser had before its storage was lost. */
export const JoinRequest = v.strictObject({
  publicKey: Text(400, 1),
  /** What it may be called; a manager decides. */
  name: Text(60),
  replaces: v.exactOptional(Device.entries.letter),
})
export type JoinRequest = v.InferOutput<typeof JoinRequest>

/** The code is shown this once; the server keeps its hash, until `until`. */
export const JoinAnswer = v.object({ id: Id, code: v.string(), until: Instant, now: Instant })
export type JoinAnswer = v.InferOutput<typeof JoinAnswer>

/** The asking browser's own signature over `joinText`: what became of it is told to nobody else. */
export const StandingRequest = v.strictObject({ signature: Text(200, 1) })
export type StandingRequest = v.InferOutput<typeof StandingRequest>

export const StandingAnswer = v.variant('state', [
  v.object({ state: v.picklist(['waiting', 'refused', 'over']), now: Instant }),
  v.object({ state: v.literal('confirmed'), device: Device, now: Instant }),
])
export type StandingAnswer = v.InferOutput<typeof StandingAnswer>

/** A code as somebody typed or scanned it. */
export const JoinCode = v.strictObject({ code: Text(40, 1) })
export type JoinCode = v.InferOutput<typeof JoinCode>

/** What asks, as whoever decides sees it. `browser` is in words. */
export const FoundJoin = v.object({
  id: Id,
  publicKey: Text(400, 1),
  name: v.string(),
  browser: v.string(),
  askedAt: Instant,
  until: Instant,
})
export type FoundJoin = v.InferOutput<typeof FoundJoin>

export const JoinDecision = v.variant('decision', [
  v.strictObject({ decision: v.literal('confirm'), name: Text(60, 1), locationId: Id }),
  v.strictObject({ decision: v.literal('refuse') }),
])
export type JoinDecision = v.InferOutput<typeof JoinDecision>

/** What was enrolled; null where it was refused. */
export const JoinDecided = v.object({ device: v.nullable(Device) })
export type JoinDecided = v.InferOutput<typeof JoinDecided>

/** What a browser signs to be told what became of its asking; the prefix keeps the key from signing anything else. */
export function joinText(id: string): string {
  return `awning join 1\n${id}`
}

/** Six digits that follow from a key, "481 302": the same on both screens where both mean the same browser. */
export function checkNumber(publicKey: string): string {
  const [a = 0, b = 0, c = 0, d = 0] = sha256(utf8ToBytes(publicKey))
  const digits = String((((a * 256 + b) * 256 + c) * 256 + d) % 1_000_000).padStart(6, '0')
  return `${digits.slice(0, 3)} ${digits.slice(3)}`
}

/** The address that a code is scanned as. What stands behind the # reaches no server's log. */
export function joinAddress(origin: string, code: string): string {
  return `${origin}/manage/tablets#join=${code}`
}

/** The code in what was typed, or scanned as an address. */
export function codeIn(text: string): string {
  return (/#join=([\w-]+)/.exec(text)?.[1] ?? text).trim()
}
