import { expectedIn, isOpen } from '#shared/tillSession.ts'
import type { NowAnswer } from '#shared/reports.ts'
import type { Business } from '#shared/rows.ts'
import { addSums, addTrade, type Cells, noSums, type Sums } from '#shared/sales.ts'
import { clockOf, dayOf, instantOf, quarterOf } from '#shared/time.ts'
import type { Keyed } from '../../store/sales.ts'
import type { Store } from '../../store/store.ts'
import { missingFor } from './missing.ts'
import { nameOf } from './names.ts'

type Rooms = Pick<Store, 'rows' | 'sales' | 'standing' | 'lowStock' | 'heard' | 'deviceKeys' | 'journal'>

const mostProducts = 10
const mostLow = 100_000
const aWeek = 7 * 86_400_000

/** How the day goes. */
export function nowReport(store: Rooms, business: Business, now: number): NowAnswer {
  const { currency, zone } = business
  const day = dayOf(now, zone)
  const weekAgo = new Date(Date.parse(`${day}T00:00:00Z`) - aWeek).toISOString().slice(0, 10)
  const hoursOf = (on: string) => store.sales.byKey('hour', { from: on, to: on, locationId: null })
  const [today, before] = [hoursOf(day), hoursOf(weekAgo)]
  const open = new Map(store.standing.openOrders().map(({ status, size }) => [status, size]))
  return {
    ...{ currency, zone, day, at: now },
    today: briefOf(addedUp(today)),
    lastWeek: briefOf(untilNow(store, before, weekAgo, { zone, now })),
    hours: hoursIn(today, before),
    products: bestIn(store, day),
    open: { processing: open.get('processing') ?? 0, ready: open.get('ready') ?? 0 },
    lowStock: store.lowStock.standing(mostLow).length,
    exceptions: store.standing.openExceptions(),
    tills: store.standing.openSessions().flatMap((session) => {
      if (!isOpen(session) || !session.opened) return []
      const { locationId, at, actorId } = session.opened
      return [{ id: session.id, locationId, openedAt: at, openedBy: actorId, expected: expectedIn(session) }]
    }),
    missing: missingFor(store, { to: day, zone, now }).missing,
  }
}

/** The hours that were over by this time of day, and what was sold in the part of the last one. */
function untilNow(
  store: Rooms,
  hours: Keyed[],
  day: string,
  { zone, now }: { zone: string; now: number },
): Sums {
  const { hour } = quarterOf(now, zone)
  const sums = addedUp(hours.filter(({ key }) => key < hour))
  const [from, to] = [
    instantOf(`${day}T${hour}:00:00`, zone),
    instantOf(`${day}T${clockOf(now, zone)}:00`, zone),
  ]
  const cells: Cells = new Map()
  for (const order of store.standing.ordersBetween(from, to))
    addTrade(cells, { order, paid: [], refunds: [] }, zone)
  for (const cell of cells.values()) if (cell.dimension === 'place') addSums(sums, cell.sums)
  return sums
}

function hoursIn(today: readonly Keyed[], before: readonly Keyed[]): NowAnswer['hours'] {
  const keys = [...new Set([...today, ...before].map(({ key }) => key))].sort()
  const of = (some: readonly Keyed[], key: string) => some.find((sums) => sums.key === key) ?? noSums
  return keys.map((hour) => ({
    hour,
    ...briefOf(of(today, hour)),
    lastWeek: briefOf(of(before, hour)).total,
  }))
}

function bestIn(store: Rooms, day: string): NowAnswer['products'] {
  return store.sales
    .byKey('product', { from: day, to: day, locationId: null })
    .map(({ key, units, sold, refunded }) => ({ productId: key, units, total: sold - refunded }))
    .filter(({ units, total }) => units > 0 || total > 0)
    .sort((a, b) => b.total - a.total || (a.productId < b.productId ? -1 : 1))
    .slice(0, mostProducts)
    .map((row) => ({ ...row, label: nameOf(store, row.productId, store.rows.one('product', row.productId)) }))
}

function addedUp(some: readonly Sums[]): Sums {
  const whole = { ...noSums }
  for (const sums of some) addSums(whole, sums)
  return whole
}

function briefOf({ orders, units, sold, refunded }: Sums) {
  return { orders, units, total: sold - refunded }
}
