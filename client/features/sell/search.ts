import { barcodesOf } from '#shared/catalogue.ts'
import type { Product } from '#shared/rows.ts'
import type { Catalogue } from './catalogue.ts'
import { fold } from '#shared/fold.ts'
import { ManyStarts, startsOf } from './starts.ts'

/**
 * Products in which every word of `text` begins a word of the name, the barcode or the stock keeping unit. A variant is
 * found where its parent is not: "tote" finds the bag, "large" the large one.
 */
export function find(catalogue: Catalogue, text: string, category: string | null): readonly Product[] {
  const wanted = fold(text)
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => ` ${word}`)
  const isThere = (product: Product) => category === null || product.category === category
  if (wanted.length === 0) return category === null ? catalogue.shelf : catalogue.shelf.filter(isThere)
  const found: Product[] = []
  for (const place of startsIn(catalogue).places(startsOf(wanted.join('')))) {
    const item = catalogue.items[place]
    if (item && isThere(item.product) && wanted.every((word) => item.words.includes(word)))
      found.push(item.product)
  }
  if (catalogue.variants.size === 0) return found
  const ids = new Set(found.map(({ id }) => id))
  return found.filter(({ variantOf }) => !variantOf || !ids.has(variantOf))
}

const starts = new WeakMap<Catalogue, ManyStarts>()

function startsIn(catalogue: Catalogue): ManyStarts {
  const known = starts.get(catalogue) ?? new ManyStarts(catalogue.items)
  starts.set(catalogue, known)
  return known
}

const codes = new WeakMap<Catalogue, ReadonlyMap<string, Product>>()

/** The product with exactly this barcode or stock keeping unit. */
export function withCode(catalogue: Catalogue, code: string): Product | null {
  let known = codes.get(catalogue)
  if (!known) codes.set(catalogue, (known = codesOf(catalogue)))
  const read = fold(code)
  return known.get(read) ?? known.get(otherForm(read)) ?? null
}

/** A UPC of 12 digits is an EAN of 13 that begins with 0, and readers give it in either form. */
function otherForm(code: string): string {
  if (/^0\d{12}$/.test(code)) return code.slice(1)
  return /^\d{12}$/.test(code) ? `0${code}` : code
}

/** Where two products share a code, a barcode goes before a stock keeping unit, and then the first by name. */
function codesOf({ items }: Catalogue): Map<string, Product> {
  const found = new Map<string, Product>()
  for (const codesIn of [barcodesOf, ({ sku }: Product) => [sku]])
    for (const { product } of items)
      for (const code of codesIn(product).map(fold)) if (code && !found.has(code)) found.set(code, product)
  return found
}
