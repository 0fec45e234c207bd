import * as v from 'valibot'
import { Minor, Size, TaxRate, Text } from './schema.ts'

/** What a person may change of a product. Prices are minor units; `threshold` is the level at which stock is low. */
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
  threshold: v.pipe(Size, v.minValue(0)),
  active: v.boolean(),
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
