import type { EnrolRequest } from '#shared/api.ts'
import type { Device, Person } from '#shared/rows.ts'
import type { Store } from '../store/store.ts'
import { readPublicKey } from './tickets.ts'

export type Enrolment = { ok: true; device: Device } | { ok: false; code: 'bad-key' | 'unknown-location' }

interface Outside {
  now: () => number
  newId: () => string
}

/** Lets a device in. Who may ask for that was settled at the door. */
export function enrol(
  store: Store,
  { now, newId }: Outside,
  by: Pick<Person, 'id'>,
  { name, locationId, publicKey }: EnrolRequest,
): Enrolment {
  if (!readPublicKey(publicKey)) return { ok: false, code: 'bad-key' }
  if (store.rows.one('location', locationId)?.active !== true) return { ok: false, code: 'unknown-location' }
  const at = now()
  const device = store.revise(at, (rev) => {
    const letter = nextLetter(store.rows.all('device'))
    const row: Device = { id: newId(), letter, name, locationId, active: true }
    store.rows.put('device', row, rev)
    store.deviceKeys.add({ deviceId: row.id, publicKey, enrolledAt: at, enrolledBy: by.id })
    return row
  })
  return { ok: true, device }
}

/** A … Z, AA, AB …: the one after the last ever given, so that no letter opens two tablets' order numbers. */
export function nextLetter(devices: readonly Pick<Device, 'letter'>[]): string {
  return lettersOf(1 + Math.max(0, ...devices.map(({ letter }) => placeOf(letter))))
}

function placeOf(letters: string): number {
  return [...letters].reduce((place, letter) => place * 26 + letter.charCodeAt(0) - 64, 0)
}

function lettersOf(place: number): string {
  if (place === 0) return ''
  return lettersOf(Math.floor((place - 1) / 26)) + String.fromCharCode(65 + ((place - 1) % 26))
}
