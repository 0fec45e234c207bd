import { laterOf, owedOn } from './balance.ts'
import { changeDue, sumOf } from './order.ts'
import type { Goods } from './refund.ts'
import type { Order, Paid, Refund } from './rows.ts'
import {
  frameOf,
  type Later,
  type Letterhead,
  paymentRows,
  type Receipt,
  signed,
  taxRows,
} from './receipt.ts'

const goods: Record<Goods, string> = {
  stock: 'brought back',
  waste: 'brought back',
  kept: 'kept by the customer',
}

/** For money that came in after the order was placed: what was paid now, and what was open then. */
export function paymentReceipt(order: Order, paid: Paid, later: Later, letterhead: Letterhead): Receipt {
  const { money } = letterhead
  const [change, owed] = [changeDue(paid), owedAfter(order, paid, later)]
  const frame = frameOf(order, letterhead, paid.at)
  return {
    ...frame,
    title: `Payment for order ${order.number}`,
    facts: [...frame.facts, ...(order.customer?.name ? [{ label: 'For', value: order.customer.name }] : [])],
    lines: [],
    sums: [
      { label: 'Order’s total', value: money(order.total) },
      { label: 'Paid now', value: money(sumOf(paid.payments)), strong: true },
    ],
    money: [
      ...paymentRows(paid.payments, money),
      ...(change > 0 ? [{ label: 'Change', value: money(change) }] : []),
      owed > 0
        ? { label: 'Still to pay', value: money(owed), strong: true }
        : { label: 'Order', value: 'paid in full' },
    ],
    taxes: [],
    notes: [],
  }
}

/** For goods and money that went back. */
export function refundReceipt(order: Order, refund: Refund, letterhead: Letterhead): Receipt {
  const { money } = letterhead
  const back = sumOf(refund.payments)
  return {
    ...frameOf(order, letterhead, refund.at),
    title: `Refund for order ${order.number}`,
    lines: refund.lines.map((line) => ({
      quantity: line.quantity,
      name: line.name,
      value: signed(-line.amount, money),
      details: [goods[line.goods]],
    })),
    sums: [
      ...(refund.value > 0 && refund.value !== back ? [{ label: 'Worth', value: money(refund.value) }] : []),
      { label: 'Paid back', value: money(back), strong: true },
    ],
    money: paymentRows(refund.payments, money, ' back'),
    taxes: taxRows(refund.taxes, order.taxIncluded, money),
    notes: refund.reason ? [refund.reason] : [],
  }
}

/** Whatever became of the order since, its receipt says what it said when it was handed over. */
function owedAfter(order: Order, { at }: Paid, { paid, refunds }: Later): number {
  const byThen = <T extends { at: number }>(some: readonly T[]) => some.filter((one) => one.at <= at)
  const { total, payments } = order
  return owedOn({ status: 'completed', total, payments, ...laterOf(order, byThen(paid), byThen(refunds)) })
}
