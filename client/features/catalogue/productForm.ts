import * as v from 'valibot'
import { Allergens } from '#shared/allergens.ts'
import { barcodesOf, mostBarcodes, type ProductFields, titleOf } from '#shared/catalogue.ts'
import { digitsOf, parseMoney } from '#shared/money.ts'
import { mostMinor } from '#shared/schema.ts'
import { amountLike, moneyText, parsePercent, parseWhole, percentText } from './numbers.ts'
import { GroupDraft, groupDraftsOf, readOptions } from './optionsForm.ts'
import { type Whole, wholeOf } from './whole.ts'

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
  cost: v.string(),
  unit: v.string(),
  allergens: Allergens,
  /** With commas between them. */
  barcodes: v.string(),
  /** By location; empty: as elsewhere. */
  thresholds: v.record(v.string(), v.string()),
  scarce: v.boolean(),
  picture: v.string(),
})
export type ProductDraft = v.InferOutput<typeof ProductDraft>

/** A sentence for each field that needs another look, by its name; see `readOptions` for those of the questions. */
export type ProductErrors = Partial<Record<string, string>>
export type ProductReading = { ok: true; fields: Whole } | { ok: false; errors: ProductErrors }

export function draftOf(fields: ProductFields, currency: string): ProductDraft {
  const whole = wholeOf(fields)
  return {
    ...whole,
    price: moneyText(whole.price, currency),
    taxRate: percentText(whole.taxRate),
    threshold: String(whole.threshold),
    cost: whole.cost === null ? '' : moneyText(whole.cost, currency),
    barcodes: whole.barcodes.join(', '),
    thresholds: Object.fromEntries(
      Object.entries(whole.thresholds).flatMap(([id, low]) => (low === null ? [] : [[id, String(low)]])),
    ),
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
  before: Codes = noCodes,
): ProductReading {
  const name = draft.name.trim()
  const variant = draft.variantOf ? draft.variant.trim() : ''
  const sku = draft.sku.trim() || before.sku || skuFrom(titleOf({ name, variant }), skusOf(others))
  const [barcode = '', ...barcodes] = codesIn(`${draft.barcode},${draft.barcodes}`)
  const price = draft.openPrice && !draft.price.trim() ? 0 : parseMoney(draft.price, currency)
  const taxRate = parsePercent(draft.taxRate)
  const threshold = parseWhole(draft.threshold || '0')
  const cost = draft.cost.trim() ? parseMoney(draft.cost, currency) : null
  const { thresholds, errors: lowErrors } = readThresholds(draft.thresholds)
  const { options, errors: optionErrors } = readOptions(draft.options, currency)
  const errors: ProductErrors = { ...optionErrors, ...lowErrors }

  if (!name) errors['name'] = 'Give the product a name.'
  else if (name.length > 120) errors['name'] = 'A name has at most 120 letters.'
  if (draft.variantOf && !variant) errors['variant'] = 'Say what tells it apart, such as Large.'
  else if (variant.length > 60) errors['variant'] = 'That has at most 60 letters.'
  if (draft.category.trim().length > 60) errors['category'] = 'A category has at most 60 letters.'
  if (sku.length > 64) errors['sku'] = 'A SKU has at most 64 characters.'
  else if (!same(sku, before.sku) && others.some((other) => same(other.sku, sku)))
    errors['sku'] = 'Another product has this SKU.'
  if (barcode.length > 64) errors['barcode'] = 'A barcode has at most 64 characters.'
  else if (barcodes.some((code) => code.length > 64))
    errors['barcodes'] = 'A barcode has at most 64 characters.'
  else if (barcodes.length > mostBarcodes)
    errors['barcodes'] = `There is room for ${mostBarcodes + 1} barcodes.`
  else Object.assign(errors, sharedCodes([barcode, ...barcodes], others, before))
  if (draft.unit.trim().length > 20) errors['unit'] = 'A unit has at most 20 letters.'
  if (draft.cost.trim() && (cost === null || cost > mostMinor))
    errors['cost'] = `Give what one costs you, such as ${amountLike(currency)}, or leave it empty.`
  if (draft.emoji.trim().length > 16) errors['emoji'] = 'One emoji is enough.'
  if (price === null)
    errors['price'] =
      `Give a price such as ${digitsOf(currency) === 0 ? '350' : moneyText(3.5 * 10 ** digitsOf(currency), currency)}.`
  else if (price > mostMinor) errors['price'] = 'That price is more than Awning can carry.'
  if (taxRate === null) errors['taxRate'] = 'Give a rate from 0 to 100, such as 20 or 5.5.'
  if (threshold === null || threshold > 10_000_000) errors['threshold'] = 'Give a whole number, such as 5.'

  if (price === null || taxRate === null || threshold === null || Object.keys(errors).length > 0)
    return { ok: false, errors }
  const { color, tracked, active, openPrice, variantOf, scarce, picture } = draft
  const [category, emoji, unit] = [draft.category.trim(), draft.emoji.trim(), draft.unit.trim()]
  const texts = { name, sku, category, emoji, color, barcode, barcodes, variantOf, variant, unit, picture }
  const parts = { allergens: { ...draft.allergens }, thresholds, options }
  return {
    ok: true,
    fields: { ...texts, ...parts, price, cost, taxRate, threshold, tracked, active, openPrice, scarce },
  }
}

/** What was scanned or typed one after the other, each once. */
function codesIn(text: string): string[] {
  return [...new Set(text.split(/[,;|\n]+/).map((code) => code.trim()))].filter(Boolean)
}

/** A barcode that two products share would sell the wrong one. */
function sharedCodes(codes: readonly string[], others: readonly Codes[], before: Codes): ProductErrors {
  const kept = barcodesOf(before)
  for (const [index, code] of codes.entries()) {
    if (!code || kept.some((own) => same(own, code))) continue
    const holder = others.find((other) => barcodesOf(other).some((theirs) => same(theirs, code)))
    if (holder)
      return {
        [index === 0 ? 'barcode' : 'barcodes']:
          `${holder.name ?? 'Another product'} has the barcode ${code}.`,
      }
  }
  return {}
}

/** A sentence stands at "thresholds.<location>". */
function readThresholds(typed: Record<string, string>) {
  const errors: ProductErrors = {}
  const thresholds: Record<string, number> = {}
  for (const [id, text] of Object.entries(typed)) {
    if (!text.trim()) continue
    const low = parseWhole(text)
    if (low === null) errors[`thresholds.${id}`] = 'Give a whole number, such as 5.'
    else thresholds[id] = low
  }
  return { thresholds, errors }
}

interface Codes {
  name?: string
  sku: string
  barcode: string
  barcodes?: string[]
}

const noCodes: Codes = { sku: '', barcode: '' }

function skusOf(some: readonly Codes[]): ReadonlySet<string> {
  return new Set(some.map(({ sku }) => sku.toUpperCase()))
}

/** "Country sourdough" is COUNTRY-SOURDOUGH, or COUNTRY-SOURDOUGH-2 where that is taken. */
export function skuFrom(name: string, taken: ReadonlySet<string>): string {
  const plain = name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40)
  const base = plain || 'PRODUCT'
  for (let next = 1; ; next += 1) {
    const sku = next === 1 ? base : `${base}-${next}`
    if (!taken.has(sku)) return sku
  }
}

function same(a: string, b: string): boolean {
  return a.trim().toUpperCase() === b.trim().toUpperCase()
}
