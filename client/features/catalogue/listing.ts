import { barcodesOf, titleOf } from '#shared/catalogue.ts'
import type { Product } from '#shared/rows.ts'
import { fold } from '#shared/fold.ts'

/** A product as a list of all of them has it. */
export interface Listed {
  product: Product
  /** What it may be found by, folded. */
  words: string
  /** What it is sorted by; a variant comes after its parent, wherever its own name would put it. */
  rank: string
}

/** Rows are never changed in place, so that what was folded once holds as long as the row and its parent do. */
const known = new WeakMap<Product, { parent: Product | undefined; listed: Listed }>()

/** All products by name. */
export function listingOf(byId: ReadonlyMap<string, Product>): Listed[] {
  const all: Listed[] = []
  for (const product of byId.values()) all.push(listedIn(byId, product))
  return all.sort((a, b) => (a.rank === b.rank ? 0 : a.rank < b.rank ? -1 : 1))
}

/** So many at a time take a few milliseconds on a slow tablet. */
const atOnce = 500

/** Gets every product ready to be listed, some whenever there is time, so that nobody waits for all of it later. */
export function listAhead(byId: ReadonlyMap<string, Product>, idle: (act: () => void) => void): void {
  const all = [...byId.values()]
  function go(from: number) {
    for (const product of all.slice(from, from + atOnce)) listedIn(byId, product)
    if (from + atOnce < all.length) idle(() => go(from + atOnce))
  }
  idle(() => go(0))
}

function listedIn(byId: ReadonlyMap<string, Product>, product: Product): Listed {
  const parent = product.variantOf ? byId.get(product.variantOf) : undefined
  const before = known.get(product)
  if (before && before.parent === parent) return before.listed
  const listed = listedOf(product, parent)
  known.set(product, { parent, listed })
  return listed
}

/** Those in which each word of `query` is somewhere. */
export function foundIn(all: readonly Listed[], query: string): readonly Listed[] {
  const wanted = fold(query).split(/\s+/).filter(Boolean)
  if (wanted.length === 0) return all
  return all.filter(({ words }) => wanted.every((word) => words.includes(word)))
}

/** Those of some products in which each word of `query` is somewhere. */
export function foundAmong(products: readonly Product[], query: string): readonly Product[] {
  const wanted = fold(query).split(/\s+/).filter(Boolean)
  if (wanted.length === 0) return products
  return products.filter((product) => {
    const words = known.get(product)?.listed.words ?? listedOf(product, undefined).words
    return wanted.every((word) => words.includes(word))
  })
}

function listedOf(product: Product, parent: Product | undefined): Listed {
  const { name, variant = '', category, sku } = product
  const words = [name, variant, category, sku, ...barcodesOf(product), parent?.name ?? ''].join(' ')
  return { product, words: fold(words), rank: rankOf(parent ? `${parent.name}  ${titleOf(product)}` : name) }
}

/** Names in which "jar 2" comes before "jar 10". */
function rankOf(name: string): string {
  return fold(name).replace(/\d+/g, (digits) => digits.padStart(12, '0'))
}
