import { laterOf, owedOn } from './balance.ts'
import { changeDue, sumOf } from './order.ts'
import type { Order, Paid, Refund } from './rows.ts'
import {
  frameOf,
  type Later,
  type Letterhead,
  paymentRows,
  type Receipt,
  sayingOf,
  signed,
  taxRows,
} from './receipt.ts'

/** For money that came in after the order was placed: what was paid now, and what was open then. */
export function paymentReceipt(order: Order, paid: Paid, later: Later, letterhead: Letterhead): Receipt {
  const saying = sayingOf(letterhead)
  const { money, words } = saying
  const [change, owed] = [changeDue(paid), owedAfter(order, paid, later)]
  const frame = frameOf(order, letterhead, paid.at)
  return {
    ...frame,
    title: words.payment(order.number),
    facts: [
      ...frame.facts,
      ...(order.customer?.name ? [{ label: words.for, value: order.customer.name }] : []),
    ],
    lines: [],
    sums: [
      { label: words.orderTotal, value: money(order.total) },
      { label: words.paidNow, value: money(sumOf(paid.payments)), strong: true },
    ],
    money: [
      ...paymentRows(paid.payments, saying),
      ...(change > 0 ? [{ label: words.change, value: money(change) }] : []),
      owed > 0
        ? { label: words.stillToPay, value: money(owed), strong: true }
        : { label: words.theOrder, value: words.paidInFull },
    ],
    taxes: [],
    notes: [],
  }
}

/** For goods and money that went back. */
export function refundReceipt(order: Order, refund: Refund, letterhead: Letterhead): Receipt {
  const saying = sayingOf(letterhead)
  const { money, words } = saying
  const back = sumOf(refund.payments)
  return {
    ...frameOf(order, letterhead, refund.at),
    title: words.refund(order.number),
    lines: refund.lines.map((line) => ({
      quantity: line.quantity,
      name: line.name,
      value: signed(-line.amount, money),
      details: [words.goods[line.goods]],
    })),
    sums: [
      ...(refund.value > 0 && refund.value !== back
        ? [{ label: words.worth, value: money(refund.value) }]
        : []),
      { label: words.paidBack, value: money(back), strong: true },
    ],
    money: paymentRows(refund.payments, saying, (kind) => words.waysBack[kind]),
    taxes: taxRows(refund.taxes, order.taxIncluded, saying),
    notes: refund.reason ? [refund.reason] : [],
  }
}

/** Whatever became of the order since, its receipt says what it said when it was handed over. */
function owedAfter(order: Order, { at }: Paid, { paid, refunds }: Later): number {
  const byThen = <T extends { at: number }>(some: readonly T[]) => some.filter((one) => one.at <= at)
  const { total, payments } = order
  return owedOn({ status: 'completed', total, payments, ...laterOf(order, byThen(paid), byThen(refunds)) })
}
