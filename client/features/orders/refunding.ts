import { owedOn, unitsLeft } from '#shared/balance.ts'
import { type Goods, type PlacedRefund, taxesOf, worthOf } from '#shared/refund.ts'
import type { Order } from '#shared/rows.ts'
import type { WholeOrder } from '#shared/wholeOrder.ts'

/** How many of a line come back, and where they went. */
export interface Chosen {
  units: number
  goods: Goods
}

/** Units of each line that come back, as the refund's lines, with what they are worth at the prices that were paid. */
export function refundOf(
  { order, refund }: Pick<WholeOrder, 'order' | 'refund'>,
  chosen: readonly Chosen[],
): Pick<PlacedRefund, 'lines' | 'taxes' | 'value'> {
  const left = unitsLeft(order)
  const lines = order.lines.flatMap((line, index) => {
    const { units = 0, goods = 'stock' } = chosen[index] ?? {}
    const quantity = Math.min(units, left[index] ?? 0)
    if (quantity < 1) return []
    const { productId, name, taxRate } = line
    const amount = worthOf(line, line.quantity - (left[index] ?? 0), quantity)
    return [{ line: index, productId, name, quantity, amount, taxRate, goods }]
  })
  const earlier = refund.flatMap((one) => one.lines)
  return { lines, ...taxesOf(lines, earlier, order.taxIncluded) }
}

/** The money that goes back for goods worth `value`, minor units: only what has been paid for them. */
export function backFor(order: Order, value: number): number {
  return Math.max(0, value - owedOn(order))
}
