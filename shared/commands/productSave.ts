import { define } from '../define.ts'
import { ProductWish, saveProduct } from '../product.ts'

/** Makes a product (`isNew`, with a name at least) or changes the named fields of one. */
export const productSave = define({
  name: 'product.save',
  v: 3,
  kind: 'request',
  permission: 'product.save',
  args: ProductWish,
  // The second version may name options, variants and open prices as well; the third costs, units, allergens, pictures,
  // more barcodes, thresholds by location, and that it is scarce.
  upcasts: [(args) => args, (args) => args],
  needs: (args) => ({ rows: [['product', args.id]] }),
  rule(args, meta, draft) {
    const code = saveProduct(draft, args, [meta.at, meta.id])
    return code === null ? { ok: true, flags: [] } : { ok: false, code }
  },
})
