import * as v from 'valibot'
import { type OptionGroup, type ProductFields, titleOf } from '#shared/catalogue.ts'
import { digitsOf, parseMoney } from '#shared/money.ts'
import type { Changes } from '#shared/merge.ts'
import { mostMinor } from '#shared/schema.ts'
import { moneyText, parsePercent, parseWhole, percentText } from './numbers.ts'
import { GroupDraft, groupDraftsOf, readOptions } from './optionsForm.ts'

/** A product as it is being typed. */
export const ProductDraft = v.object({
  name: v.string(),
  sku: v.string(),
  category: v.string(),
  price: v.string(),
  taxRate: v.string(),
  emoji: v.string(),
  color: v.string(),
  barcode: v.string(),
  tracked: v.boolean(),
  threshold: v.string(),
  active: v.boolean(),
  openPrice: v.boolean(),
  options: v.array(GroupDraft),
  variantOf: v.string(),
  variant: v.string(),
})
export type ProductDraft = v.InferOutput<typeof ProductDraft>

/** A sentence for each field that needs another look, by its name; see `readOptions` for those of the questions. */
export type ProductErrors = Partial<Record<string, string>>
export type ProductReading = { ok: true; fields: Whole } | { ok: false; errors: ProductErrors }

/** A product with a value for everything, also for what a product may leave out. */
export type Whole = Required<ProductFields>

export function wholeOf(fields: ProductFields): Whole {
  const { name, sku, category, price, taxRate, emoji, color, barcode, tracked, threshold, active } = fields
  const { openPrice = false, options = [], variantOf = '', variant = '' } = fields
  const usual = { name, sku, category, price, taxRate, emoji, color, barcode, tracked, threshold, active }
  return { ...usual, openPrice, options: options.map(inOrder), variantOf, variant }
}

/** A row's fields come in any order, and those of what is typed always in this one. */
function inOrder({ id, name, least, most, choices }: OptionGroup): OptionGroup {
  return { id, name, least, most, choices: choices.map(({ id, name, price }) => ({ id, name, price })) }
}

export function draftOf(fields: ProductFields, currency: string): ProductDraft {
  const whole = wholeOf(fields)
  return {
    ...whole,
    price: moneyText(whole.price, currency),
    taxRate: percentText(whole.taxRate),
    threshold: String(whole.threshold),
    options: groupDraftsOf(whole.options, currency),
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
  const variant = draft.variantOf ? draft.variant.trim() : ''
  const sku = draft.sku.trim() || before.sku || skuFrom(titleOf({ name, variant }), others)
  const barcode = draft.barcode.trim()
  const price = draft.openPrice && !draft.price.trim() ? 0 : parseMoney(draft.price, currency)
  const taxRate = parsePercent(draft.taxRate)
  const threshold = parseWhole(draft.threshold || '0')
  const { options, errors: optionErrors } = readOptions(draft.options, currency)
  const errors: ProductErrors = { ...optionErrors }

  if (!name) errors['name'] = 'Give the product a name.'
  else if (name.length > 120) errors['name'] = 'A name has at most 120 letters.'
  if (draft.variantOf && !variant) errors['variant'] = 'Say what tells it apart, such as Large.'
  else if (variant.length > 60) errors['variant'] = 'That has at most 60 letters.'
  if (draft.category.trim().length > 60) errors['category'] = 'A category has at most 60 letters.'
  if (sku.length > 64) errors['sku'] = 'A SKU has at most 64 characters.'
  else if (!same(sku, before.sku) && others.some((other) => same(other.sku, sku)))
    errors['sku'] = 'Another product has this SKU.'
  if (barcode.length > 64) errors['barcode'] = 'A barcode has at most 64 characters.'
  else if (barcode && !same(barcode, before.barcode) && others.some((other) => same(other.barcode, barcode)))
    errors['barcode'] = 'Another product has this barcode.'
  if (draft.emoji.trim().length > 16) errors['emoji'] = 'One emoji is enough.'
  if (price === null)
    errors['price'] =
      `Give a price such as ${digitsOf(currency) === 0 ? '350' : moneyText(3.5 * 10 ** digitsOf(currency), currency)}.`
  else if (price > mostMinor) errors['price'] = 'That price is more than Awning can carry.'
  if (taxRate === null) errors['taxRate'] = 'Give a rate from 0 to 100, such as 20 or 5.5.'
  if (threshold === null || threshold > 10_000_000) errors['threshold'] = 'Give a whole number, such as 5.'

  if (price === null || taxRate === null || threshold === null || Object.keys(errors).length > 0)
    return { ok: false, errors }
  const { color, tracked, active, openPrice, variantOf } = draft
  const [category, emoji] = [draft.category.trim(), draft.emoji.trim()]
  const texts = { name, sku, category, emoji, color, barcode, variantOf, variant }
  return { ok: true, fields: { ...texts, price, taxRate, threshold, tracked, active, openPrice, options } }
}

/** Only what differs, so that two people who edit different fields both keep their edit. */
export function changesBetween<Fields extends object>(before: Fields, after: Fields): Changes<Fields> {
  const changes: Changes<Fields> = {}
  for (const field in after) if (!isEqual(after[field], before[field])) changes[field] = after[field]
  return changes
}

function isEqual(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b)
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
