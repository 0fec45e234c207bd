import { type Allergens, allergens, presenceOf } from '#shared/allergens.ts'
import type { OptionGroup, ProductFields } from '#shared/catalogue.ts'
import type { Changes } from '#shared/merge.ts'

/** A product with a value for everything, also for what a product may leave out. */
export type Whole = Required<ProductFields>

export function wholeOf(fields: ProductFields): Whole {
  const { name, sku, category, price, taxRate, emoji, color, barcode, tracked, threshold, active } = fields
  const { openPrice = false, options = [], variantOf = '', variant = '' } = fields
  const { cost = null, unit = '', barcodes = [], scarce = false, picture = '' } = fields
  const usual = { name, sku, category, price, taxRate, emoji, color, barcode, tracked, threshold, active }
  const parts = { allergens: everyAllergen(fields.allergens), thresholds: { ...fields.thresholds } }
  const asked = { openPrice, options: options.map(inOrder), variantOf, variant }
  return { ...usual, ...asked, cost, unit, barcodes: [...barcodes], scarce, picture, ...parts }
}

/** All fourteen, so that what was not said is seen to be unknown. */
export function everyAllergen(known: Allergens | undefined): Allergens {
  return Object.fromEntries(allergens.map((allergen) => [allergen, presenceOf(known, allergen)]))
}

/** A row's fields come in any order, and those of what is typed always in this one. */
function inOrder({ id, name, least, most, choices }: OptionGroup): OptionGroup {
  return { id, name, least, most, choices: choices.map(({ id, name, price }) => ({ id, name, price })) }
}

/** Only what differs, so that two people who edit different fields both keep their edit. */
export function changesBetween<Fields extends object>(before: Fields, after: Fields): Changes<Fields> {
  const changes: Changes<Fields> = {}
  for (const field in after) if (!isEqual(after[field], before[field])) changes[field] = after[field]
  return changes
}

/** The same for a product, of whose allergens and thresholds each is compared by itself. */
export function productChanges(before: Whole, after: Whole): Changes<ProductFields> {
  const { allergens: said, thresholds: low, ...plain } = after
  const { allergens: saidBefore, thresholds: lowBefore, ...plainBefore } = before
  const changes: Changes<ProductFields> = changesBetween(plainBefore, plain)
  const gone = Object.fromEntries(Object.keys(lowBefore).map((id) => [id, null]))
  const parts = {
    allergens: partsBetween(saidBefore, said),
    thresholds: partsBetween(lowBefore, { ...gone, ...low }),
  }
  return {
    ...changes,
    ...(Object.keys(parts.allergens).length > 0 ? { allergens: parts.allergens } : {}),
    ...(Object.keys(parts.thresholds).length > 0 ? { thresholds: parts.thresholds } : {}),
  }
}

function partsBetween<V>(before: Record<string, V>, after: Record<string, V>): Record<string, V> {
  return Object.fromEntries(Object.entries(after).filter(([part, value]) => before[part] !== value))
}

function isEqual(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b)
}
