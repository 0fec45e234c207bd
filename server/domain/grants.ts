import { createHmac, timingSafeEqual } from 'node:crypto'
import { type Grant, readGrant } from '#shared/api.ts'
import type { Person } from '#shared/rows.ts'
import type { Store } from '../store/store.ts'

const lifetime = 30 * 86_400_000

/** What lets a person stay on a till without a network: signed here, kept there, read again with every command. */
export interface Grants {
  issue(person: Person, device: string): string
  /** The grant, when this server signed it. Whether its time is over is for the reader to weigh. */
  verify(token: string): Grant | null
}

interface Outside {
  now: () => number
  newId: () => string
  random: (size: number) => Uint8Array
}

export function openGrants(store: Pick<Store, 'meta' | 'seats'>, { now, newId, random }: Outside): Grants {
  const key = Buffer.from(
    store.meta.getOrMake('grant-key', () => Buffer.from(random(32)).toString('base64url')),
    'base64url',
  )
  const sign = (json: string) => createHmac('sha256', key).update(json).digest()
  return {
    issue({ id: person, name, role }, device) {
      const issued = now()
      const grant: Grant = { id: newId(), device, person, name, role, issued, until: issued + lifetime }
      const json = JSON.stringify(grant)
      store.seats.take(device, person, issued)
      return `${sign(json).toString('base64url')}.${json}`
    },
    verify(token) {
      const read = readGrant(token)
      if (!read) return null
      const claimed = Buffer.from(read.mac, 'base64url')
      const right = sign(read.json)
      return claimed.length === right.length && timingSafeEqual(claimed, right) ? read.grant : null
    },
  }
}
