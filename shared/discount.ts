import * as v from 'valibot'
import { divideRounded } from './money.ts'
import type { Role } from './role.ts'
import { Minor, Said } from './schema.ts'

/** What is taken off: `value` as it was said, in basis points or minor units, and the `amount` that came of it. */
export const Discount = v.strictObject({
  kind: v.picklist(['percent', 'amount']),
  value: Minor,
  amount: Minor,
  reason: v.exactOptional(Said(80, 1)),
})
export type Discount = v.InferOutput<typeof Discount>

/** A discount as it is asked for, before it is known what it comes to. */
export const Reduction = v.omit(Discount, ['amount'])
export type Reduction = v.InferOutput<typeof Reduction>

/** What a reduction takes off `sum`, minor units: a percentage is rounded, halves up, and nothing becomes negative. */
export function reductionOf(sum: number, { kind, value }: Reduction): number {
  const wished = kind === 'percent' ? divideRounded(sum * Math.min(value, 10_000), 10_000) : value
  return Math.min(sum, wished)
}

/** What an employee may give away alone where the business has not said otherwise: 10 %, in basis points. */
export const usualLimit = 1_000

/** The largest share of a price, in basis points, that this person may take off without anybody's approval. */
export function limitOf(role: Role | undefined, employeeDiscount = usualLimit): number {
  return role === 'manager' || role === 'admin' ? 10_000 : employeeDiscount
}

/** Whether `amount` off `sum` is more than `limit` (basis points) allows. A whole minor unit more is still within. */
export function isOver(limit: number, sum: number, amount: number): boolean {
  return amount > mostOff(limit, sum)
}

function mostOff(limit: number, sum: number): number {
  return divideRounded(sum * limit, 10_000)
}

interface Given {
  lines: readonly {
    price: number
    quantity: number
    total: number
    share?: number
    discount?: Pick<Discount, 'amount'>
  }[]
  discount?: Pick<Discount, 'amount'>
}

/**
 * Whether more is taken off than its giver may: off a line, off what is left after those, or by both together. Each may be
 * rounded in the customer's favour.
 */
export function isGenerous(limit: number, { lines, discount }: Given): boolean {
  const each = lines.map((line) => ({ full: line.price * line.quantity, off: line.discount?.amount ?? 0 }))
  const left = lines.reduce((all, line) => all + line.total + (line.share ?? 0), 0)
  const full = each.reduce((all, line) => all + line.full, 0)
  const given = each.reduce((all, line) => all + line.off, discount?.amount ?? 0)
  const byLine = each.reduce((all, line) => all + mostOff(limit, line.full), 0)
  return (
    isOver(limit, left, discount?.amount ?? 0) ||
    given > Math.max(mostOff(limit, full), byLine) ||
    each.some((line) => isOver(limit, line.full, line.off))
  )
}
