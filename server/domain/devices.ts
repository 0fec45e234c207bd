import type { EnrolRequest } from '#shared/api.ts'
import type { Device, Person } from '#shared/rows.ts'
import type { Store } from '../store/store.ts'
import { noteAct } from './acts.ts'
import { readPublicKey } from './tickets.ts'

export type Enrolment = { ok: true; device: Device } | { ok: false; code: 'bad-key' | 'unknown-location' }

const aDay = 86_400_000
/** A tablet that needs more in a day has something else wrong with it. */
const mostIdentities = 5
const mostLetters = 20

interface Outside {
  now: () => number
  newId: () => string
}

/** Lets a device in, by its own browser or from another tablet. Who may ask for that was settled at the door. */
export function enrol(
  store: Store,
  { now, newId }: Outside,
  by: Pick<Person, 'id'> & { tablet?: string | null },
  { name, locationId, publicKey, formerly, replaces }: EnrolRequest,
): Enrolment {
  if (!readPublicKey(publicKey)) return { ok: false, code: 'bad-key' }
  if (store.rows.one('location', locationId)?.active !== true) return { ok: false, code: 'unknown-location' }
  const at = now()
  // One that this server knows has to show its own key to be succeeded.
  const lost = formerly && !store.rows.one('device', formerly.device) ? formerly : null
  const device = store.revise(at, (rev) => {
    const formerLetters = lost?.letters ?? []
    const letter = nextLetter([
      ...store.rows.all('device'),
      ...formerLetters.map((former) => ({ letter: former })),
    ])
    const row: Device = {
      id: newId(),
      letter,
      name,
      locationId,
      active: true,
      ...(lost ? { formerLetters } : {}),
    }
    store.rows.put('device', row, rev)
    const succeeds = lost?.device ?? null
    const left = store.rows.all('device').find((other) => other.letter === replaces)
    const key = { deviceId: row.id, publicKey, enrolledAt: at, enrolledBy: by.id, succeeds }
    store.deviceKeys.add({ ...key, replaces: left?.id ?? null })
    const place = store.rows.one('location', locationId)?.name ?? ''
    const about = { at, name: 'device.enrol', subjectId: row.id, subject: name }
    const doer = { actorId: by.id, deviceId: by.tablet === undefined ? row.id : by.tablet }
    noteAct(store, doer, { ...about, before: {}, after: { name, letter, place } })
    return row
  })
  return { ok: true, device }
}

/**
 * Another identity for a device that proved to be `former`: a copy of a tablet, or one that was rolled back. It keeps
 * name and place, gets a letter of its own, and asking again with the same key gives the same identity.
 */
export function succeed(
  store: Store,
  { now, newId }: Outside,
  former: string,
  publicKey: string,
): { ok: true; device: Device } | { ok: false; code: 'bad-key' | 'unknown-device' | 'too-many-tries' } {
  if (!readPublicKey(publicKey)) return { ok: false, code: 'bad-key' }
  const known = store.deviceKeys.successorOf(former, publicKey)
  const found = known === null ? undefined : store.rows.one('device', known)
  if (found) return { ok: true, device: found }
  const row = store.rows.one('device', former)
  const key = store.deviceKeys.of(former)
  if (!row || !key) return { ok: false, code: 'unknown-device' }
  const at = now()
  if (store.tries.add(`identity ${former}`, at, aDay) > mostIdentities)
    return { ok: false, code: 'too-many-tries' }
  const device = store.revise(at, (rev): Device => {
    const letter = nextLetter(store.rows.all('device'))
    const formerLetters = [row.letter, ...(row.formerLetters ?? [])].slice(0, mostLetters)
    const next = { ...row, id: newId(), letter, formerLetters }
    store.rows.put('device', next, rev)
    const seat = store.seats.at(former)
    if (seat) store.seats.take(next.id, seat.personId, seat.issued)
    store.deviceKeys.add({
      deviceId: next.id,
      publicKey,
      enrolledAt: at,
      enrolledBy: key.enrolledBy,
      succeeds: former,
    })
    return next
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
