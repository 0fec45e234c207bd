import type { Order, Paid, Refund, StatusStep } from '#shared/rows.ts'
import type { Database } from './db.ts'

/** The newest orders first, placed before `before` (epoch ms) where it is given. */
export function recentOrders(db: Database, limit: number, before?: number): Promise<Order[]> {
  const orders =
    before === undefined ? db.order.orderBy('placedAt') : db.order.where('placedAt').below(before)
  return orders.reverse().limit(limit).toArray()
}

/** Orders in one status, at most `limit`. */
export function ordersIn(db: Database, status: Order['status'], limit: number): Promise<Order[]> {
  return db.order.where('status').equals(status).limit(limit).toArray()
}

/** The steps of an order, the earliest first. */
export function stepsOf(db: Database, orderId: string): Promise<StatusStep[]> {
  return db.status.where('orderId').equals(orderId).sortBy('at')
}

/** Money that came in for an order after it was placed, the oldest first. */
export function paidOf(db: Database, orderId: string): Promise<Paid[]> {
  return db.paid.where('orderId').equals(orderId).sortBy('at')
}

/** What of an order went back, the oldest first. */
export function refundsOf(db: Database, orderId: string): Promise<Refund[]> {
  return db.refund.where('orderId').equals(orderId).sortBy('at')
}
