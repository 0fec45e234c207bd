import { changeDue } from '#shared/order.ts'
import type { Payment } from '#shared/order.ts'
import type { Order } from '#shared/rows.ts'
import { clockOf, dayOf } from '#shared/time.ts'

const paidBy: Record<Payment['kind'], string> = { cash: 'Cash', card: 'Card', other: 'Other' }

export interface Letterhead {
  business: string
  location: string
  money: (minor: number) => string
}

/** A receipt as plain text, `width` signs wide: it can be read out, copied and printed on anything. */
export function receiptText(order: Order, { business, location, money }: Letterhead, width = 34): string {
  const row = (label: string, value: string) => between(label, value, width)
  const rule = '-'.repeat(width)
  const change = changeDue(order)
  return [
    ...centred(business, width),
    ...centred(location, width),
    '',
    row(
      `Order ${order.number}`,
      `${dayOf(order.placedAt, order.zone)} ${clockOf(order.placedAt, order.zone)}`,
    ),
    ...(order.customer?.name ? wrapped(`For ${order.customer.name}`, width) : []),
    rule,
    ...order.lines.flatMap((line) => [
      ...wrapped(line.name, width),
      row(`  ${line.quantity} × ${money(line.price)}`, money(line.total)),
      ...(line.note ? wrapped(line.note, width - 2).map((text) => `  ${text}`) : []),
    ]),
    rule,
    row('Total', money(order.total)),
    ...order.payments.map((payment) => row(paidBy[payment.kind], money(payment.tendered ?? payment.amount))),
    ...(change > 0 ? [row('Change', money(change))] : []),
    ...(order.taxes.some(({ tax }) => tax > 0) ? [''] : []),
    ...order.taxes
      .filter(({ tax }) => tax > 0)
      .map(({ rate, gross, tax }) => row(`Tax ${percent(rate)} in ${money(gross)}`, money(tax))),
    ...(order.note ? ['', ...wrapped(order.note, width)] : []),
    ...(order.status === 'cancelled' ? ['', ...centred('CANCELLED', width)] : []),
    '',
    ...centred('Thank you', width),
  ].join('\n')
}

/** Basis points as people say them: 2,000 is "20 %". */
export function percent(rate: number): string {
  return `${rate / 100}\u00a0%`
}

function between(label: string, value: string, width: number): string {
  const room = width - label.length - value.length
  return room >= 1 ? `${label}${' '.repeat(room)}${value}` : `${label}\n${value.padStart(width)}`
}

function centred(text: string, width: number): string[] {
  return wrapped(text, width).map((line) => `${' '.repeat(Math.floor((width - line.length) / 2))}${line}`)
}

function wrapped(text: string, width: number): string[] {
  const lines: string[] = []
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= width)
      lines[lines.length - 1] = `${last} ${word}`
    else lines.push(...pieces(word, width))
  }
  return lines
}

function pieces(word: string, width: number): string[] {
  if (word.length <= width) return [word]
  return [word.slice(0, width), ...pieces(word.slice(width), width)]
}
