import { keptFrom, owedOn } from '#shared/balance.ts'
import { changeDue, type Payment } from '#shared/order.ts'
import type { Order } from '#shared/rows.ts'
import type { WholeOrder } from '#shared/wholeOrder.ts'
import { discountText, percent } from './lineWords.ts'
import { paymentWords } from './words.ts'

/** A name and a value, as on the bottom of a bill. */
export interface Fact {
  label: string
  value: string
  strong?: boolean
}

type Money = (minor: number) => string

/** What stands under an order's lines: how they came to the total, what was paid, what is still due either way. */
export function billOf({ order, paid, refund }: WholeOrder, money: Money): Fact[] {
  const change = changeDue(order)
  const later = paid.flatMap(({ payments }) => payments)
  const back = refund.flatMap(({ payments }) => payments)
  return [
    ...sumsOf(order, money),
    { label: 'Total', value: money(order.total), strong: true },
    ...(order.taxIncluded ? taxesOf(order, 'of it tax', money) : []),
    ...order.payments.map((payment) => ({
      label: wayOf(payment),
      value: money(payment.tendered ?? payment.amount),
    })),
    ...(change > 0 ? [{ label: 'Change given', value: money(change) }] : []),
    ...later.map((payment) => ({ label: `Paid later · ${wayOf(payment)}`, value: money(payment.amount) })),
    ...(order.refunded?.value
      ? [{ label: 'Less what went back', value: `−${money(order.refunded.value)}` }]
      : []),
    ...back.map((payment) => ({
      label: `Given back · ${wayOf(payment)}`,
      value: `−${money(payment.amount)}`,
    })),
    ...(paid.length + refund.length > 0
      ? [{ label: 'Money kept', value: money(Math.max(0, keptFrom(order))) }]
      : []),
    ...dueOf(order, money),
  ]
}

/** Only where something lies between the lines and the total. */
function sumsOf(order: Order, money: Money): Fact[] {
  const sum = order.lines.reduce((all, line) => all + line.total + (line.share ?? 0), 0)
  const taxes = order.taxIncluded ? [] : taxesOf(order, 'Tax', money)
  const off = order.discount
  if (!off && taxes.length === 0) return []
  return [
    { label: 'Lines', value: money(sum) },
    ...(off ? [{ label: discountText(off, money), value: `−${money(off.amount)}` }] : []),
    ...taxes,
  ]
}

function taxesOf(order: Order, word: string, money: Money): Fact[] {
  return order.taxes
    .filter(({ tax }) => tax > 0)
    .map(({ rate, gross, tax }) => ({
      label: `${word}, ${percent(rate)} ${order.taxIncluded ? 'in' : 'on'} ${money(order.taxIncluded ? gross : gross - tax)}`,
      value: money(tax),
    }))
}

function dueOf(order: Order, money: Money): Fact[] {
  const owed = owedOn(order)
  if (owed > 0) return [{ label: 'Still to pay', value: money(owed), strong: true }]
  return owed < 0 ? [{ label: 'To give back', value: money(-owed), strong: true }] : []
}

function wayOf({ kind, reference }: Payment): string {
  return [paymentWords[kind], reference].filter(Boolean).join(' · ')
}
