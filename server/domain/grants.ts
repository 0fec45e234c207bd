import { createHmac, timingSafeEqual } from 'node:crypto'
import { type Grant, readGrant } from '#shared/api.ts'
import type { Person } from '#shared/rows.ts'
import { keyNameOf } from '#shared/seal.ts'
import type { Store } from '../store/store.ts'
import type { Seals } from './seals.ts'

const lifetime = 30 * 86_400_000

/** What lets a person stay on a till without a network: signed here, kept there, read again with every command. */
export interface Grants {
  issue(person: Person, device: string): Issued
  /** The grant, when this server signed it. Whether its time is over is for the reader to weigh. */
  verify(token: string): Grant | null
  /** What its person seals with; null in what was granted before there were seals, or under a key that is not here. */
  keyOf(grant: Grant): Uint8Array | null
}

/** What a tablet is given: the grant, and what its person seals with there, in base64. */
export interface Issued {
  grant: string
  sealKey: string
}

interface Outside {
  now: () => number
  newId: () => string
  random: (size: number) => Uint8Array
  seals: Seals
}

export function openGrants(
  store: Pick<Store, 'meta' | 'seats'>,
  { now, newId, random, seals }: Outside,
): Grants {
  const key = Buffer.from(
    store.meta.getOrMake('grant-key', () => Buffer.from(random(32)).toString('base64url')),
    'base64url',
  )
  const sign = (json: string) => createHmac('sha256', key).update(json).digest()
  return {
    issue({ id: person, name, role }, device) {
      const issued = now()
      const sealKey = seals.keyOf(device, person)
      const until = issued + lifetime
      const grant: Grant = {
        ...{ id: newId(), device, person, name, role, issued, until },
        seals: keyNameOf(sealKey),
      }
      const json = JSON.stringify(grant)
      store.seats.take(device, person, issued)
      return {
        grant: `${sign(json).toString('base64url')}.${json}`,
        sealKey: Buffer.from(sealKey).toString('base64'),
      }
    },
    verify(token) {
      const read = readGrant(token)
      if (!read) return null
      const claimed = Buffer.from(read.mac, 'base64url')
      const right = sign(read.json)
      return claimed.length === right.length && timingSafeEqual(claimed, right) ? read.grant : null
    },
    keyOf({ device, person, seals: name }) {
      const sealKey = seals.keyOf(device, person)
      return keyNameOf(sealKey) === name ? sealKey : null
    },
  }
}
