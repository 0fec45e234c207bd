import { dice, pick } from './dice.ts'
import { sampleCatalogue, type SampleProduct } from './sampleCatalogue.ts'

/** An order as a history file has it: when, by the market's own clocks, and how many of what. */
export interface SampleOrder {
  order: number
  /** Wall time, "2026-11-21T09:58:11". */
  placedAt: string
  lines: { sku: string; quantity: number }[]
}

export interface SampleHistory {
  products: readonly SampleProduct[]
  /** In the order they were placed. */
  orders: SampleOrder[]
}

/** Opening hours and how many orders an ordinary day brings, by day of the week, Sunday first. */
const marketDays: Record<number, { opens: number; closes: number; orders: number }> = {
  0: { opens: 10, closes: 15, orders: 60 },
  3: { opens: 10, closes: 14, orders: 40 },
  6: { opens: 9, closes: 15, orders: 95 },
}

/** Weeks of a market's orders up to and with `lastDay` ("2026-11-22"): the same for the same seed. */
export function sampleHistory(seed: number, lastDay: string, weeks = 5): SampleHistory {
  const roll = dice(seed)
  const orders = daysUpTo(lastDay, weeks * 7)
    .flatMap((day) => ordersOn(day, roll))
    .map((order, index) => ({ order: index + 1, ...order }))
  return { products: sampleCatalogue, orders }
}

function ordersOn(day: string, roll: () => number): Omit<SampleOrder, 'order'>[] {
  const market = marketDays[new Date(`${day}T00:00:00Z`).getUTCDay()]
  if (!market) return []
  const size = Math.round(market.orders * (0.8 + 0.4 * roll()))
  const span = (market.closes - market.opens) * 3_600
  // The mean of two rolls: most people come in the middle of the day.
  const seconds = Array.from({ length: size }, () => Math.floor(((roll() + roll()) / 2) * span))
  return seconds
    .sort((a, b) => a - b)
    .map((second) => ({
      placedAt: `${day}T${clock(market.opens * 3_600 + second)}`,
      lines: linesOf(second < span / 2, roll),
    }))
}

function linesOf(isMorning: boolean, roll: () => number): SampleOrder['lines'] {
  const quantities = new Map<string, number>()
  const size = pick(roll, [1, 2, 3, 4, 5], (lines) => [0, 34, 34, 19, 9, 4][lines] ?? 0)
  for (let line = 0; line < size; line += 1) {
    const { sku } = pick(roll, sampleCatalogue, (product) => product.popular * likingFor(product, isMorning))
    const quantity = pick(roll, [1, 2, 3], (some) => [0, 80, 16, 4][some] ?? 0)
    quantities.set(sku, (quantities.get(sku) ?? 0) + quantity)
  }
  return [...quantities].map(([sku, quantity]) => ({ sku, quantity }))
}

function likingFor({ category }: SampleProduct, isMorning: boolean): number {
  if (category === 'Savoury') return isMorning ? 0.4 : 2
  if (category === 'Pastries') return isMorning ? 1.5 : 0.7
  return 1
}

function daysUpTo(lastDay: string, days: number): string[] {
  const last = Date.parse(`${lastDay}T00:00:00Z`)
  return Array.from({ length: days }, (_, index) =>
    new Date(last - (days - 1 - index) * 86_400_000).toISOString().slice(0, 10),
  )
}

function clock(second: number): string {
  const parts = [Math.floor(second / 3_600), Math.floor(second / 60) % 60, second % 60]
  return parts.map((part) => String(part).padStart(2, '0')).join(':')
}
