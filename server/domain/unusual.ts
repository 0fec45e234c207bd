import { dayAfter } from '#shared/marketDay.ts'
import type { Business } from '#shared/rows.ts'
import { instantOf } from '#shared/time.ts'
import { farOrders, type UnusualAnswer, unusualConduct, type UnusualQuestion } from '#shared/unusual.ts'
import type { Store } from '../store/store.ts'
import { missingFor } from './reports/missing.ts'

/** What differs from the usual among the orders of some days, and the drawers opened on them. */
export function unusualReport(
  store: Pick<Store, 'conduct' | 'rows' | 'heard' | 'deviceKeys' | 'journal'>,
  { zone, currency }: Business,
  { from, to }: UnusualQuestion,
  now: number,
): UnusualAnswer {
  const span = [instantOf(`${from}T00:00:00`, zone), instantOf(`${dayAfter(to)}T00:00:00`, zone)] as const
  const orders = store.conduct.taken(...span).map(({ status, ...order }) => {
    return { ...order, isCancelled: status === 'cancelled' }
  })
  return {
    ...{ from, to, currency },
    orders: orders.length,
    people: new Set(orders.map(({ actorId }) => actorId)).size,
    conduct: unusualConduct(orders, store.conduct.openings(...span)),
    far: farOrders(orders),
    missing: missingFor(store, { to, zone, now }).missing,
  }
}
