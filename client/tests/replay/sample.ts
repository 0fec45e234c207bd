import { digitsOf } from '#shared/money.ts'
import { sampleHistory } from '#shared/sample.ts'
import type { History } from './history.ts'

const lastDay = '2026-11-22'

/** A made-up market's history in the form that files have: the same for the same seed, over a change of the clocks. */
export function sampleHistoryOf(seed: number, currency: string, weeks = 12): History {
  const { products, orders } = sampleHistory(seed, lastDay, weeks)
  return {
    products: products.map(({ sku, name, category, price }) => ({
      sku,
      name,
      category,
      price: written(price, currency),
    })),
    orders: orders.map(({ order, ...rest }) => ({ order: String(order), ...rest })),
  }
}

/** 320 is "3.20" where the currency has two digits, "320" where it has none. */
function written(minor: number, currency: string): string {
  const digits = digitsOf(currency)
  const text = String(minor).padStart(digits + 1, '0')
  return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`
}
