import type { Row, Table } from '#shared/rows.ts'
import type { World } from '../cast.ts'

/*
 * What a tablet has to hold, said once more by someone who has not read how Awning finds it out: no line of
 * shared/scope.ts or server/domain/scope.ts is used here, and who is on a till is known from who was put there.
 */

type IsTaken = (table: Table, row: Row) => boolean

const aDay = 86_400_000

/** Whether a tablet takes a row, by who and where it is today. */
export function takenBy({ server, now, tablets }: World, device: string): IsTaken {
  const tablet = tablets.find((one) => one.device === device)
  if (!tablet) return () => false
  const { rows } = server.store()
  const since = windowStart({ now })
  const person = rows.one('person', tablet.person.id)
  const seesAll = person !== undefined && person.active && person.role !== 'employee'
  const isNear = (locationId: string) => seesAll || locationId === tablet.locationId
  const known = new Map<string, boolean>()
  const hasOrder = (id: string): boolean => {
    if (!known.has(id)) known.set(id, isOrderTaken(rows.one('order', id)))
    return known.get(id) ?? false
  }
  const isOrderTaken = (order: Row<'order'> | undefined) => {
    if (!order || !isNear(order.locationId)) return false
    const isOpen = order.status === 'processing' || order.status === 'ready'
    return isOpen || order.placedAt >= since || order.statusAt >= since
  }
  const says: { [T in Table]: (row: Row<T>) => boolean } = {
    business: () => true,
    person: () => true,
    device: () => true,
    location: () => true,
    product: () => true,
    level: () => true,
    // A year longer than the year it is in.
    marketDay: ({ on }) => Date.UTC(Number(on.slice(0, 4)) + 2, 0) > since,
    order: isOrderTaken,
    status: ({ orderId }) => hasOrder(orderId),
    paid: ({ orderId }) => hasOrder(orderId),
    refund: ({ orderId }) => hasOrder(orderId),
    tillSession: ({ closings }) => closings.length === 0 || closings.some(({ at }) => at >= since),
    cashMove: ({ at }) => at >= since,
    exception: ({ resolved }) => seesAll && (!resolved || resolved.at >= since),
    movement: ({ locationId, at }) => isNear(locationId) && at >= since,
    count: ({ locationId, at }) => isNear(locationId) && at >= since,
    allotment: ({ locationId }) => isNear(locationId),
  }
  return (table, row) => (says[table] as (row: Row) => boolean)(row)
}

/** Midnight, thirty days ago. */
export function windowStart({ now }: Pick<World, 'now'>): number {
  return now() - (now() % aDay) - 30 * aDay
}
