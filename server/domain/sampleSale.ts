import { between, pick } from '#shared/dice.ts'
import { quickNotes } from '#shared/money.ts'
import {
  type Line,
  orderNumber,
  type Payment,
  type PlacedOrder,
  type Status,
  totalsOf,
} from '#shared/order.ts'
import type { Business, Person, Product } from '#shared/rows.ts'
import type { SampleOrder } from '#shared/sample.ts'
import { instantOf } from '#shared/time.ts'
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
  'id' | 'sku' | 'name' | 'category' | 'price' | 'taxRate' | 'tracked' | 'threshold'
>

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
  stall: Stall,
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

function linesOf({ products }: Stall, sold: SampleOrder['lines']): Line[] {
  return sold.flatMap(({ sku, quantity }) => {
    const product = products.find((known) => known.sku === sku)
    if (!product) return []
    const { id, name, price, taxRate } = product
    return [{ productId: id, name, price, quantity, taxRate, total: price * quantity }]
  })
}

function orderOf({ tablet, business, prepares, roll }: Stall, lines: Line[], counter: number): PlacedOrder {
  const { currency, taxIncluded } = business
  const { letter, locationId } = tablet.device
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
    startStatus: prepares ? 'processing' : 'completed',
    ...customer,
  }
}

function paymentOf(total: number, currency: string, roll: () => number): Payment {
  if (roll() < 0.6) return { kind: 'card', amount: total }
  return { kind: 'cash', amount: total, tendered: pick(roll, quickNotes(total, currency), () => 1) }
}
