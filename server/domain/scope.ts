import type { Scope } from '#shared/scope.ts'
import { may, type Permission } from '#shared/role.ts'
import type { Store } from '../store/store.ts'

/**
 * What a device takes: its own place's orders and stock book, or those of all places while the person who was last
 * given it may see them. The role is that of today, and the person is known from the grants that were signed here.
 */
export function scopeOf(store: Pick<Store, 'rows' | 'seats'>, deviceId: string): Scope {
  if (mayOn(store, deviceId, 'order.seeAll')) return { locationId: null }
  return { locationId: store.rows.one('device', deviceId)?.locationId ?? '' }
}

/** Whether whoever is on a device's till may do that, by the role they have today. */
export function mayOn(
  { rows, seats }: Pick<Store, 'rows' | 'seats'>,
  deviceId: string,
  permission: Permission,
): boolean {
  const seat = seats.at(deviceId)
  const person = seat ? rows.one('person', seat.personId) : undefined
  return person !== undefined && person.active && may(person.role, permission)
}
