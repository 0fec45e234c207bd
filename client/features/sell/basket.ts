import * as v from 'valibot'
import { Approval } from '#shared/approval.ts'
import { maskCardNumbers } from '#shared/cardNumbers.ts'
import { Choice, priceWith, titleOf } from '#shared/catalogue.ts'
import { Reduction } from '#shared/discount.ts'
import type { Product } from '#shared/rows.ts'
import { Counter, Id, Instant, Minor, mostMinor, Quantity, TaxRate, Text } from '#shared/schema.ts'
import { Charge, plainCharge } from '../payments/charge.ts'

/**
 * A product in the basket, at the price it had when it was put there, before what `options` add. `key` tells two lines
 * of one product apart.
 */
export const BasketLine = v.object({
  key: Counter,
  productId: Id,
  name: Text(120, 1),
  price: Minor,
  taxRate: TaxRate,
  quantity: Quantity,
  note: Text(200),
  options: v.optional(v.pipe(v.array(Choice), v.maxLength(60)), []),
  discount: v.exactOptional(Reduction),
  /** What one costs to make or buy, where that is known. */
  cost: v.exactOptional(Minor),
})
export type BasketLine = v.InferOutput<typeof BasketLine>

/**
 * An order while it is rung up. It is born with the id that its order will have, so that it can only be sold once.
 * `approval` is there once a manager has allowed a discount in it, and `allowed` says how much it then came to.
 */
export const Basket = v.object({
  id: Id,
  nextKey: Counter,
  lines: v.pipe(v.array(BasketLine), v.maxLength(200)),
  customer: Text(80),
  note: Text(200),
  /** What it was called while it was parked. */
  label: v.exactOptional(Text(60)),
  discount: v.exactOptional(Reduction),
  approval: v.exactOptional(Approval),
  allowed: v.exactOptional(Minor),
  /** How to reach the customer, each sealed as it was typed: nothing on this tablet can read it. */
  email: v.exactOptional(Text(1_000, 1)),
  phone: v.exactOptional(Text(1_000, 1)),
  promisedAt: v.exactOptional(Instant),
  charge: v.exactOptional(v.fallback(Charge, plainCharge)),
})
export type Basket = v.InferOutput<typeof Basket>

/** How a product is wanted: with these choices, and where its price is open, at this price and under this name. */
export interface Wish {
  options?: readonly Choice[]
  price?: number
  name?: string
  note?: string
}

export type Added = { ok: true; basket: Basket } | { ok: false; code: 'too-many-lines' | 'too-much' }

const mostLines = 200
const mostOfOne = 9_999

export function emptyBasket(id: string): Basket {
  return { id, nextKey: 1, lines: [], customer: '', note: '' }
}

/** One more of a product: on the line that has the very same, else on a new one. */
export function addTo(basket: Basket, product: Product, wish: Wish = {}): Added {
  const line = {
    key: basket.nextKey,
    quantity: 1,
    ...wished(product, wish),
    note: tidy(wish.note ?? '', 200),
  }
  const known = basket.lines.find((other) => isSame(other, line) && other.quantity < mostOfOne)
  if (known) return bounded(withLines(basket, (other) => (other === known ? grown(known, 1) : other)))
  if (basket.lines.length >= mostLines) return { ok: false, code: 'too-many-lines' }
  return bounded({ ...basket, nextKey: basket.nextKey + 1, lines: [...basket.lines, line] })
}

/** Another variant or other options for a line; where it then is the very same as another line, the two become one. */
export function withWish(basket: Basket, key: number, product: Product, wish: Wish): Basket {
  const changed = withLines(basket, (known) => {
    if (known.key !== key) return known
    const { cost: _, ...line } = known
    const note = wish.note === undefined ? line.note : tidy(wish.note, 200)
    return { ...line, ...wished(product, wish), note }
  })
  const line = changed.lines.find((other) => other.key === key)
  const twin = line && changed.lines.find((other) => other.key !== key && isSame(other, line))
  if (!twin || line.quantity + twin.quantity > mostOfOne) return payable(changed, basket)
  const lines = changed.lines.flatMap((other) => {
    if (other.key === key) return []
    return other === twin ? [grown(twin, line.quantity)] : [other]
  })
  return payable({ ...changed, lines }, basket)
}

/** A quantity below one takes the line away; one that no order could hold leaves it as it was. */
export function withQuantity(basket: Basket, key: number, quantity: number): Basket {
  const size = Math.min(mostOfOne, Math.trunc(quantity))
  if (size < 1) return { ...basket, lines: basket.lines.filter((line) => line.key !== key) }
  return payable(
    withLines(basket, (line) => (line.key === key ? { ...line, quantity: size } : line)),
    basket,
  )
}

export function withLineNote(basket: Basket, key: number, note: string): Basket {
  return withLines(basket, (line) => (line.key === key ? { ...line, note: tidy(note, 200) } : line))
}

export function withLineDiscount(basket: Basket, key: number, discount: Reduction | null): Basket {
  const reduced = withLines(basket, ({ discount: before, ...line }) => {
    const wanted = line.key === key ? discount : before
    return wanted ? { ...line, discount: wanted } : line
  })
  return unapproved(reduced)
}

export function withDiscount({ discount: before, ...basket }: Basket, discount: Reduction | null): Basket {
  return unapproved(discount ? { ...basket, discount } : basket)
}

/** Puts a line back where it was; nothing where it is still there. */
export function withLine(basket: Basket, line: BasketLine, index: number): Basket {
  if (basket.lines.some(({ key }) => key === line.key) || basket.lines.length >= mostLines) return basket
  return payable({ ...basket, lines: basket.lines.toSpliced(index, 0, line) }, basket)
}

export function unitsIn(basket: Basket): Map<string, number> {
  const units = new Map<string, number>()
  for (const { productId, quantity } of basket.lines) {
    units.set(productId, (units.get(productId) ?? 0) + quantity)
  }
  return units
}

/** What one of this line costs with its options, minor units. */
export function priceOfLine(line: Pick<BasketLine, 'price' | 'options'>): number {
  return priceWith(line.price, line.options)
}

/** What someone typed, as it may be kept: no stray spaces, no half characters, no card numbers. */
export function tidy(text: string, most: number): string {
  return maskCardNumbers(text.toWellFormed().trim()).slice(0, most).toWellFormed().trim()
}

function wished(product: Product, wish: Wish) {
  const { id: productId, price, taxRate, cost } = product
  const name = tidy(wish.name ?? '', 120) || titleOf(product)
  const line = { productId, name, price: wish.price ?? price, taxRate, options: [...(wish.options ?? [])] }
  return typeof cost === 'number' ? { ...line, cost } : line
}

/** Whether two lines could be one. A line with a discount stays alone: what is added later is not reduced by itself. */
function isSame(one: BasketLine, other: BasketLine): boolean {
  const facts = ({ productId, name, price, taxRate, note, options }: BasketLine) =>
    JSON.stringify([
      productId,
      name,
      price,
      taxRate,
      note,
      options.map((option) => [option.id, option.price]),
    ])
  return !one.discount && !other.discount && facts(one) === facts(other)
}

/** What a manager allowed ends with the last discount. */
function unapproved(basket: Basket): Basket {
  const { approval, allowed, ...plain } = basket
  return basket.discount || basket.lines.some(({ discount }) => discount) ? basket : plain
}

function grown(line: BasketLine, by: number): BasketLine {
  return { ...line, quantity: line.quantity + by }
}

function withLines(basket: Basket, by: (line: BasketLine) => BasketLine): Basket {
  return { ...basket, lines: basket.lines.map(by) }
}

function bounded(basket: Basket): Added {
  return isPayable(basket) ? { ok: true, basket } : { ok: false, code: 'too-much' }
}

function payable(basket: Basket, before: Basket): Basket {
  return isPayable(basket) ? basket : before
}

/** Tax can at most double what the lines cost. */
function isPayable(basket: Basket): boolean {
  return basket.lines.reduce((sum, line) => sum + priceOfLine(line) * line.quantity, 0) <= mostMinor / 2
}
