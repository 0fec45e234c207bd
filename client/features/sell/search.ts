import type { Product } from '#shared/rows.ts'

/** Products that can be sold, ready to be searched: `words` is their folded text, each word after a space. */
export interface Catalogue {
  products: readonly Product[]
  /** In the order in which they first appear. */
  categories: readonly string[]
  words: ReadonlyMap<string, string>
  /** By folded barcode and stock keeping unit. */
  codes: ReadonlyMap<string, Product>
}

const collator = new Intl.Collator('en-GB', { numeric: true, sensitivity: 'base' })
const ligatures: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
}

/** What is on sale, by name. */
export function catalogueOf(all: readonly Product[]): Catalogue {
  const products = all.filter(({ active }) => active).sort((a, b) => collator.compare(a.name, b.name))
  const categories = [...new Set(products.map(({ category }) => category))].filter(Boolean)
  const words = new Map(products.map((product) => [product.id, wordsOf(product)]))
  return { products, categories, words, codes: codesOf(products) }
}

/** Products in which every word of `text` begins a word of the name, the barcode or the stock keeping unit. */
export function find(catalogue: Catalogue, text: string, category: string | null): readonly Product[] {
  const wanted = fold(text).split(/\s+/).filter(Boolean)
  const { products, words } = catalogue
  if (wanted.length === 0 && category === null) return products
  return products.filter((product) => {
    if (category !== null && product.category !== category) return false
    const known = words.get(product.id) ?? ''
    return wanted.every((word) => known.includes(` ${word}`))
  })
}

/** The product with exactly this barcode or stock keeping unit. */
export function withCode(catalogue: Catalogue, code: string): Product | null {
  return catalogue.codes.get(fold(code)) ?? null
}

/** "Crème brûlée" becomes "creme brulee". */
export function fold(text: string): string {
  const bare = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  return bare.replace(/[ßæœøłđðþ]/g, (sign) => ligatures[sign] ?? sign).trim()
}

/** Where two products share a code, a barcode goes before a stock keeping unit, and then the first by name. */
function codesOf(products: readonly Product[]): Map<string, Product> {
  const codes = new Map<string, Product>()
  for (const kind of ['barcode', 'sku'] as const) {
    for (const product of products) {
      const code = fold(product[kind])
      if (code && !codes.has(code)) codes.set(code, product)
    }
  }
  return codes
}

function wordsOf({ name, sku, barcode }: Product): string {
  const folded = fold(`${name} ${sku} ${barcode}`)
  return ` ${folded} ${folded.replace(/[^\p{L}\p{N}]+/gu, ' ')}`
}
