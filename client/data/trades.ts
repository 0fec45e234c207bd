import type { Trade } from '#shared/sales.ts'
import type { Database } from './db.ts'

/** All that was sold, paid or given back since `start` (epoch ms), as far as this tablet has heard, by order. */
export async function tradesSince(db: Database, start: number): Promise<Trade[]> {
  const since = ({ at }: { at: number }) => at >= start
  const [placed, paid, refunds] = await Promise.all([
    db.order.where('placedAt').aboveOrEqual(start).toArray(),
    db.paid.filter(since).toArray(),
    db.refund.filter(since).toArray(),
  ])
  const orders = new Map(placed.map((order) => [order.id, order]))
  const later = [...paid, ...refunds].map(({ orderId }) => orderId).filter((id) => !orders.has(id))
  for (const order of await db.order.bulkGet([...new Set(later)])) if (order) orders.set(order.id, order)
  const paidOf = Map.groupBy(paid, ({ orderId }) => orderId)
  const refundsOf = Map.groupBy(refunds, ({ orderId }) => orderId)
  return [...new Set([...orders.keys(), ...later])].map((id) => ({
    order: orders.get(id),
    paid: paidOf.get(id) ?? [],
    refunds: refundsOf.get(id) ?? [],
  }))
}
