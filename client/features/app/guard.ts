import type { RouteLocationNormalized, RouteLocationRaw } from 'vue-router'
import type { Api } from '../../data/api.ts'
import type { PageTill } from '../../data/early.ts'
import { isEqual } from '../../data/equal.ts'
import { traceLeft } from '../identity/trace.ts'
import type { Here } from './useTill.ts'

interface Place extends Pick<Here, 'person' | 'device'> {
  till: Pick<PageTill, 'person' | 'device' | 'shutOut'> & { api: Pick<Api, 'state'> }
}

const doors = ['/set-up', '/sign-in', '/enrol', '/join', '/lost', '/shut-out']

/**
 * Where a person may go. Whoever is on the till goes anywhere at once: the network is asked only by a device that is
 * not enrolled. One that was a tablet and has lost its database is told so before anything else.
 */
export async function guard(
  here: Place,
  to: Pick<RouteLocationNormalized, 'path' | 'fullPath' | 'meta' | 'query'>,
  hasLost = () => traceLeft() !== null,
): Promise<RouteLocationRaw | true> {
  if (to.meta.isOpen) return true
  const [person, device] = await Promise.all([here.till.person(), here.till.device()])
  // Whatever shows them is drawn anew only where they are others.
  if (!isEqual(here.person.value, person)) here.person.value = person
  if (!isEqual(here.device.value, device)) here.device.value = device
  if (device && person) return doors.includes(to.path) ? '/sell' : true
  const isLost = !device && hasLost() && (to.path === '/lost' || !doors.includes(to.path))
  const door = isLost ? '/lost' : device ? await ownDoor(here, to) : await doorOf(here, to.path)
  if (to.path === door) return true
  return doors.includes(to.path) ? door : { path: door, query: { to: to.fullPath } }
}

/** A tablet that is shut out says so; a manager may still enrol it anew on it. */
async function ownDoor(
  { till }: Place,
  { path, query }: Pick<RouteLocationNormalized, 'path' | 'query'>,
): Promise<string> {
  const isAnew = path === '/sign-in' && query['with'] === 'password'
  return isAnew || (await till.shutOut()) === null ? '/sign-in' : '/shut-out'
}

/** Enrolment itself finds out whether someone is signed in; asking here would fill the console with refusals. */
async function doorOf({ till }: Place, path: string): Promise<string> {
  const state = await till.api.state()
  if (state.ok && !state.value.isSetUp) return '/set-up'
  return path === '/enrol' || path === '/join' ? path : '/sign-in'
}
