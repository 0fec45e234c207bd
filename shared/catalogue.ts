import * as v from 'valibot'
import { Allergens } from './allergens.ts'
import { Difference, Hash, Id, Minor, Size, TaxRate, Text } from './schema.ts'

/** Beside the first one. */
export const mostBarcodes = 20

/** One of the ways a product can be had: "Oat milk", 40 more. An order keeps its name and what it added. */
export const Choice = v.strictObject({ id: Id, name: Text(60, 1), price: Difference })
export type Choice = v.InferOutput<typeof Choice>

/** A question that is asked at the till: "Milk?". From `least` to `most` of its choices are taken. */
export const OptionGroup = v.pipe(
  v.strictObject({
    id: Id,
    name: Text(60, 1),
    least: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(20)),
    most: v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(20)),
    choices: v.pipe(v.array(Choice), v.minLength(1), v.maxLength(40)),
  }),
  v.check(
    ({ least, most, choices }) => least <= most && least <= choices.length,
    'more are asked for than there are',
  ),
)
export type OptionGroup = v.InferOutput<typeof OptionGroup>

const Threshold = v.pipe(Size, v.minValue(0))
const Barcode = Text(64, 1)

/**
 * What a person may change of a product. Prices are minor units; `threshold` is the level at which stock is low. A
 * variant ("Large") is a product of its own, with its own price and stock, that names the one it is a variant of.
 */
export const ProductFields = v.strictObject({
  name: Text(120, 1),
  sku: Text(64),
  category: Text(60),
  price: Minor,
  taxRate: TaxRate,
  emoji: Text(16),
  color: v.pipe(v.string(), v.regex(/^(#[0-9a-f]{6})?$/)),
  barcode: Text(64),
  tracked: v.boolean(),
  threshold: Threshold,
  active: v.boolean(),
  /** Its price is asked for at the till each time it is sold. */
  openPrice: v.exactOptional(v.boolean()),
  options: v.exactOptional(v.pipe(v.array(OptionGroup), v.maxLength(10))),
  /** Empty, or the product that this one is a variant of, and what tells it apart there. */
  variantOf: v.exactOptional(v.union([v.literal(''), Id])),
  variant: v.exactOptional(Text(60)),
  /** What one costs to make or buy, minor units; null: nobody knows. */
  cost: v.exactOptional(v.nullable(Minor)),
  /** What one of it is, where that is not a piece: "loaf", "500 g". */
  unit: v.exactOptional(Text(20)),
  /** Each by itself: two people who say something of different allergens are both heard. */
  allergens: v.exactOptional(Allergens),
  /** Codes it has beside `barcode`. */
  barcodes: v.exactOptional(v.pipe(v.array(Barcode), v.maxLength(mostBarcodes))),
  /** Levels at which it is low at one location, by its id; null: as elsewhere. */
  thresholds: v.exactOptional(v.record(Id, v.nullable(Threshold))),
  /** There is so little of it that tablets that cannot see each other share it out. */
  scarce: v.exactOptional(v.boolean()),
  /** SHA-256 of the picture's bytes, or empty. */
  picture: v.exactOptional(v.union([v.literal(''), Hash])),
})
export type ProductFields = v.InferOutput<typeof ProductFields>

/** `prepares`: orders placed here start as Processing and are called out; otherwise goods are handed over at once. */
export const LocationFields = v.strictObject({
  name: Text(60, 1),
  kind: v.picklist(['stall', 'van', 'store']),
  prepares: v.boolean(),
  active: v.boolean(),
})
export type LocationFields = v.InferOutput<typeof LocationFields>

/** A product nobody has said anything about yet. */
export const plainProduct: ProductFields = {
  name: '',
  sku: '',
  category: '',
  price: 0,
  taxRate: 0,
  emoji: '',
  color: '',
  barcode: '',
  tracked: true,
  threshold: 0,
  active: true,
}

type Priced = Pick<ProductFields, 'price' | 'options'>

/** What is asked when it is sold: a variant asks its own questions, and where it has none those of its parent. */
export function questionsOf(product: Priced, parent?: Priced): readonly OptionGroup[] {
  return product.options?.length ? product.options : (parent?.options ?? [])
}

/** What one costs with these choices, minor units: they may take something off, but nothing becomes negative. */
export function priceWith(price: number, chosen: readonly { price: number }[]): number {
  return Math.max(
    0,
    chosen.reduce((sum, choice) => sum + choice.price, price),
  )
}

/** "Tote bag, large": a variant's own name may say what tells it apart, or leave that to its label. */
export function titleOf({ name, variant = '' }: Pick<ProductFields, 'name' | 'variant'>): string {
  const isSaid = name.toLocaleLowerCase().includes(variant.toLocaleLowerCase())
  return isSaid ? name : `${name.slice(0, 118 - variant.length)}, ${variant}`
}

/** Every code that is on it, the first one first. */
export function barcodesOf({
  barcode,
  barcodes = [],
}: Pick<ProductFields, 'barcode' | 'barcodes'>): string[] {
  return [...new Set([barcode, ...barcodes])].filter(Boolean)
}
