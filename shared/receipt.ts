import { dateLocale, type Language, usualLanguage } from './language.ts'
import { percent } from './percent.ts'
import type { Business, Order, Paid, Refund } from './rows.ts'
import type { Line, Payment, Tax } from './order.ts'
import { receiptWords } from './words/receipts.ts'
import type { ReceiptWords } from './words/receiptWords.ts'

/** What stands over and under every receipt of a business, and how it writes money. */
export interface Letterhead {
  business: Pick<Business, 'name' | 'address' | 'taxNumber' | 'receiptNote' | 'zone' | 'language'>
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
  language: Language
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

/** How a business says things on receipts: its words, its money, its clocks. */
export interface Saying {
  language: Language
  words: ReceiptWords
  money: (minor: number) => string
  percent: (rate: number) => string
  /** An instant, "21 Nov 2026, 09:58". */
  when: (at: number) => string
}

export function sayingOf({ business, money }: Pick<Letterhead, 'business' | 'money'>): Saying {
  const { language = usualLanguage, zone } = business
  return {
    ...{ language, money, words: receiptWords(language) },
    percent: (rate) => percent(rate, language === 'en' ? '.' : ','),
    when: (at) => whenText(at, zone, language),
  }
}

/** What every receipt of an order has in common. */
export function frameOf(
  order: Pick<Order, 'number'>,
  letterhead: Letterhead,
  at: number,
  { language, words, when } = sayingOf(letterhead),
): Pick<Receipt, 'language' | 'number' | 'business' | 'head' | 'marks' | 'facts' | 'end'> {
  const { business, location, by, isCopy } = letterhead
  return {
    language,
    number: order.number,
    business: business.name,
    head: [
      ...(business.address ?? '').split('\n').map((line) => line.trim()),
      business.taxNumber ? words.taxNumber(business.taxNumber) : '',
    ].filter(Boolean),
    marks: isCopy ? [words.copy] : [],
    facts: [
      { label: words.date, value: when(at) },
      ...(location ? [{ label: words.at, value: location }] : []),
      ...(by ? [{ label: words.servedBy, value: by }] : []),
    ],
    end: business.receiptNote?.trim() ? business.receiptNote.trim() : words.thanks,
  }
}

/** What was handed over, in words: "Card · 4711". Cash shows what was given, and the change in a row of its own. */
export function paymentRows(
  payments: readonly Payment[],
  { words, money }: Saying,
  wayOf = (kind: Payment['kind']) => words.ways[kind],
): Row[] {
  return payments.map(({ kind, amount, tendered, reference }) => ({
    label: [wayOf(kind), reference].filter(Boolean).join(' · '),
    value: money(tendered ?? amount),
  }))
}

/** Tax rates that took something, with what they were taken of. */
export function taxRows(taxes: readonly Tax[], taxIncluded: boolean, saying: Saying): Row[] {
  const { words, money, percent } = saying
  return taxes
    .filter(({ tax }) => tax !== 0)
    .map(({ rate, gross, tax }) => ({
      label: taxIncluded
        ? words.taxIn(percent(rate), money(gross))
        : words.taxOn(percent(rate), money(gross - tax)),
      value: money(tax),
    }))
}

export function detailsOf(line: Line, { words, money }: Saying): string[] {
  return [
    ...(line.quantity > 1 ? [words.each(money(line.price))] : []),
    ...(line.options ?? []).map(({ name, price }) => (price ? `${name} ${signed(price, money)}` : name)),
    ...(line.note ? [line.note] : []),
  ]
}

/** "10 % off · student", or "Off · bruised". */
export function offText(
  { kind, value, reason }: { kind: string; value: number; reason?: string },
  { words, percent }: Saying,
): string {
  return [kind === 'percent' ? words.percentOff(percent(value)) : words.off, reason]
    .filter(Boolean)
    .join(' · ')
}

export function signed(minor: number, money: Letterhead['money']): string {
  return minor < 0 ? `−${money(-minor)}` : `+${money(minor)}`
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** "21 Nov 2026, 09:58" by the business's own clocks. */
export function whenText(at: number, zone: string, language = usualLanguage): string {
  const key = `${language} ${zone}`
  let format = formats.get(key)
  if (!format) {
    format = new Intl.DateTimeFormat(dateLocale(language), {
      timeZone: zone,
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    })
    formats.set(key, format)
  }
  return format.format(at)
}
