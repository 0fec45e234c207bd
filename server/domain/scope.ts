import type { Scope } from '#shared/scope.ts'
import { may } from '#shared/role.ts'
import type { Store } from '../store/store.ts'

/**
 * What a device takes: its own place's orders and stock book, or those of all places while the person who was last
 * given it may see them. The role is that of today, and the person is known from the grants that were signed here.
 */
export function scopeOf({ rows, seats }: Pick<Store, 'rows' | 'seats'>, deviceId: string): Scope {
  const seat = seats.at(deviceId)
  const person = seat ? rows.one('person', seat.personId) : undefined
  if (person?.active && may(person.role, 'order.seeAll')) return { locationId: null }
  return { locationId: rows.one('device', deviceId)?.locationId ?? '' }
}
