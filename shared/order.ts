import * as v from 'valibot'
import { divideRounded } from './money.ts'
import { Currency, Id, Minor, Quantity, TaxRate, Text } from './schema.ts'

export const Status = v.picklist(['processing', 'ready', 'completed', 'cancelled'])
export type Status = v.InferOutput<typeof Status>

/** A product as it was sold: its name, price and tax rate are fixed here and outlive the catalogue's. */
export const Line = v.strictObject({
  productId: Id,
  name: Text(120, 1),
  price: Minor,
  quantity: Quantity,
  taxRate: TaxRate,
  total: Minor,
  note: v.exactOptional(Text(200, 1)),
})
export type Line = v.InferOutput<typeof Line>

/** Money in. `amount` counts towards the order; `tendered` is what was handed over, where that is more. */
export const Payment = v.strictObject({
  kind: v.picklist(['cash', 'card', 'other']),
  amount: Minor,
  tendered: v.exactOptional(Minor),
  reference: v.exactOptional(Text(60, 1)),
})
export type Payment = v.InferOutput<typeof Payment>

/** What one rate contributes: `gross` is what the customer pays at that rate, `tax` the part of it that is tax. */
export const Tax = v.strictObject({ rate: TaxRate, gross: Minor, tax: Minor })
export type Tax = v.InferOutput<typeof Tax>

export const Customer = v.strictObject({
  name: v.exactOptional(Text(80, 1)),
  note: v.exactOptional(Text(200, 1)),
})
export type Customer = v.InferOutput<typeof Customer>

export const OrderNumber = v.pipe(v.string(), v.regex(/^[A-Z]{1,3}-\d{4,9}$/))

/** An order as a tablet makes it: everything that a receipt shows, fixed when the money changed hands. */
export const PlacedOrder = v.strictObject({
  number: OrderNumber,
  locationId: Id,
  currency: Currency,
  taxIncluded: v.boolean(),
  lines: v.pipe(v.array(Line), v.minLength(1), v.maxLength(200)),
  taxes: v.pipe(v.array(Tax), v.maxLength(50)),
  payments: v.pipe(v.array(Payment), v.maxLength(20)),
  total: Minor,
  startStatus: v.picklist(['processing', 'completed']),
  customer: v.exactOptional(Customer),
  note: v.exactOptional(Text(200, 1)),
})
export type PlacedOrder = v.InferOutput<typeof PlacedOrder>

/** "A-0001": the device's letter and its own counter, unique without a network. */
export function orderNumber(letter: string, counter: number): string {
  return `${letter}-${String(counter).padStart(4, '0')}`
}

export function unitsOf(order: { lines: readonly { quantity: number }[] }): number {
  return order.lines.reduce((sum, line) => sum + line.quantity, 0)
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

/** Whether lines, taxes and payments add up to the total that the customer was asked for. */
export function addsUp(order: PlacedOrder): boolean {
  const { taxes, total } = totalsOf(order.lines, order.taxIncluded)
  return (
    order.lines.every((line) => line.total === line.price * line.quantity) &&
    total === order.total &&
    taxes.length === order.taxes.length &&
    taxes.every((tax, index) => isSameTax(tax, order.taxes[index])) &&
    order.payments.reduce((sum, payment) => sum + payment.amount, 0) === total &&
    order.payments.every((payment) => (payment.tendered ?? payment.amount) >= payment.amount)
  )
}

function isSameTax(a: Tax, b: Tax | undefined): boolean {
  return a.rate === b?.rate && a.gross === b.gross && a.tax === b.tax
}
