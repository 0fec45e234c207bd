import * as v from 'valibot'
import { maskCardNumbers } from './cardNumbers.ts'
import { Text } from './schema.ts'

/** What is wrong with an e-mail address or a phone number as it was typed; null where nothing is. */
export type ContactProblem = 'several' | 'odd' | 'card-number' | null

const address =
  /^[^\s\p{C}@<>()[\]\\,;:"]{1,64}@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+[\p{L}\p{N}-]{2,63}$/u

/** One address and nothing else: no name around it, no second one, no line break that could begin a header. */
export function emailProblem(text: string): ContactProblem {
  const plain = text.trim()
  if (plain.split('@').length > 2 || /[,;\s]/.test(plain)) return 'several'
  return plain.length <= 254 && address.test(plain) && !plain.includes('..') ? null : 'odd'
}

/** As it was typed: 4 to 15 digits (E.164) with what people put between them. */
export function phoneProblem(text: string): ContactProblem {
  const plain = text.trim()
  if (maskCardNumbers(plain) !== plain) return 'card-number'
  const digits = plain.replaceAll(/\D/g, '').length
  return /^\+?[\d ()./-]{4,30}$/.test(plain) && digits >= 4 && digits <= 15 ? null : 'odd'
}

export const Email = v.pipe(
  Text(254, 1),
  v.check((text) => emailProblem(text) === null),
)
const Phone = v.pipe(
  Text(30, 1),
  v.check((text) => phoneProblem(text) === null),
)

/** How to reach a customer. A tablet holds it only while it is typed, and after that sealed. */
export const Reach = v.strictObject({ email: v.exactOptional(Email), phone: v.exactOptional(Phone) })
export type Reach = v.InferOutput<typeof Reach>

/**
 * One sealed piece, "1.<key>.<bytes>" in base64url: an ephemeral P-256 public key (SPKI), and what AES-256-GCM made of
 * the JSON of a Reach. Key and nonce are HKDF-SHA-256 of the ECDH secret, 32 and 12 bytes, without a salt, with `sealInfo`
 * and both public keys as info. Several pieces are parted by a space; a later one overrides.
 */
export const sealed = /^1\.([\w-]{80,200})\.([\w-]{20,800})$/
export const sealInfo = 'awning contact 1'

/** The JSON that is sealed, filled up with spaces so that its length says little about the address. */
export function sealText(reach: Reach): string {
  const text = JSON.stringify(reach)
  return text.padEnd(Math.ceil(text.length / 64) * 64)
}
