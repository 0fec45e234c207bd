import * as v from 'valibot'
import { maskCardNumbers } from '#shared/cardNumbers.ts'
import { totalsOf } from '#shared/order.ts'
import type { Line, Payment, PlacedOrder } from '#shared/order.ts'
import type { Product } from '#shared/rows.ts'
import { Counter, Id, Minor, mostMinor, Quantity, TaxRate, Text } from '#shared/schema.ts'

/** A product in the basket, at the price it had when it was put there. `key` tells two lines of one product apart. */
export const BasketLine = v.object({
  key: Counter,
  productId: Id,
  name: Text(120, 1),
  price: Minor,
  taxRate: TaxRate,
  quantity: Quantity,
  note: Text(200),
})
export type BasketLine = v.InferOutput<typeof BasketLine>

/** An order while it is rung up. It is born with the id that its order will have, so that it can only be sold once. */
export const Basket = v.object({
  id: Id,
  nextKey: Counter,
  lines: v.pipe(v.array(BasketLine), v.maxLength(200)),
  customer: Text(80),
  note: Text(200),
})
export type Basket = v.InferOutput<typeof Basket>

export type Added = { ok: true; basket: Basket } | { ok: false; code: 'too-many-lines' | 'too-much' }

/** What an order takes on besides the basket when it is charged. */
export interface Terms {
  locationId: string
  currency: string
  taxIncluded: boolean
  payments: Payment[]
  startStatus: PlacedOrder['startStatus']
}

const mostLines = 200
const mostOfOne = 9_999

export function emptyBasket(id: string): Basket {
  return { id, nextKey: 1, lines: [], customer: '', note: '' }
}

/** One more of a product: on its own line where that has the same price and no note, else on a new one. */
export function addTo(basket: Basket, product: Product): Added {
  const known = basket.lines.find((line) => isMoreOf(line, product))
  if (known) return bounded(withQuantity(basket, known.key, known.quantity + 1))
  if (basket.lines.length >= mostLines) return { ok: false, code: 'too-many-lines' }
  const { id: productId, name, price, taxRate } = product
  const line = { key: basket.nextKey, productId, name, price, taxRate, quantity: 1, note: '' }
  return bounded({ ...basket, nextKey: basket.nextKey + 1, lines: [...basket.lines, line] })
}

/** A quantity below one takes the line away; one that no order could hold leaves it as it was. */
export function withQuantity(basket: Basket, key: number, quantity: number): Basket {
  const size = Math.min(mostOfOne, Math.trunc(quantity))
  const lines = basket.lines.flatMap((line) => {
    if (line.key !== key) return [line]
    return size < 1 ? [] : [{ ...line, quantity: size }]
  })
  const next = { ...basket, lines }
  return isPayable(next) ? next : basket
}

export function withLineNote(basket: Basket, key: number, note: string): Basket {
  const lines = basket.lines.map((line) => (line.key === key ? { ...line, note: tidy(note, 200) } : line))
  return { ...basket, lines }
}

/** Puts a line back where it was; nothing where it is still there. */
export function withLine(basket: Basket, line: BasketLine, index: number): Basket {
  if (basket.lines.some(({ key }) => key === line.key) || basket.lines.length >= mostLines) return basket
  const next = { ...basket, lines: basket.lines.toSpliced(index, 0, line) }
  return isPayable(next) ? next : basket
}

export function withDetails(basket: Basket, details: { customer: string; note: string }): Basket {
  return { ...basket, customer: tidy(details.customer, 80), note: tidy(details.note, 200) }
}

export function unitsIn(basket: Basket): Map<string, number> {
  const units = new Map<string, number>()
  for (const { productId, quantity } of basket.lines) {
    units.set(productId, (units.get(productId) ?? 0) + quantity)
  }
  return units
}

export function linesOf(basket: Basket): Line[] {
  return basket.lines.map(({ productId, name, price, quantity, taxRate, note }) => ({
    productId,
    name,
    price,
    quantity,
    taxRate,
    total: price * quantity,
    ...(note ? { note } : {}),
  }))
}

/** What is sent: the basket as an order, with everything that a receipt shows fixed. */
export function orderOf(basket: Basket, terms: Terms): Omit<PlacedOrder, 'number'> {
  const lines = linesOf(basket)
  return {
    ...terms,
    ...totalsOf(lines, terms.taxIncluded),
    lines,
    ...(basket.customer ? { customer: { name: basket.customer } } : {}),
    ...(basket.note ? { note: basket.note } : {}),
  }
}

/** What someone typed, as it may be kept: no stray spaces, no half characters, no card numbers. */
export function tidy(text: string, most: number): string {
  return maskCardNumbers(text.toWellFormed().trim()).slice(0, most).toWellFormed().trim()
}

function isMoreOf(line: BasketLine, product: Product): boolean {
  const isSame = line.productId === product.id && line.price === product.price && line.name === product.name
  return isSame && line.taxRate === product.taxRate && line.note === '' && line.quantity < mostOfOne
}

function bounded(basket: Basket): Added {
  return isPayable(basket) ? { ok: true, basket } : { ok: false, code: 'too-much' }
}

/** Tax can at most double what the lines cost. */
function isPayable(basket: Basket): boolean {
  return basket.lines.reduce((sum, line) => sum + line.price * line.quantity, 0) <= mostMinor / 2
}
