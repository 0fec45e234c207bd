import * as v from 'valibot'
import { Approval } from './approval.ts'
import { divideRounded } from './money.ts'
import { type Line, OrderNumber, Payments, type PlacedOrder, Tax, totalsOf } from './order.ts'
import { Currency, Id, Minor, Quantity, Said, TaxRate } from './schema.ts'

/** Where goods that came back went: on the shelf again, in the bin, or nowhere, because the customer kept them. */
export const Goods = v.picklist(['stock', 'waste', 'kept'])
export type Goods = v.InferOutput<typeof Goods>

/** `line` is the line's place in the order; `amount` is what it is worth at the prices that were paid, as its total is. */
export const RefundLine = v.strictObject({
  line: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(199)),
  productId: Id,
  name: Said(120, 1),
  quantity: Quantity,
  amount: Minor,
  taxRate: TaxRate,
  goods: Goods,
})
export type RefundLine = v.InferOutput<typeof RefundLine>

/**
 * Goods and money that went back. `value` is what the customer need not pay any more for the goods, `taxes` its parts by
 * rate; `payments` is the money handed back, which is less where the goods had not been paid for, and all there is where
 * a cancelled order's money goes back.
 */
export const PlacedRefund = v.strictObject({
  orderId: Id,
  number: OrderNumber,
  locationId: Id,
  currency: Currency,
  lines: v.pipe(v.array(RefundLine), v.maxLength(200)),
  taxes: v.pipe(v.array(Tax), v.maxLength(50)),
  value: Minor,
  payments: Payments,
  reason: v.exactOptional(Said(200, 1)),
  sessionId: v.exactOptional(Id),
  approval: v.exactOptional(Approval),
})
export type PlacedRefund = v.InferOutput<typeof PlacedRefund>

/**
 * What `quantity` of a line are worth after `before` of them went back, minor units. However a line is split, the parts
 * add up to its total.
 */
export function worthOf(line: Pick<Line, 'total' | 'quantity'>, before: number, quantity: number): number {
  const upTo = (units: number) => divideRounded(line.total * Math.min(units, line.quantity), line.quantity)
  return upTo(before + quantity) - upTo(before)
}

/**
 * The taxes of a refund's lines, given those that went back before it: what is due on all of them, less what was due on
 * the earlier ones, so that an order that goes back in pieces gives back exactly its taxes.
 */
export function taxesOf(
  lines: readonly Pick<RefundLine, 'amount' | 'taxRate'>[],
  earlier: readonly Pick<RefundLine, 'amount' | 'taxRate'>[],
  taxIncluded: boolean,
): { taxes: Tax[]; value: number } {
  const asTotals = (some: typeof lines) => some.map(({ amount, taxRate }) => ({ total: amount, taxRate }))
  const before = totalsOf(asTotals(earlier), taxIncluded).taxes
  const after = totalsOf(asTotals([...earlier, ...lines]), taxIncluded).taxes
  const taxes = after
    .map((tax) => {
      const known = before.find(({ rate }) => rate === tax.rate)
      return { rate: tax.rate, gross: tax.gross - (known?.gross ?? 0), tax: tax.tax - (known?.tax ?? 0) }
    })
    .filter((tax) => lines.some(({ taxRate }) => taxRate === tax.rate))
  return { taxes, value: taxes.reduce((sum, tax) => sum + tax.gross, 0) }
}

/**
 * Whether what goes back is what was sold, at what was paid for it, and taxes and value follow from that. Each may be a
 * minor unit off: which pieces went back before is not known alike on every tablet.
 */
export function isFair(refund: PlacedRefund, order: Pick<PlacedOrder, 'lines' | 'taxIncluded'>): boolean {
  const { taxes } = taxesOf(refund.lines, [], order.taxIncluded)
  return (
    refund.lines.every((line) => isAsSold(line, order.lines[line.line])) &&
    taxes.length === refund.taxes.length &&
    taxes.every((tax, index) => isNearTax(tax, refund.taxes[index], order.taxIncluded)) &&
    refund.taxes.reduce((sum, { gross }) => sum + gross, 0) === refund.value
  )
}

function isAsSold(back: RefundLine, sold: Line | undefined): boolean {
  return (
    sold?.productId === back.productId &&
    sold.taxRate === back.taxRate &&
    Math.abs(back.amount * sold.quantity - sold.total * back.quantity) < sold.quantity
  )
}

function isNearTax(due: Tax, said: Tax | undefined, taxIncluded: boolean): boolean {
  if (due.rate !== said?.rate || Math.abs(due.tax - said.tax) > 1) return false
  return due.gross - said.gross === (taxIncluded ? 0 : due.tax - said.tax)
}
