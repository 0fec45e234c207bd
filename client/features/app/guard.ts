import type { RouteLocationNormalized, RouteLocationRaw } from 'vue-router'
import type { Here } from './useTill.ts'

const doors = ['/set-up', '/sign-in', '/enrol']

/**
 * Where a person may go. Whoever is on the till goes anywhere at once: the network is asked only by a device that is
 * not enrolled.
 */
export async function guard(
  here: Pick<Here, 'till' | 'person' | 'device'>,
  to: Pick<RouteLocationNormalized, 'path' | 'fullPath' | 'meta'>,
): Promise<RouteLocationRaw | true> {
  if (to.meta.isOpen) return true
  const [person, device] = await Promise.all([here.till.person(), here.till.device()])
  here.person.value = person
  here.device.value = device
  if (device && person) return doors.includes(to.path) ? '/sell' : true
  const door = device ? '/sign-in' : await doorOf(here)
  if (to.path === door) return true
  return doors.includes(to.path) ? door : { path: door, query: { to: to.fullPath } }
}

async function doorOf({ till }: Pick<Here, 'till'>): Promise<string> {
  const state = await till.api.state()
  if (state.ok && !state.value.isSetUp) return '/set-up'
  if (!state.ok) return '/sign-in'
  const me = await till.api.me()
  return me.ok ? '/enrol' : '/sign-in'
}
