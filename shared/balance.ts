import { sumOf } from './order.ts'
import type { Order, Paid, Refund } from './rows.ts'

/** What came to an order after it was placed, as sums in minor units; `units` went back, by the order's lines. */
export interface Later {
  paidLater?: number
  paidBack?: number
  refunded?: { value: number; units: number[] }
}

/** The sums of an order's later payments and refunds, whatever order they came in; empty where there were none. */
export function laterOf(
  order: { lines: readonly unknown[] },
  paid: readonly Paid[],
  refunds: readonly Refund[],
): Later {
  if (paid.length === 0 && refunds.length === 0) return {}
  const units = order.lines.map((_, index) =>
    refunds
      .flatMap((refund) => refund.lines)
      .reduce((sum, { line, quantity }) => sum + (line === index ? quantity : 0), 0),
  )
  return {
    ...(paid.length > 0 ? { paidLater: total(paid) } : {}),
    ...(refunds.length > 0 ? { paidBack: total(refunds) } : {}),
    ...(refunds.length > 0
      ? { refunded: { value: refunds.reduce((sum, refund) => sum + refund.value, 0), units } }
      : {}),
  }
}

type Standing = Pick<Order, 'status' | 'total' | 'payments' | 'paidLater' | 'paidBack' | 'refunded'>

/** Minor units: what the customer still has to pay, or below zero what has to be given back. */
export function owedOn(order: Standing): number {
  const due = order.status === 'cancelled' ? 0 : order.total - (order.refunded?.value ?? 0)
  return due - keptFrom(order)
}

/** The money that came in for an order and stayed, minor units. */
export function keptFrom(order: Standing): number {
  return sumOf(order.payments) + (order.paidLater ?? 0) - (order.paidBack ?? 0)
}

/** How many of each line have not gone back. */
export function unitsLeft(order: Pick<Order, 'lines' | 'refunded'>): number[] {
  return order.lines.map((line, index) => Math.max(0, line.quantity - (order.refunded?.units[index] ?? 0)))
}

function total(some: readonly { payments: readonly { amount: number }[] }[]): number {
  return some.reduce((sum, { payments }) => sum + sumOf(payments), 0)
}
