import * as v from 'valibot'
import { Approval } from './approval.ts'
import { Discount, type Reduction, reductionOf } from './discount.ts'
import { allocate, divideRounded } from './money.ts'
import { Currency, Difference, Id, Instant, Minor, Quantity, Said, TaxRate, Text } from './schema.ts'

export const Status = v.picklist(['processing', 'ready', 'completed', 'cancelled'])
export type Status = v.InferOutput<typeof Status>

/**
 * A product as it was sold: its name, price and tax rate are fixed here and outlive the catalogue's. `price` is for one,
 * with what the chosen options add; `total` is for all of them, less the line's discount and its share of the order's.
 */
export const Line = v.strictObject({
  productId: Id,
  name: Said(120, 1),
  price: Minor,
  quantity: Quantity,
  taxRate: TaxRate,
  total: Minor,
  note: v.exactOptional(Said(200, 1)),
  options: v.exactOptional(
    v.pipe(v.array(v.strictObject({ id: Id, name: Said(60, 1), price: Difference })), v.maxLength(60)),
  ),
  discount: v.exactOptional(Discount),
  share: v.exactOptional(Minor),
  /** What one cost to make or buy when it was sold, where that was known. */
  cost: v.exactOptional(Minor),
})
export type Line = v.InferOutput<typeof Line>

/** Money in. `amount` counts towards the order; `tendered` is what was handed over, where that is more. */
export const Payment = v.strictObject({
  kind: v.picklist(['cash', 'card', 'other']),
  amount: Minor,
  tendered: v.exactOptional(Minor),
  reference: v.exactOptional(Said(60, 1)),
})
export type Payment = v.InferOutput<typeof Payment>

/** What one rate contributes: `gross` is what the customer pays at that rate, `tax` the part of it that is tax. */
export const Tax = v.strictObject({ rate: TaxRate, gross: Minor, tax: Minor })
export type Tax = v.InferOutput<typeof Tax>

/** How to reach a customer, sealed to the server's public key where it was typed: no tablet can read it again. */
export const Contact = v.strictObject({ sealed: Text(2_000, 1), email: v.boolean(), phone: v.boolean() })
export type Contact = v.InferOutput<typeof Contact>

export const Customer = v.strictObject({
  name: v.exactOptional(Said(80, 1)),
  note: v.exactOptional(Said(200, 1)),
  contact: v.exactOptional(Contact),
})
export type Customer = v.InferOutput<typeof Customer>

export const OrderNumber = v.pipe(v.string(), v.regex(/^[A-Z]{1,3}-\d{4,9}$/))

export const Payments = v.pipe(v.array(Payment), v.maxLength(20))

/** An order as a tablet makes it: everything that a receipt shows, fixed when the money changed hands. */
export const PlacedOrder = v.strictObject({
  number: OrderNumber,
  locationId: Id,
  currency: Currency,
  taxIncluded: v.boolean(),
  lines: v.pipe(v.array(Line), v.minLength(1), v.maxLength(200)),
  taxes: v.pipe(v.array(Tax), v.maxLength(50)),
  payments: Payments,
  total: Minor,
  startStatus: v.picklist(['processing', 'completed']),
  customer: v.exactOptional(Customer),
  note: v.exactOptional(Said(200, 1)),
  discount: v.exactOptional(Discount),
  /** What the customer pays later: the total less the payments. */
  owed: v.exactOptional(Minor),
  /** When it will be collected, as it was promised. */
  promisedAt: v.exactOptional(Instant),
  /** The till session whose drawer the cash went into. */
  sessionId: v.exactOptional(Id),
  approval: v.exactOptional(Approval),
})
export type PlacedOrder = v.InferOutput<typeof PlacedOrder>

/** "A-0001": the device's letter and its own counter, unique without a network. */
export function orderNumber(letter: string, counter: number): string {
  return `${letter}-${String(counter).padStart(4, '0')}`
}

export function unitsOf(order: { lines: readonly { quantity: number }[] }): number {
  return order.lines.reduce((sum, line) => sum + line.quantity, 0)
}

export function sumOf(payments: readonly { amount: number }[]): number {
  return payments.reduce((sum, payment) => sum + payment.amount, 0)
}

interface Asked {
  price: number
  quantity: number
  discount?: Reduction | undefined
}

/** What discounts come to on each line and on the order. The order's is shared out by largest remainder. */
export interface Reduced {
  lines: { full: number; off: number; share: number; total: number }[]
  off: number
}

/** Works the discounts out: first each line's own, then the order's on what is left. All in minor units. */
export function reduce(lines: readonly Asked[], discount: Reduction | undefined): Reduced {
  const own = lines.map(({ price, quantity, discount: asked }) => {
    const full = price * quantity
    return { full, off: asked ? reductionOf(full, asked) : 0 }
  })
  const left = own.map(({ full, off }) => full - off)
  const sum = left.reduce((total, part) => total + part, 0)
  const off = discount ? reductionOf(sum, discount) : 0
  const shares = allocate(off, left)
  return {
    off,
    lines: own.map((line, index) => {
      const share = shares[index] ?? 0
      return { ...line, share, total: line.full - line.off - share }
    }),
  }
}

/**
 * Tax per rate and the total to pay, in minor units. Tax is rounded once per rate, halves up. With `taxIncluded` the
 * prices already hold it: gross × rate ÷ (1 + rate); otherwise it is added to them.
 */
export function totalsOf(
  lines: readonly { total: number; taxRate: number }[],
  taxIncluded: boolean,
): { taxes: Tax[]; total: number } {
  const sums = new Map<number, number>()
  for (const line of lines) sums.set(line.taxRate, (sums.get(line.taxRate) ?? 0) + line.total)
  const taxes = [...sums]
    .sort(([a], [b]) => a - b)
    .map(([rate, sum]) => {
      const tax = divideRounded(sum * rate, taxIncluded ? 10_000 + rate : 10_000)
      return { rate, gross: taxIncluded ? sum : sum + tax, tax }
    })
  return { taxes, total: taxes.reduce((sum, tax) => sum + tax.gross, 0) }
}

/** Money handed back: what was tendered beyond the amounts. */
export function changeDue(order: { payments: readonly Payment[] }): number {
  return order.payments.reduce(
    (sum, payment) => sum + (payment.tendered ?? payment.amount) - payment.amount,
    0,
  )
}

/** Whether lines, discounts, taxes and payments add up to the total that the customer was asked for. */
export function addsUp(order: PlacedOrder): boolean {
  const { lines, off } = reduce(order.lines, order.discount)
  const { taxes, total } = totalsOf(order.lines, order.taxIncluded)
  return (
    lines.every((line, index) => isReduced(order.lines[index], line)) &&
    off === (order.discount?.amount ?? 0) &&
    total === order.total &&
    taxes.length === order.taxes.length &&
    taxes.every((tax, index) => isSameTax(tax, order.taxes[index])) &&
    sumOf(order.payments) + (order.owed ?? 0) === total &&
    isHandedOver(order.payments)
  )
}

/** Whether at least as much was handed over as counts towards the order. */
export function isHandedOver(payments: readonly Payment[]): boolean {
  return payments.every(({ amount, tendered = amount }) => tendered >= amount)
}

function isReduced(line: Line | undefined, { off, share, total }: Reduced['lines'][number]): boolean {
  return (line?.discount?.amount ?? 0) === off && (line?.share ?? 0) === share && line?.total === total
}

function isSameTax(a: Tax, b: Tax | undefined): boolean {
  return a.rate === b?.rate && a.gross === b.gross && a.tax === b.tax
}
