import * as v from 'valibot'
import { Allergens } from './allergens.ts'
import { plainProduct, ProductFields } from './catalogue.ts'
import type { RejectCode } from './define.ts'
import type { Draft } from './draft.ts'
import { type Changes, mergeFields, mergeParts } from './merge.ts'
import type { Product } from './rows.ts'
import { Id } from './schema.ts'

/** What somebody wants of a product: to make it (`isNew`), or these of its fields changed. */
export const ProductWish = v.strictObject({ id: Id, isNew: v.boolean(), fields: v.partial(ProductFields) })
export type ProductWish = v.InferOutput<typeof ProductWish>

/** Writes a product, whichever command names it; or says why not. */
export function saveProduct(
  draft: Draft,
  { id, isNew, fields }: ProductWish,
  stamp: [number, string],
): RejectCode | null {
  const known = draft.get('product', id)
  if (!known && !isNew) return 'unknown'
  if (!known && !fields.name) return 'incomplete'
  draft.put('product', mergeProduct(known ?? { id, ...plainProduct, stamps: {} }, fields, stamp))
  return null
}

/** Allergens and thresholds are merged part by part; everything else as a whole. */
export function mergeProduct(
  known: Product,
  { allergens, thresholds, ...plain }: Changes<ProductFields>,
  stamp: [number, string],
): Product {
  const row = mergeFields<Omit<Product, 'allergens' | 'thresholds' | 'stamps'>>(known, plain, stamp)
  const said = mergeParts('allergens', known.allergens ?? {}, allergens ?? {}, known.stamps, stamp)
  const low = mergeParts('thresholds', known.thresholds ?? {}, thresholds ?? {}, known.stamps, stamp)
  return {
    ...row,
    ...(said ? { allergens: v.parse(Allergens, said.parts) } : {}),
    ...(low ? { thresholds: low.parts } : {}),
    stamps: { ...row.stamps, ...said?.stamps, ...low?.stamps },
  }
}
