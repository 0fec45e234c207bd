import { barcodesOf, titleOf } from '#shared/catalogue.ts'
import type { Product } from '#shared/rows.ts'
import { fold } from '#shared/fold.ts'
import { type Starts, startsOf } from './starts.ts'

/** A product on sale, ready to be sorted and searched. */
export interface Item {
  product: Product
  /** Its folded text, each word after a space. */
  words: string
  /** What these words begin with. */
  starts: Starts
  /** What it is sorted by: "jar 2" comes before "jar 10". */
  rank: string
}

/** What can be sold. Made anew for each change, from the one before: only what changed is folded and placed again. */
export interface Catalogue {
  /** Everything on sale, variants too, by name. */
  items: readonly Item[]
  /** What stands on the shelf: everything but the variants, which are chosen after their parent was. */
  shelf: readonly Product[]
  /** In the order in which they first appear. */
  categories: readonly string[]
  /** By parent, those on sale. */
  variants: ReadonlyMap<string, readonly Product[]>
  byId: ReadonlyMap<string, Product>
}

/** Beyond this many changes, sorting everything is quicker than placing each. */
const manyChanges = 200

export function catalogueOf(rows: Iterable<Product>, before?: Catalogue): Catalogue {
  const byId = new Map<string, Product>()
  for (const product of rows) byId.set(product.id, product)
  const isOnSale = ({ active }: Product) => active
  const fresh: Item[] = []
  for (const product of byId.values()) {
    if (isOnSale(product) && before?.byId.get(product.id) !== product) fresh.push(itemOf(product))
  }
  const kept = (before?.items ?? []).filter(({ product }) => byId.get(product.id) === product)
  const items = merged(kept, fresh)
  const variants = variantsIn(items, byId)
  const shelf = items
    .map(({ product }) => product)
    .filter(({ id, variantOf }) => {
      return !variantOf || !variants.get(variantOf)?.some((variant) => variant.id === id)
    })
  const categories = [...new Set(shelf.map(({ category }) => category))].filter(Boolean)
  return { items, shelf, categories, variants, byId }
}

function itemOf(product: Product): Item {
  const folded = fold([titleOf(product), product.sku, ...barcodesOf(product)].join(' '))
  const rank = fold(titleOf(product)).replace(/\d+/g, (digits) => digits.padStart(12, '0'))
  const words = ` ${folded} ${folded.replace(/[^\p{L}\p{N}]+/gu, ' ')}`
  return { product, rank, words, starts: startsOf(words) }
}

/** Both are by name in the end. */
function merged(kept: readonly Item[], fresh: Item[]): Item[] {
  if (fresh.length > manyChanges) return [...kept, ...fresh].sort(byRank)
  const items = [...kept]
  for (const item of fresh) items.splice(placeOf(item, items), 0, item)
  return items
}

function placeOf(item: Item, items: readonly Item[]): number {
  let [low, high] = [0, items.length]
  while (low < high) {
    const middle = (low + high) >> 1
    const other = items[middle]
    if (other && byRank(other, item) <= 0) low = middle + 1
    else high = middle
  }
  return low
}

function byRank(a: Item, b: Item): number {
  if (a.rank !== b.rank) return a.rank < b.rank ? -1 : 1
  return a.product.id < b.product.id ? -1 : 1
}

/** A variant whose parent is not on sale stands on the shelf by itself. */
function variantsIn(items: readonly Item[], byId: ReadonlyMap<string, Product>): Map<string, Product[]> {
  const groups = new Map<string, Product[]>()
  for (const { product } of items) {
    const { id, variantOf } = product
    if (!variantOf || variantOf === id || !byId.get(variantOf)?.active) continue
    const group = groups.get(variantOf)
    if (group) group.push(product)
    else groups.set(variantOf, [product])
  }
  return groups
}
