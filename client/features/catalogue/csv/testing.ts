import { plainProduct, type ProductFields } from '#shared/catalogue.ts'
import { mergeProduct } from '#shared/product.ts'
import type { Product } from '#shared/rows.ts'
import type { Means } from './means.ts'
import { type Plan, planImport } from './plan.ts'
import { readSheet } from './readFile.ts'

let last = 0

export function idOf(number: number): string {
  return `01900000-0000-7000-8000-${String(number).padStart(12, '0')}`
}

export function product(fields: Partial<ProductFields>): Product {
  last += 1
  return { ...plainProduct, id: idOf(last), stamps: {}, ...fields }
}

export const means: Means = {
  currency: 'GBP',
  newId: () => idOf((last += 1)),
  breathe: () => Promise.resolve(),
}

export async function planOf(text: string | Uint8Array, products: readonly Product[] = []): Promise<Plan> {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text
  const reading = await readSheet(bytes, means.breathe)
  if (!reading.ok) throw new Error(reading.text)
  return planImport(reading.sheet, products, means)
}

/** The catalogue once everything a plan wants was saved. */
export function after(plan: Plan, products: readonly Product[] = []): Product[] {
  const byId = new Map(products.map((one) => [one.id, one]))
  for (const { wish } of plan.wanted) {
    const before = byId.get(wish.id) ?? { id: wish.id, ...plainProduct, stamps: {} }
    byId.set(wish.id, mergeProduct(before, wish.fields, [1, wish.id]))
  }
  return [...byId.values()]
}
