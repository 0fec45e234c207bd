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
  return amount > divideRounded(sum * limit, 10_000)
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

/** Whether any discount is more than its giver's limit: a line's of its line, the order's of what is left after those. */
export function isGenerous(limit: number, { lines, discount }: Given): boolean {
  const left = lines.reduce((all, line) => all + line.total + (line.share ?? 0), 0)
  return (
    isOver(limit, left, discount?.amount ?? 0) ||
    lines.some((line) => isOver(limit, line.price * line.quantity, line.discount?.amount ?? 0))
  )
}
