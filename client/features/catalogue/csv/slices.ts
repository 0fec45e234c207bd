import { mostImported } from '#shared/commands/productImport.ts'
import type { ProductWish } from '#shared/product.ts'

/** So that a slice with its envelope fits a request beside another one. */
const mostLetters = 120_000

/** Wishes in parts that one command carries. */
export function* slicesOf(wishes: readonly ProductWish[]): Generator<ProductWish[]> {
  let slice: ProductWish[] = []
  let letters = 0
  for (const wish of wishes) {
    const size = JSON.stringify(wish).length
    if (slice.length > 0 && (slice.length === mostImported || letters + size > mostLetters)) {
      yield slice
      slice = []
      letters = 0
    }
    slice.push(wish)
    letters += size
  }
  if (slice.length > 0) yield slice
}
