import type { ProductFields } from '#shared/catalogue.ts'
import { digitsOf, parseMoney } from '#shared/money.ts'
import type { Changes } from '#shared/merge.ts'
import { mostMinor } from '#shared/schema.ts'
import { moneyText, parsePercent, parseWhole, percentText } from './numbers.ts'

/** A product as it is being typed. */
export type ProductDraft = Omit<ProductFields, 'price' | 'taxRate' | 'threshold'> & {
  price: string
  taxRate: string
  threshold: string
}

export type ProductErrors = { [Field in keyof ProductFields]?: string }
export type ProductReading = { ok: true; fields: ProductFields } | { ok: false; errors: ProductErrors }

export function draftOf(fields: ProductFields, currency: string): ProductDraft {
  const { name, sku, category, emoji, color, barcode, tracked, active } = fields
  return {
    name,
    sku,
    category,
    emoji,
    color,
    barcode,
    tracked,
    active,
    price: moneyText(fields.price, currency),
    taxRate: percentText(fields.taxRate),
    threshold: String(fields.threshold),
  }
}

/** A product nobody has typed anything of. The price is empty, so that nobody sells for nothing by mistake. */
export function emptyDraft(fields: ProductFields, currency: string): ProductDraft {
  return { ...draftOf(fields, currency), price: '' }
}

/**
 * What was typed as a product, or a sentence for each field that needs another look. A code that was there `before` may
 * stay, even where two products share it.
 */
export function readProduct(
  draft: ProductDraft,
  currency: string,
  others: readonly Codes[],
  before: Codes = { sku: '', barcode: '' },
): ProductReading {
  const name = draft.name.trim()
  const sku = draft.sku.trim() || before.sku || skuFrom(name, others)
  const barcode = draft.barcode.trim()
  const price = parseMoney(draft.price, currency)
  const taxRate = parsePercent(draft.taxRate)
  const threshold = parseWhole(draft.threshold || '0')
  const errors: ProductErrors = {}

  if (!name) errors.name = 'Give the product a name.'
  else if (name.length > 120) errors.name = 'A name has at most 120 letters.'
  if (draft.category.trim().length > 60) errors.category = 'A category has at most 60 letters.'
  if (sku.length > 64) errors.sku = 'A SKU has at most 64 characters.'
  else if (!same(sku, before.sku) && others.some((other) => same(other.sku, sku)))
    errors.sku = 'Another product has this SKU.'
  if (barcode.length > 64) errors.barcode = 'A barcode has at most 64 characters.'
  else if (barcode && !same(barcode, before.barcode) && others.some((other) => same(other.barcode, barcode)))
    errors.barcode = 'Another product has this barcode.'
  if (draft.emoji.trim().length > 16) errors.emoji = 'One emoji is enough.'
  if (price === null)
    errors.price = `Give a price such as ${digitsOf(currency) === 0 ? '350' : moneyText(3.5 * 10 ** digitsOf(currency), currency)}.`
  else if (price > mostMinor) errors.price = 'That price is more than Awning can carry.'
  if (taxRate === null) errors.taxRate = 'Give a rate from 0 to 100, such as 20 or 5.5.'
  if (threshold === null || threshold > 10_000_000) errors.threshold = 'Give a whole number, such as 5.'

  if (price === null || taxRate === null || threshold === null || Object.keys(errors).length > 0)
    return { ok: false, errors }
  const { color, tracked, active } = draft
  const [category, emoji] = [draft.category.trim(), draft.emoji.trim()]
  return {
    ok: true,
    fields: { name, sku, category, price, taxRate, emoji, color, barcode, tracked, threshold, active },
  }
}

/** Only what differs, so that two people who edit different fields both keep their edit. */
export function changesBetween<Fields extends object>(before: Fields, after: Fields): Changes<Fields> {
  const changes: Changes<Fields> = {}
  for (const field in after) if (after[field] !== before[field]) changes[field] = after[field]
  return changes
}

interface Codes {
  sku: string
  barcode: string
}

/** "Country sourdough" is COUNTRY-SOURDOUGH, or COUNTRY-SOURDOUGH-2 where that is taken. */
export function skuFrom(name: string, others: readonly Codes[]): string {
  const plain = name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40)
  const base = plain || 'PRODUCT'
  const taken = new Set(others.map((other) => other.sku.toUpperCase()))
  for (let next = 1; ; next += 1) {
    const sku = next === 1 ? base : `${base}-${next}`
    if (!taken.has(sku)) return sku
  }
}

function same(a: string, b: string): boolean {
  return a.trim().toUpperCase() === b.trim().toUpperCase()
}
