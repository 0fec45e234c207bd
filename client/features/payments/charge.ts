import * as v from 'valibot'
import { maskCardNumbers } from '#shared/cardNumbers.ts'
import { allocate } from '#shared/money.ts'
import { Payment, sumOf } from '#shared/order.ts'
import { Minor, Text } from '#shared/schema.ts'

/** How an order may be paid: one of the kinds of payment, or not yet. */
export const PayKind = v.picklist([...Payment.entries.kind.options, 'later'])
export type PayKind = v.InferOutput<typeof PayKind>

/** What happens with the goods: handed over, called out when ready, or collected at the promised time. */
export const Ending = v.picklist(['completed', 'processing', 'collect'])
export type Ending = v.InferOutput<typeof Ending>

export const mostParts = 20

/** An order half paid: what was taken of it, and what is being typed for the next payment. Amounts are minor units. */
export const Charge = v.object({
  kind: PayKind,
  /** Typed on the pad as minor units: "2000" is £20. */
  digits: v.pipe(v.string(), v.regex(/^\d{0,9}$/)),
  /** The note that was tapped, while nothing is typed. */
  note: v.nullable(Minor),
  reference: v.pipe(Text(60), v.transform(maskCardNumbers)),
  /** How many people share it evenly. */
  people: v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(mostParts)),
  parts: v.pipe(v.array(Payment), v.maxLength(mostParts)),
  ending: v.exactOptional(Ending),
})
export type Charge = v.InferOutput<typeof Charge>

export const plainCharge: Charge = {
  kind: 'cash',
  digits: '',
  note: null,
  reference: '',
  people: 1,
  parts: [],
}

/** What the next payment comes to, as it is typed so far. */
export interface Next {
  /** Still to pay before it; below zero where more was taken than the order costs. */
  left: number
  /** What is asked for: all that is left, or one person's share of it. */
  asked: number
  /** Counts towards the order. */
  amount: number
  /** What is handed over, where that is cash. */
  tendered: number
  change: number
  /** Still to pay after it. */
  rest: number
  /** More than is left, by a kind that gives no change. */
  isTooMuch: boolean
}

export function nextOf(charge: Charge, total: number): Next {
  const left = total - sumOf(charge.parts)
  const asked = shareOf(charge, left)
  const typed = charge.digits ? Number(charge.digits) : null
  if (charge.kind === 'later')
    return { left, asked: 0, amount: 0, tendered: 0, change: 0, rest: left, isTooMuch: false }
  const tendered = typed ?? (charge.kind === 'cash' ? (charge.note ?? asked) : asked)
  const amount = Math.min(tendered, charge.kind === 'cash' ? asked : Math.max(0, left))
  const change = charge.kind === 'cash' ? tendered - amount : 0
  return { left, asked, amount, tendered, change, rest: left - amount, isTooMuch: tendered > amount + change }
}

/** The part of what is left that the next person pays. */
function shareOf({ people, parts }: Charge, left: number): number {
  const payers = Math.max(1, people - parts.length)
  return allocate(Math.max(0, left), Array<number>(payers).fill(1))[0] ?? 0
}

/** The next payment as it is kept, its reference tidied; null where there is none to take. */
export function paymentOf(charge: Charge, total: number, reference: string): Payment | null {
  const { amount, tendered, change } = nextOf(charge, total)
  if (charge.kind === 'later' || amount === 0) return null
  if (charge.kind === 'cash') return { kind: 'cash', amount, ...(change > 0 ? { tendered } : {}) }
  return { kind: charge.kind, amount, ...(reference ? { reference } : {}) }
}

/** Ready for the payment after this one. */
export function withPart(charge: Charge, part: Payment): Charge {
  const { kind } = charge
  const plain = { ...plainCharge, people: charge.people, parts: [...charge.parts, part] }
  return { ...plain, kind, ...(charge.ending ? { ending: charge.ending } : {}) }
}

export function withoutPart(charge: Charge, index: number): Charge {
  return { ...charge, parts: charge.parts.toSpliced(index, 1) }
}

/** Puts a payment back where it was. */
export function withPartBack(charge: Charge, part: Payment, index: number): Charge {
  return { ...charge, parts: charge.parts.toSpliced(index, 0, part).slice(0, mostParts) }
}

/** Takes a payment back into what is being typed, to be put right. */
export function withPartOpen(charge: Charge, index: number): Charge {
  const part = charge.parts[index]
  if (!part) return charge
  const digits = String(part.tendered ?? part.amount)
  const { kind, reference = '' } = part
  return { ...withoutPart(charge, index), kind, reference, note: null, digits: digits.slice(0, 9) }
}
