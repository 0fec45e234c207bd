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
  type Saying,
  sayingOf,
  taxRows,
} from './receipt.ts'

/** An order's receipt as things stand: what was paid later and what went back are on it. */
export function orderReceipt(order: Order, later: Later, letterhead: Letterhead): Receipt {
  const saying = sayingOf(letterhead)
  const { words, when } = saying
  const frame = frameOf(order, letterhead, order.placedAt)
  const { name, note } = order.customer ?? {}
  return {
    ...frame,
    title: words.order(order.number),
    marks: [...(order.status === 'cancelled' ? [words.cancelled] : []), ...frame.marks],
    facts: [
      ...frame.facts,
      ...(name ? [{ label: words.for, value: name }] : []),
      ...(order.promisedAt ? [{ label: words.collect, value: when(order.promisedAt), strong: true }] : []),
    ],
    lines: order.lines.map((line) => lineOf(line, saying)),
    sums: sumsOf(order, saying),
    money: moneyOf(order, later, saying),
    taxes: order.taxIncluded ? taxRows(order.taxes, true, saying) : [],
    notes: [note ?? '', order.note ?? ''].filter(Boolean),
  }
}

function lineOf(line: Order['lines'][number], saying: Saying): ReceiptLine {
  const { money } = saying
  return {
    quantity: line.quantity,
    name: line.name,
    value: money(line.price * line.quantity),
    details: detailsOf(line, saying),
    ...(line.discount
      ? { off: { label: offText(line.discount, saying), value: `−${money(line.discount.amount)}` } }
      : {}),
  }
}

/** From the lines to the total, so that a customer can add it up. */
function sumsOf(order: Order, saying: Saying): Row[] {
  const { words, money } = saying
  const net = order.lines.reduce((sum, line) => sum + line.total, 0)
  const off = order.discount?.amount ?? 0
  const added = order.taxIncluded ? [] : taxRows(order.taxes, false, saying)
  return [
    ...(order.discount || added.length > 0 ? [{ label: words.subtotal, value: money(net + off) }] : []),
    ...(order.discount ? [{ label: offText(order.discount, saying), value: `−${money(off)}` }] : []),
    ...added,
    { label: words.total, value: money(order.total), strong: true },
  ]
}

function moneyOf(order: Order, { paid, refunds }: Later, saying: Saying): Row[] {
  const { words, money, when } = saying
  const change = changeDue(order)
  const owed = owedOn(order)
  return [
    ...paymentRows(order.payments, saying),
    ...(change > 0 ? [{ label: words.change, value: money(change) }] : []),
    ...paid.flatMap(({ payments, at }) =>
      paymentRows(payments, saying, (kind) => `${words.ways[kind]}, ${when(at)}`),
    ),
    ...refunds.flatMap((refund) => [
      ...(refund.value > 0
        ? [{ label: words.returned(when(refund.at)), value: `−${money(refund.value)}` }]
        : []),
      ...refund.payments.map(({ amount }) => ({
        label: words.paidBackOn(when(refund.at)),
        value: `−${money(amount)}`,
      })),
    ]),
    ...(owed > 0 ? [{ label: words.stillToPay, value: money(owed), strong: true }] : []),
    ...(owed < 0 ? [{ label: words.toBePaidBack, value: money(-owed), strong: true }] : []),
  ]
}
