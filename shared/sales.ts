import { allocate } from './money.ts'
import type { Tax } from './order.ts'
import type { Order, Paid, Refund } from './rows.ts'
import { quarterOf } from './time.ts'

/*
 * What an order, its later payments and its refunds mean for figures. All of it is worked out of what is known of the
 * order, so that a late refund or a cancellation restates its days: what the order meant before goes out, what it means
 * now comes in. Days and hours are those of the business's zone, whatever the tablet's was.
 *
 * An order counts when and where it was placed, for whoever placed it; once cancelled, neither it nor its refunds count.
 * A refund counts when and where it was given, for whoever gave it. Money that changed hands counts in any case.
 */

/** An order as far as it is known: what came to it may be known before it. */
export interface Trade {
  order: Order | undefined
  paid: readonly Paid[]
  refunds: readonly Refund[]
}

/** Minor units where they are money. `cost` is what is known of it; `uncosted` units have none of their own in it. */
export interface Sums {
  orders: number
  units: number
  sold: number
  refunded: number
  discounts: number
  tax: number
  cost: number
  uncosted: number
}

/** By what sums are kept, beside day and place; `place` by nothing else. */
export const dimensions = ['place', 'hour', 'staff', 'product', 'payment', 'tax'] as const
export type Dimension = (typeof dimensions)[number]

/** Sums of one day at one place, under an hour ("09"), a person, a product, a kind of payment or a rate. */
export interface Cell {
  dimension: Dimension
  day: string
  locationId: string
  key: string
  sums: Sums
}

/** Cells under their names. */
export type Cells = Map<string, Cell>

const measures = ['orders', 'units', 'sold', 'refunded', 'discounts', 'tax', 'cost', 'uncosted'] as const

export const noSums: Readonly<Sums> = {
  ...{ orders: 0, units: 0, sold: 0, refunded: 0 },
  ...{ discounts: 0, tax: 0, cost: 0, uncosted: 0 },
}

/** Adds what an order means (1), or takes it out again (-1). */
export function addTrade(
  cells: Cells,
  { order, paid, refunds }: Trade,
  zone: string,
  sign: 1 | -1 = 1,
): void {
  const add = (at: Spot, dimension: Dimension, key: string, sums: Partial<Sums>) =>
    addTo(cells, dimension, at, key, sums, sign)
  if (order) {
    const spot = spotOf(order.placedAt, order, zone)
    if (order.status !== 'cancelled') addDeal(add, spot, linesSold(order), { orders: 1 })
    addMoney(add, spot, order.payments, 'sold')
  }
  for (const payment of paid) addMoney(add, spotOf(payment.at, payment, zone), payment.payments, 'sold')
  for (const refund of refunds) {
    const spot = spotOf(refund.at, refund, zone)
    if (order?.status !== 'cancelled') addDeal(add, spot, linesBack(refund, order), {})
    addMoney(add, spot, refund.payments, 'refunded')
  }
}

/** Whether anything is in it. */
export function isNothing(sums: Sums): boolean {
  return measures.every((measure) => sums[measure] === 0)
}

export function addSums(into: Sums, more: Partial<Sums>, sign: 1 | -1 = 1): void {
  for (const measure of measures) into[measure] += sign * (more[measure] ?? 0)
}

interface Spot {
  day: string
  hour: string
  locationId: string
  actorId: string
}

type Add = (spot: Spot, dimension: Dimension, key: string, sums: Partial<Sums>) => void

/** One line's part in a sale or a refund. */
interface Part {
  productId: string
  taxRate: number
  sums: Partial<Sums>
}

function spotOf(at: number, { locationId, actorId }: { locationId: string; actorId: string }, zone: string) {
  return { ...quarterOf(at, zone), locationId, actorId }
}

/** `once` counts once under each key, however many of the lines are under it. */
function addDeal(add: Add, spot: Spot, parts: readonly Part[], once: Partial<Sums>): void {
  const whole = { ...noSums, ...once }
  for (const { sums } of parts) addSums(whole, sums)
  add(spot, 'place', '', whole)
  add(spot, 'hour', spot.hour, whole)
  add(spot, 'staff', spot.actorId, whole)
  addKeys(add, spot, 'product', parts, ({ productId }) => productId, once)
  addKeys(add, spot, 'tax', parts, ({ taxRate }) => String(taxRate), once)
}

function addKeys(
  add: Add,
  spot: Spot,
  dimension: Dimension,
  parts: readonly Part[],
  keyOf: (part: Part) => string,
  once: Partial<Sums>,
): void {
  for (const part of parts) add(spot, dimension, keyOf(part), part.sums)
  for (const key of new Set(parts.map(keyOf))) add(spot, dimension, key, once)
}

/** Each kind that it was paid by counts once. */
function addMoney(add: Add, spot: Spot, payments: Order['payments'], way: 'sold' | 'refunded'): void {
  for (const { kind, amount } of payments) add(spot, 'payment', kind, { [way]: amount })
  if (way === 'sold')
    for (const kind of new Set(payments.map((payment) => payment.kind)))
      add(spot, 'payment', kind, { orders: 1 })
}

function linesSold(order: Order): Part[] {
  const shares = sharedOut(order.lines, order.taxes, order.total)
  return order.lines.map(({ productId, taxRate, quantity, discount, share = 0, cost }, index) => {
    const { gross, tax } = shares[index] ?? { gross: 0, tax: 0 }
    const discounts = (discount?.amount ?? 0) + share
    const costs = cost === undefined ? { uncosted: quantity } : { cost: cost * quantity }
    return { productId, taxRate, sums: { units: quantity, sold: gross, discounts, tax, ...costs } }
  })
}

/**
 * What went back. What it had cost is saved only where the goods are on the shelf again. Money that went back for no line
 * in particular is shared out among those of the order.
 */
function linesBack(refund: Refund, order: Order | undefined): Part[] {
  const spread = refund.lines.length === 0 && refund.value > 0 ? (order?.lines ?? []) : []
  const lines = [
    ...refund.lines.map(({ amount, ...line }) => ({ ...line, total: amount })),
    ...spread.map((line, index) => ({ ...line, line: index, quantity: 0, goods: 'kept' as const })),
  ]
  const shares = sharedOut(lines, refund.taxes, refund.value)
  return lines.map(({ productId, taxRate, quantity, goods, line }, index) => {
    const { gross, tax } = shares[index] ?? { gross: 0, tax: 0 }
    const cost = order?.lines[line]?.cost
    const saved = goods === 'stock' ? quantity : 0
    const costs = cost === undefined ? { uncosted: -saved } : { cost: -cost * saved }
    return { productId, taxRate, sums: { units: -quantity, refunded: gross, tax: -tax, ...costs } }
  })
}

/**
 * What each line brought in and how much of it is tax, minor units, so that lines add up to what was paid: where tax comes
 * on top, it is shared out among the lines of its rate by largest remainder; where an order does not add up, its total is.
 */
function sharedOut(
  lines: readonly { total: number; taxRate: number }[],
  taxes: readonly Tax[],
  total: number,
): { gross: number; tax: number }[] {
  const shares = lines.map((line) => ({ gross: line.total, tax: 0 }))
  for (const { rate, gross, tax } of taxes) {
    const at = lines.flatMap((line, index) => (line.taxRate === rate ? [index] : []))
    const weights = at.map((index) => lines[index]?.total ?? 0)
    const [grosses, parts] = [split(gross, weights), split(tax, weights)]
    at.forEach((index, part) => (shares[index] = { gross: grosses[part] ?? 0, tax: parts[part] ?? 0 }))
  }
  const grosses = shares.map(({ gross }) => gross)
  return split(total, grosses).map((gross, index) => ({ gross, tax: shares[index]?.tax ?? 0 }))
}

function split(total: number, weights: readonly number[]): number[] {
  const isWhole = weights.reduce((sum, weight) => sum + weight, 0) === total
  if (isWhole) return [...weights]
  return weights.length === 1 ? [total] : allocate(total, weights)
}

function addTo(
  cells: Cells,
  dimension: Dimension,
  { day, locationId }: Spot,
  key: string,
  sums: Partial<Sums>,
  sign: 1 | -1,
): void {
  const name = `${dimension} ${day} ${locationId} ${key}`
  let cell = cells.get(name)
  if (!cell) cells.set(name, (cell = { dimension, day, locationId, key, sums: { ...noSums } }))
  addSums(cell.sums, sums, sign)
}
