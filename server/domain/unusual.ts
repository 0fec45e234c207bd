import { dayAfter } from '#shared/marketDay.ts'
import type { Business } from '#shared/rows.ts'
import { instantOf } from '#shared/time.ts'
import {
  farOrders,
  mostShown,
  type Taken,
  type UnusualAnswer,
  unusualConduct,
  type UnusualQuestion,
  usualOf,
} from '#shared/unusual.ts'
import type { Store } from '../store/store.ts'
import { missingFor } from './reports/missing.ts'

/** What differs from the usual among the orders of some days, and the drawers opened on them. */
export function unusualReport(
  store: Pick<Store, 'conduct' | 'sales' | 'rows' | 'heard' | 'deviceKeys' | 'journal'>,
  { zone, currency }: Business,
  { from, to }: UnusualQuestion,
  now: number,
): UnusualAnswer {
  const span = [instantOf(`${from}T00:00:00`, zone), instantOf(`${dayAfter(to)}T00:00:00`, zone)] as const
  const odd = store.conduct.odd(...span)
  const taken = takenBy(store, { from, to }, odd)
  const usual = usualOf(store.conduct.totals(...span))
  return {
    ...{ from, to, currency },
    orders: [...taken.values()].reduce((sum, size) => sum + size, 0),
    people: taken.size,
    conduct: unusualConduct(taken, odd, store.conduct.openings(...span)),
    far: usual ? farOrders(usual, store.conduct.above(usual.limit, ...span, mostShown)) : [],
    missing: missingFor(store, { to, zone, now }).missing,
  }
}

/** How many orders each person took: figures leave out those that were cancelled. */
function takenBy(
  { sales }: Pick<Store, 'sales'>,
  span: { from: string; to: string },
  odd: readonly Taken[],
): Map<string, number> {
  const kept = sales.byKey('staff', { ...span, locationId: null })
  const taken = new Map(kept.flatMap(({ key, orders }) => (orders > 0 ? [[key, orders] as const] : [])))
  for (const { actorId, isCancelled } of odd)
    if (isCancelled) taken.set(actorId, (taken.get(actorId) ?? 0) + 1)
  return taken
}
