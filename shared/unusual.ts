import * as v from 'valibot'
import { quantile } from './forecast/spread.ts'
import { Day } from './marketDay.ts'
import { Missing } from './reports.ts'
import type { Order } from './rows.ts'
import { Counter, Currency, Id, Instant, Minor } from './schema.ts'

/*
 * What differs so much from the usual that a manager may want to look at it. It says that figures differ, and never why.
 *
 * How often a person's orders were refunded, cancelled or given a discount, and how often they opened a drawer for nothing,
 * is held against everybody else. What to expect of them follows from the others' figures with all their uncertainty
 * (Poisson counts with Jeffreys' prior: a negative binomial), and from people's days being different anyway. Orders are
 * held against the others by the logarithm of their total, with medians, which a single odd one cannot move.
 */

export const conducts = ['refunds', 'cancellations', 'discounts', 'openings'] as const
export type Conduct = (typeof conducts)[number]

/** An order as far as it matters here, minor units. */
export interface Taken {
  id: string
  number: string
  actorId: string
  at: number
  total: number
  /** What was given back of it, whether it was cancelled, what was taken off. */
  refunded: number
  isCancelled: boolean
  discount: number
}

/** A drawer that was opened for nothing. */
export interface Opening {
  id: string
  actorId: string
  at: number
}

/** Rarer than once in so many people, by chance. */
const rarity = 1 / 1_000
/** How much people's rates differ anyway: by about a third of the usual (0.33² ≈ 0.1). */
const unlike = 0.1
const [fewest, leastOrders] = [5, 30]
/** So many orders are named of each finding. */
export const mostShown = 20
/** Standard deviations from the median, and the least that one of them is taken for, as a factor: e^0.3 = 1.35. */
const [far, leastDeviation] = [5, 0.3]

const Shown = v.object({ id: Id, number: v.string(), at: Instant, amount: Minor })

export const UnusualConduct = v.object({
  kind: v.picklist(conducts),
  personId: Id,
  /** How often, and of how many orders that this person took; the same of everybody else. */
  times: Counter,
  orders: Counter,
  othersTimes: Counter,
  othersOrders: Counter,
  /** What it came to: given back, cancelled, taken off; 0 for drawers. */
  amount: Minor,
  /** Up to so many times this is usual, by the others. */
  usual: Counter,
  /** The orders, the latest first and not all where there are many. */
  shown: v.array(Shown),
})
export type UnusualConduct = v.InferOutput<typeof UnusualConduct>

export const UnusualOrder = v.object({
  ...Shown.entries,
  personId: Id,
  /** The median of all orders, and the total that nineteen of twenty do not reach. */
  median: Minor,
  high: Minor,
  orders: Counter,
})
export type UnusualOrder = v.InferOutput<typeof UnusualOrder>

const longest = 92

/** Both days are included. */
export const UnusualQuestion = v.pipe(
  v.strictObject({ from: Day, to: Day }),
  v.check(({ from, to }) => from <= to && from >= '1970-01-01'),
  v.check(({ from, to }) => (Date.parse(to) - Date.parse(from)) / 86_400_000 < longest, 'too long'),
)
export type UnusualQuestion = v.InferOutput<typeof UnusualQuestion>

export const UnusualAnswer = v.object({
  from: Day,
  to: Day,
  currency: Currency,
  orders: Counter,
  people: Counter,
  conduct: v.array(UnusualConduct),
  far: v.array(UnusualOrder),
  /** Tablets that may hold more of these days. */
  missing: v.array(Missing),
})
export type UnusualAnswer = v.InferOutput<typeof UnusualAnswer>

export function takenOf({ id, number, actorId, placedAt, total, ...order }: Order): Taken {
  const discounts = [order.discount, ...order.lines.map(({ discount }) => discount)]
  return {
    ...{ id, number, actorId, at: placedAt, total },
    refunded: order.refunded?.value ?? 0,
    isCancelled: order.status === 'cancelled',
    discount: discounts.reduce((sum, discount) => sum + (discount?.amount ?? 0), 0),
  }
}

/** The most unusual first. `taken`: how many orders each person took; of `orders` only those that were out of the ordinary matter. */
export function unusualConduct(
  taken: ReadonlyMap<string, number>,
  orders: readonly Taken[],
  openings: readonly Opening[],
): UnusualConduct[] {
  const all = [...taken.values()].reduce((sum, size) => sum + size, 0)
  return conducts
    .flatMap((kind) => {
      const deeds = deedsOf(kind, orders, openings)
      return [...Map.groupBy(deeds, ({ actorId }) => actorId)].flatMap(([personId, own]) => {
        const size = taken.get(personId) ?? 0
        const others = { times: deeds.length - own.length, orders: all - size }
        const usual = usualFor(size, others)
        if (usual === null || own.length <= usual || own.length < fewest) return []
        return [foundOf(kind, personId, own, size, others, usual)]
      })
    })
    .sort((a, b) => b.times / (b.usual + 1) - a.times / (a.usual + 1))
}

/** What orders usually come to. Those above the limit are far from it. */
export interface Usual extends Pick<UnusualOrder, 'median' | 'high' | 'orders'> {
  limit: number
}

/** Of the totals of all orders that were paid for and not cancelled; null where they are too few to tell. */
export function usualOf(totals: readonly number[]): Usual | null {
  if (totals.length < leastOrders) return null
  const sizes = sortedSizes(totals)
  const median = middleOf(sizes, totals.length)
  const away = new Map<number, number>()
  for (const [total, size] of sizes) add(away, Math.abs(Math.log(total / median)), size)
  // 1.4826 makes the median of absolute deviations a standard deviation where logarithms are normally distributed.
  const deviation = Math.max(leastDeviation, 1.4826 * middleOf(inOrder(away), totals.length))
  return {
    orders: totals.length,
    median: Math.round(median),
    high: nth(sizes, Math.floor(totals.length * 0.95)),
    limit: median * Math.exp(far * deviation),
  }
}

/** The furthest first: of orders that are far above what is usual. */
export function farOrders({ limit: _, ...usual }: Usual, orders: readonly Taken[]): UnusualOrder[] {
  return orders
    .toSorted((a, b) => b.total - a.total)
    .slice(0, mostShown)
    .map(({ id, number, at, total, actorId }) => ({
      id,
      number,
      at,
      amount: total,
      personId: actorId,
      ...usual,
    }))
}

interface Deed {
  id: string
  number: string
  actorId: string
  at: number
  amount: number
}

function deedsOf(kind: Conduct, orders: readonly Taken[], openings: readonly Opening[]): Deed[] {
  const having = (amountOf: (order: Taken) => number, isMeant = (order: Taken) => amountOf(order) > 0) =>
    orders.filter(isMeant).map((order): Deed => ({ ...order, amount: amountOf(order) }))
  switch (kind) {
    case 'refunds':
      return having(({ refunded }) => refunded)
    case 'cancellations':
      return having(
        ({ total }) => total,
        ({ isCancelled }) => isCancelled,
      )
    case 'discounts':
      return having(({ discount }) => discount)
    case 'openings':
      return openings.map((opening) => ({ ...opening, number: '', amount: 0 }))
  }
}

/** Up to how many would be usual for somebody who took so many orders; null where nobody else did. */
function usualFor(taken: number, others: { times: number; orders: number }): number | null {
  if (others.orders < leastOrders) return null
  const mean = ((others.times + 0.5) * Math.max(taken, 1)) / others.orders
  return quantile({ mean, extra: 1 / (others.times + 0.5) + unlike }, 1 - rarity)
}

function foundOf(
  kind: Conduct,
  personId: string,
  own: readonly Deed[],
  orders: number,
  others: { times: number; orders: number },
  usual: number,
): UnusualConduct {
  return {
    ...{ kind, personId, times: own.length, orders, usual },
    ...{ othersTimes: others.times, othersOrders: others.orders },
    amount: own.reduce((sum, { amount }) => sum + amount, 0),
    shown:
      kind === 'openings'
        ? []
        : own
            .toSorted((a, b) => b.at - a.at)
            .slice(0, mostShown)
            .map(({ id, number, at, amount }) => ({ id, number, at, amount })),
  }
}

/** Numbers from the lowest on, each with how often there is it. */
type Sizes = readonly (readonly [number: number, size: number])[]

function sortedSizes(numbers: readonly number[]): Sizes {
  const sizes = new Map<number, number>()
  for (const number of numbers) add(sizes, number, 1)
  return inOrder(sizes)
}

function add(sizes: Map<number, number>, number: number, size: number): void {
  sizes.set(number, (sizes.get(number) ?? 0) + size)
}

function inOrder(sizes: ReadonlyMap<number, number>): Sizes {
  return [...sizes].sort(([a], [b]) => a - b)
}

function middleOf(sizes: Sizes, length: number): number {
  return (nth(sizes, Math.ceil(length / 2) - 1) + nth(sizes, Math.floor(length / 2))) / 2
}

/** Where the lowest is the 0th. */
function nth(sizes: Sizes, place: number): number {
  let passed = 0
  for (const [number, size] of sizes) if ((passed += size) > place) return number
  return sizes.at(-1)?.[0] ?? 0
}
