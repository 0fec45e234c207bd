import { owedOn } from './balance.ts'
import { changeDue } from './order.ts'
import type { Order } from './rows.ts'
import {
  detailsOf,
  frameOf,
  type Later,
  type Letterhead,
  offText,
  paymentRows,
  type Receipt,
  type ReceiptLine,
  type Row,
  taxRows,
  whenText,
} from './receipt.ts'

/** An order's receipt as things stand: what was paid later and what went back are on it. */
export function orderReceipt(order: Order, later: Later, letterhead: Letterhead): Receipt {
  const { money, business } = letterhead
  const frame = frameOf(order, letterhead, order.placedAt)
  const { name, note } = order.customer ?? {}
  return {
    ...frame,
    title: `Order ${order.number}`,
    marks: [...(order.status === 'cancelled' ? ['CANCELLED'] : []), ...frame.marks],
    facts: [
      ...frame.facts,
      ...(name ? [{ label: 'For', value: name }] : []),
      ...(order.promisedAt
        ? [{ label: 'To collect', value: whenText(order.promisedAt, business.zone), strong: true }]
        : []),
    ],
    lines: order.lines.map((line) => lineOf(line, money)),
    sums: sumsOf(order, money),
    money: moneyOf(order, later, money, business.zone),
    taxes: order.taxIncluded ? taxRows(order.taxes, true, money) : [],
    notes: [note ?? '', order.note ?? ''].filter(Boolean),
  }
}

function lineOf(line: Order['lines'][number], money: Letterhead['money']): ReceiptLine {
  return {
    quantity: line.quantity,
    name: line.name,
    value: money(line.price * line.quantity),
    details: detailsOf(line, money),
    ...(line.discount
      ? { off: { label: offText(line.discount), value: `−${money(line.discount.amount)}` } }
      : {}),
  }
}

/** From the lines to the total, so that a customer can add it up. */
function sumsOf(order: Order, money: Letterhead['money']): Row[] {
  const net = order.lines.reduce((sum, line) => sum + line.total, 0)
  const off = order.discount?.amount ?? 0
  const added = order.taxIncluded ? [] : taxRows(order.taxes, false, money)
  return [
    ...(order.discount || added.length > 0 ? [{ label: 'Subtotal', value: money(net + off) }] : []),
    ...(order.discount ? [{ label: offText(order.discount), value: `−${money(off)}` }] : []),
    ...added,
    { label: 'Total', value: money(order.total), strong: true },
  ]
}

function moneyOf(order: Order, { paid, refunds }: Later, money: Letterhead['money'], zone: string): Row[] {
  const change = changeDue(order)
  const owed = owedOn(order)
  return [
    ...paymentRows(order.payments, money),
    ...(change > 0 ? [{ label: 'Change', value: money(change) }] : []),
    ...paid.flatMap(({ payments, at }) => paymentRows(payments, money, `, ${whenText(at, zone)}`)),
    ...refunds.flatMap((refund) => [
      ...(refund.value > 0
        ? [{ label: `Returned ${whenText(refund.at, zone)}`, value: `−${money(refund.value)}` }]
        : []),
      ...refund.payments.map(({ amount }) => ({
        label: `Paid back ${whenText(refund.at, zone)}`,
        value: `−${money(amount)}`,
      })),
    ]),
    ...(owed > 0 ? [{ label: 'Still to pay', value: money(owed), strong: true }] : []),
    ...(owed < 0 ? [{ label: 'To be paid back', value: money(-owed), strong: true }] : []),
  ]
}
