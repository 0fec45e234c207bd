import type { Level, Product } from '#shared/rows.ts'

export interface Shelf {
  text: string
  tone: 'calm' | 'attention' | 'danger'
}

/** What is left of a product once this basket is sold, in a word or two; nothing where nobody tracks or has told it. */
export function shelfOf(
  product: Pick<Product, 'tracked' | 'threshold'>,
  level: Pick<Level, 'quantity'> | undefined,
  inBasket: number,
): Shelf | null {
  if (!product.tracked || !level) return null
  const left = level.quantity - inBasket
  if (left <= 0) return { text: 'sold out', tone: 'danger' }
  if (left <= product.threshold) return { text: `${left} left`, tone: 'attention' }
  return { text: String(left), tone: 'calm' }
}
