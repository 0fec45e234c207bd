import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { Approval } from './approval.ts'
import { canonical } from './canonical.ts'
import type { Envelope } from './envelope.ts'

/*
 * A seal is a MAC by a key that a person has on one device and the server can derive: it says who did it. It is over
 * all that a command says and over its hash, which says where it stands in the journal.
 */

/** HMAC-SHA-256, the first 128 bits. */
export const sealBytes = 16

/** `hash`: the one it was first given, where its tablet has gone on as another since. */
export function sealOf(key: Uint8Array, command: Omit<Envelope, 'seal'>): string {
  return macOf(key, sealedText(command))
}

/** What that is over, for whoever has a faster HMAC. */
export function sealedText(command: Omit<Envelope, 'seal'>): string {
  const { id, name, v, args, actor, grant, at, offset, uncertainty, zone, base } = command
  const hash = command.former ?? command.hash
  const said = { id, name, v, args, actor, grant, at, offset, uncertainty, zone, base, hash }
  return `awning command 1\n${canonical(said)}`
}

/** What a manager allows: one command, under the id that it will have. */
export interface Allowed {
  name: string
  id: string
}

export function approvalSealOf(key: Uint8Array, { by, grant }: Approval, { name, id }: Allowed): string {
  return macOf(key, `awning approval 1\n${canonical({ by, grant, name, id })}`)
}

/** What a grant calls the key that its person seals with. It says nothing of the key to whoever does not have it. */
export function keyNameOf(key: Uint8Array): string {
  return macOf(key, 'awning key 1')
}

function macOf(key: Uint8Array, text: string): string {
  return bytesToHex(hmac(sha256, key, utf8ToBytes(text)).subarray(0, sealBytes))
}
