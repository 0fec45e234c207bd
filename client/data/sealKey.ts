import type { Grant } from '#shared/api.ts'
import { keyNameOf } from '#shared/seal.ts'

/**
 * The key, where it is the one that the grant names. Another one would make what its person does look forged: where
 * storage has come to harm, or the server has a new key, they go on without seals.
 */
export function sealKeyFor<K extends Uint8Array>(grant: Pick<Grant, 'seals'>, key: K | undefined): K | null {
  return key && keyNameOf(key) === grant.seals ? key : null
}
