import { thresholdAt } from '#shared/lowStock.ts'
import type { Level, Product } from '#shared/rows.ts'

export interface Shelf {
  text: string
  tone: 'calm' | 'attention' | 'danger'
  /** It takes a sentence to say. */
  isSentence?: boolean
}

/** What a tile shows. `from` is the lowest price where variants differ, and null where the price is asked for. */
export interface TileFacts {
  product: Product
  price: { from: number; differs: boolean } | null
  inBasket: number
  shelf: Shelf | null
}

/**
 * Of several products together it is at no place of its own. `free` is what this tablet may sell of something scarce
 * without a look at the table.
 */
export type Left = (Pick<Level, 'quantity'> & { locationId?: string; free?: number }) | undefined

/** What is left of a product once this basket is sold, in a word or two; nothing where nobody tracks or has told it. */
export function shelfOf(
  product: Pick<Product, 'tracked' | 'threshold' | 'thresholds'>,
  level: Left,
  inBasket: number,
): Shelf | null {
  if (!product.tracked || !level) return null
  const left = level.quantity - inBasket
  if (level.free !== undefined) return scarceShelf(left, level.free - inBasket)
  if (left <= 0) return { text: 'sold out', tone: 'danger' }
  if (left <= thresholdAt(product, level.locationId ?? '')) return { text: `${left} left`, tone: 'attention' }
  return { text: String(left), tone: 'calm' }
}

function scarceShelf(left: number, free: number): Shelf {
  if (left <= 0) return { text: 'sold out', tone: 'danger', isSentence: true }
  if (free > 0) return { text: `${free} for this tablet`, tone: 'attention', isSentence: true }
  return { text: 'only what you can see on the table', tone: 'attention', isSentence: true }
}

/** A product with variants stands for all of them: their lowest price, and what is left of them together. */
export function tileOf(
  product: Product,
  variants: readonly Product[],
  levelOf: (productId: string) => Left,
  units: ReadonlyMap<string, number>,
): TileFacts {
  if (variants.length === 0) {
    const inBasket = units.get(product.id) ?? 0
    const price = product.openPrice ? null : { from: product.price, differs: false }
    return { product, price, inBasket, shelf: shelfOf(product, levelOf(product.id), inBasket) }
  }
  const prices = variants.map(({ price }) => price)
  const from = Math.min(...prices)
  const known = variants.filter((variant) => variant.tracked && levelOf(variant.id))
  const sum = (sizeOf: (variant: Product) => number, some = variants) =>
    some.reduce((all, variant) => all + sizeOf(variant), 0)
  const inBasket = sum(({ id }) => units.get(id) ?? 0)
  const level =
    known.length > 0 ? { quantity: sum(({ id }) => levelOf(id)?.quantity ?? 0, known) } : undefined
  const trackedInBasket = sum(({ id }) => units.get(id) ?? 0, known)
  const { threshold } = product
  const shelf = shelfOf({ tracked: true, threshold }, level, trackedInBasket)
  return { product, price: { from, differs: Math.max(...prices) > from }, inBasket, shelf }
}
