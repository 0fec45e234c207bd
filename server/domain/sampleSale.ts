import { between, pick } from '#shared/dice.ts'
import { type OptionGroup, priceWith } from '#shared/catalogue.ts'
import { type Discount, usualLimit } from '#shared/discount.ts'
import { quickNotes } from '#shared/denominations.ts'
import {
  type Line,
  orderNumber,
  type Payment,
  type PlacedOrder,
  reduce,
  type Status,
  totalsOf,
} from '#shared/order.ts'
import type { Business, Person, Product } from '#shared/rows.ts'
import type { SampleOrder } from '#shared/sample.ts'
import { instantOf } from '#shared/time.ts'
import { putIn, type SampleDrawer } from './sampleDrawer.ts'
import type { SampleTablet } from './sampleTablet.ts'

/** One stall, its tablet and its people. */
export interface Stall {
  business: Business
  storeRoom: string
  tablet: SampleTablet
  manager: Person
  seller: Person
  prepares: boolean
  products: readonly SampleStock[]
  roll: () => number
}

export type SampleStock = Pick<
  Product,
  'id' | 'sku' | 'name' | 'category' | 'price' | 'cost' | 'taxRate' | 'tracked' | 'threshold' | 'options'
>

/** A stall whose till is open. */
type OpenStall = Stall & { drawer: SampleDrawer }

/** Something a person does at an instant; a day's worth of them is noted in the order of time. */
export interface Deed {
  at: number
  note(): void
}

const names = [
  'Fiona',
  'Hamish',
  'Priya',
  'Tom',
  'Agnieszka',
  'Ewan',
  'Leila',
  'Rory',
  'Sofia',
  'Angus',
  'Mei',
  'Grace',
]
const minute = 60_000

/** One order and what becomes of it. `toClosing` counts down to the day's last, which still wait to be handed over. */
export function sell(
  stall: OpenStall,
  { placedAt, lines: sold }: SampleOrder,
  counter: number,
  toClosing: number,
  shelf: Map<string, number>,
): Deed[] {
  const { tablet, seller, business, prepares, roll } = stall
  const at = instantOf(placedAt, business.zone)
  const order = orderOf(stall, linesOf(stall, sold), counter)
  const isCancelled = roll() < 0.012
  let id = ''
  const step = (status: Status, after: number, more: { reason?: string; restock?: boolean } = {}): Deed => ({
    at: at + after,
    note: () => void tablet.record('order.setStatus', { orderId: id, status, ...more }, seller, at + after),
  })
  putIn(stall.drawer, order)
  if (!isCancelled) for (const line of order.lines) take(shelf, line)

  const place = { at, note: () => void (id = tablet.record('order.place', order, seller, at)) }
  if (isCancelled)
    return [place, step('cancelled', 2 * minute, { reason: 'Changed their mind', restock: true })]
  if (!prepares || toClosing === 1) return [place]
  const wait = between(roll, 3, 8) * minute
  if (toClosing === 2) return [place, step('ready', wait)]
  return [place, step('ready', wait), step('completed', wait + between(roll, 1, 3) * minute)]
}

function take(shelf: Map<string, number>, { productId, quantity }: Line): void {
  const there = shelf.get(productId)
  if (there !== undefined) shelf.set(productId, there - quantity)
}

function linesOf({ products, roll }: Stall, sold: SampleOrder['lines']): Line[] {
  return sold.flatMap(({ sku, quantity }) => {
    const product = products.find((known) => known.sku === sku)
    if (!product) return []
    const { id, name, taxRate } = product
    const chosen = (product.options ?? []).flatMap((group) => choose(group, roll))
    const price = priceWith(product.price, chosen)
    const options = chosen.length > 0 ? { options: chosen } : {}
    const cost = typeof product.cost === 'number' ? { cost: product.cost } : {}
    return [{ productId: id, name, price, quantity, taxRate, total: price * quantity, ...cost, ...options }]
  })
}

/** Most take the first where one has to be taken, and nothing where not. */
function choose({ least, choices }: OptionGroup, roll: () => number): OptionGroup['choices'] {
  const isPlain = roll() < 0.7
  if (isPlain) return choices.slice(0, least)
  return [pick(roll, choices.slice(least), () => 1)]
}

function orderOf(
  { tablet, business, prepares, roll, drawer }: OpenStall,
  asked: Line[],
  counter: number,
): PlacedOrder {
  const { currency, taxIncluded } = business
  const { letter, locationId } = tablet.device
  const { lines, discount } = roll() < 0.04 ? withDiscount(asked) : { lines: asked }
  const { taxes, total } = totalsOf(lines, taxIncluded)
  const customer = prepares && roll() < 0.6 ? { customer: { name: pick(roll, names, () => 1) } } : {}
  return {
    number: orderNumber(letter, counter),
    locationId,
    currency,
    taxIncluded,
    lines,
    taxes,
    payments: [paymentOf(total, currency, roll)],
    total,
    sessionId: drawer.id,
    startStatus: prepares ? 'processing' : 'completed',
    ...(discount ? { discount } : {}),
    ...customer,
  }
}

/** What an employee may give to a regular: 10 % off the order. */
function withDiscount(asked: Line[]): { lines: Line[]; discount: Discount } {
  const wish = { kind: 'percent', value: usualLimit } as const
  const { lines, off } = reduce(asked, wish)
  return {
    lines: asked.map((line, index) => {
      const { share = 0, total = line.total } = lines[index] ?? {}
      return { ...line, total, ...(share > 0 ? { share } : {}) }
    }),
    discount: { ...wish, amount: off, reason: 'Regular' },
  }
}

function paymentOf(total: number, currency: string, roll: () => number): Payment {
  if (roll() < 0.6) return { kind: 'card', amount: total }
  return { kind: 'cash', amount: total, tendered: pick(roll, quickNotes(total, currency), () => 1) }
}
