import { percent } from './percent.ts'
import type { Business, Order, Paid, Refund } from './rows.ts'
import type { Line, Payment, Tax } from './order.ts'

/** What stands over and under every receipt of a business, and how it writes money. */
export interface Letterhead {
  business: Pick<Business, 'name' | 'address' | 'taxNumber' | 'receiptNote' | 'zone'>
  location: string
  /** The staff member's first name; empty where it is not known here. */
  by: string
  /** Whether it was handed out before. */
  isCopy: boolean
  /** Minor units as text. */
  money: (minor: number) => string
}

/** What came to an order after it was placed, in the order of time. */
export interface Later {
  paid: readonly Paid[]
  refunds: readonly Refund[]
}

/** A label and its figure. `strong` is what people look for. */
export interface Row {
  label: string
  value: string
  strong?: boolean
}

export interface ReceiptLine {
  quantity: number
  name: string
  /** What all of it costs by its price, before anything is taken off; empty on a pick slip. */
  value: string
  /** Price for one, options and note, each on a line of its own. */
  details: string[]
  /** What was taken off this line. */
  off?: Row
}

/** A receipt, whatever it is drawn on: everything is text already, in the order in which it is read. */
export interface Receipt {
  title: string
  number: string
  business: string
  /** Address and tax number. */
  head: string[]
  /** CANCELLED and COPY, where it is. */
  marks: string[]
  facts: Row[]
  lines: ReceiptLine[]
  sums: Row[]
  money: Row[]
  taxes: Row[]
  notes: string[]
  end: string
  /** Whether it is for whoever puts the goods together: its lines are large, each with a box to tick. */
  isPickSlip?: true
}

const ways: Record<Payment['kind'], string> = { cash: 'Cash', card: 'Card', other: 'Other' }

/** What every receipt of an order has in common. */
export function frameOf(
  order: Pick<Order, 'number'>,
  { business, location, by, isCopy }: Letterhead,
  at: number,
): Pick<Receipt, 'number' | 'business' | 'head' | 'marks' | 'facts' | 'end'> {
  return {
    number: order.number,
    business: business.name,
    head: [
      ...(business.address ?? '').split('\n').map((line) => line.trim()),
      business.taxNumber ? `Tax no. ${business.taxNumber}` : '',
    ].filter(Boolean),
    marks: isCopy ? ['COPY'] : [],
    facts: [
      { label: 'Date', value: whenText(at, business.zone) },
      ...(location ? [{ label: 'At', value: location }] : []),
      ...(by ? [{ label: 'Served by', value: by }] : []),
    ],
    end: business.receiptNote?.trim() ? business.receiptNote.trim() : 'Thank you',
  }
}

/** What was handed over, in words: "Card · 4711". Cash shows what was given, and the change in a row of its own. */
export function paymentRows(payments: readonly Payment[], money: Letterhead['money'], after = ''): Row[] {
  return payments.map(({ kind, amount, tendered, reference }) => ({
    label: [`${ways[kind]}${after}`, reference].filter(Boolean).join(' · '),
    value: money(tendered ?? amount),
  }))
}

/** Tax rates that took something, with what they were taken of. */
export function taxRows(taxes: readonly Tax[], taxIncluded: boolean, money: Letterhead['money']): Row[] {
  return taxes
    .filter(({ tax }) => tax !== 0)
    .map(({ rate, gross, tax }) => ({
      label: taxIncluded
        ? `Tax ${percent(rate)} in ${money(gross)}`
        : `Tax ${percent(rate)} on ${money(gross - tax)}`,
      value: money(tax),
    }))
}

export function detailsOf(line: Line, money: Letterhead['money']): string[] {
  return [
    ...(line.quantity > 1 ? [`${money(line.price)} each`] : []),
    ...(line.options ?? []).map(({ name, price }) => (price ? `${name} ${signed(price, money)}` : name)),
    ...(line.note ? [line.note] : []),
  ]
}

/** "10 % off · student", or "Off · bruised". */
export function offText({ kind, value, reason }: { kind: string; value: number; reason?: string }): string {
  return [kind === 'percent' ? `${percent(value)} off` : 'Off', reason].filter(Boolean).join(' · ')
}

export function signed(minor: number, money: Letterhead['money']): string {
  return minor < 0 ? `−${money(-minor)}` : `+${money(minor)}`
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** "21 Nov 2026, 09:58" by the business's own clocks. */
export function whenText(at: number, zone: string): string {
  let format = formats.get(zone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    })
    formats.set(zone, format)
  }
  return format.format(at)
}
