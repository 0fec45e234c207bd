import type { Approval } from '#shared/approval.ts'
import { isGenerous } from '#shared/discount.ts'
import { reduce, totalsOf } from '#shared/order.ts'
import type { Line, Payment, PlacedOrder } from '#shared/order.ts'
import { type Basket, priceOfLine } from './basket.ts'
import { customerOf } from './customer.ts'

/** What an order takes on besides the basket when it is charged. */
export interface Terms {
  locationId: string
  currency: string
  taxIncluded: boolean
  payments: Payment[]
  startStatus: PlacedOrder['startStatus']
  owed?: number
  promisedAt?: number
  sessionId?: string
}

/** The basket's lines as an order has them, with every discount worked out, and what the order's own comes to. */
export function linesOf(basket: Basket): { lines: Line[]; off: number } {
  const asked = basket.lines.map((line) => ({ ...line, price: priceOfLine(line) }))
  const reduced = reduce(asked, basket.discount)
  const lines = asked.map((line, index) => {
    const { productId, name, price, quantity, taxRate, note, options, discount, cost } = line
    const { off, share, total } = reduced.lines[index] ?? { off: 0, share: 0, total: price * quantity }
    return {
      ...{ productId, name, price, quantity, taxRate, total },
      ...(cost === undefined ? {} : { cost }),
      ...(note ? { note } : {}),
      ...(options.length > 0 ? { options } : {}),
      ...(discount ? { discount: { ...discount, amount: off } } : {}),
      ...(share > 0 ? { share } : {}),
    }
  })
  return { lines, off: reduced.off }
}

/** What is sent: the basket as an order, with everything that a receipt shows fixed. */
export function orderOf(basket: Basket, terms: Terms): Omit<PlacedOrder, 'number'> {
  const { lines, off } = linesOf(basket)
  return {
    ...terms,
    ...totalsOf(lines, terms.taxIncluded),
    lines,
    ...customerOf(basket),
    ...(basket.note ? { note: basket.note } : {}),
    ...(basket.discount ? { discount: { ...basket.discount, amount: off } } : {}),
    ...(basket.approval ? { approval: basket.approval } : {}),
  }
}

/** Everything that is taken off, minor units. */
function offIn(basket: Basket): number {
  const { lines, off } = linesOf(basket)
  return off + lines.reduce((all, { discount }) => all + (discount?.amount ?? 0), 0)
}

/** With what a manager has allowed, which is as much as is taken off now. */
export function withApproval(basket: Basket, approval: Approval): Basket {
  return { ...basket, approval, allowed: offIn(basket) }
}

/** Whether a discount in it is more than `limit` (basis points), and nobody who may has allowed so much yet. */
export function needsApproval(basket: Basket, limit: number): boolean {
  if (basket.approval && offIn(basket) <= (basket.allowed ?? Infinity)) return false
  const { lines, off } = linesOf(basket)
  return isGenerous(limit, { lines, discount: { amount: off } })
}
