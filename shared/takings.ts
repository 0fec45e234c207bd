import * as v from 'valibot'
import type { Payment } from './order.ts'
import { Counter } from './schema.ts'

/** What one tablet put into a till session and took out of it: sums in minor units. `…Back` was handed back to customers. */
export const Takings = v.object({
  orders: Counter,
  cash: Counter,
  card: Counter,
  other: Counter,
  cashBack: Counter,
  cardBack: Counter,
  otherBack: Counter,
  paidIn: Counter,
  paidOut: Counter,
})
export type Takings = v.InferOutput<typeof Takings>

export function plus(a: Takings, b: Partial<Takings>): Takings {
  return each((key) => a[key] + (b[key] ?? 0))
}

export function minus(a: Takings, b: Takings): Takings {
  return each((key) => a[key] - b[key])
}

function each(sum: (key: keyof Takings) => number): Takings {
  return {
    orders: sum('orders'),
    cash: sum('cash'),
    card: sum('card'),
    other: sum('other'),
    cashBack: sum('cashBack'),
    cardBack: sum('cardBack'),
    otherBack: sum('otherBack'),
    paidIn: sum('paidIn'),
    paidOut: sum('paidOut'),
  }
}

export const noTakings = each(() => 0)

/** Payments by kind, as takings count them. */
export function takingsOf(payments: readonly Payment[], way: 'in' | 'back'): Partial<Takings> {
  const sums: Record<string, number> = {}
  for (const { kind, amount } of payments) {
    const key = way === 'in' ? kind : `${kind}Back`
    sums[key] = (sums[key] ?? 0) + amount
  }
  return sums
}

/** Of all tablets together. */
export function takingsIn(takings: Readonly<Record<string, Takings>>): Takings {
  return Object.values(takings).reduce<Takings>(plus, noTakings)
}
