import * as v from 'valibot'
import { define } from '../define.ts'
import { ProductWish, saveProduct } from '../product.ts'
import type { Table } from '../rows.ts'

/** The most products that one command saves, so that a file of any length travels in slices. */
export const mostImported = 200

/**
 * Saves many products at once, each as `product.save` would. One that cannot be saved keeps none of the others from it;
 * the command is refused only where nothing of it could be saved.
 */
export const productImport = define({
  name: 'product.import',
  v: 1,
  kind: 'request',
  permission: 'product.save',
  args: v.strictObject({
    products: v.pipe(v.array(ProductWish), v.minLength(1), v.maxLength(mostImported)),
  }),
  needs: ({ products }) => ({ rows: products.map(({ id }): [Table, string] => ['product', id]) }),
  rule({ products }, meta, draft) {
    const codes = products.map((wish) => saveProduct(draft, wish, [meta.at, meta.id]))
    const refused = codes.filter((code) => code !== null)
    const [first] = refused
    if (first && refused.length === products.length) return { ok: false, code: first }
    return { ok: true, flags: first ? ['dangling'] : [] }
  },
})
