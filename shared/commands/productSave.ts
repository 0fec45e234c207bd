import * as v from 'valibot'
import { plainProduct, ProductFields } from '../catalogue.ts'
import { define } from '../define.ts'
import { mergeFields } from '../merge.ts'
import { Id } from '../schema.ts'

/** Makes a product (`isNew`, with a name at least) or changes the named fields of one. */
export const productSave = define({
  name: 'product.save',
  v: 2,
  kind: 'request',
  permission: 'product.save',
  args: v.strictObject({ id: Id, isNew: v.boolean(), fields: v.partial(ProductFields) }),
  // The second version may name options, variants and open prices as well.
  upcasts: [(args) => args],
  needs: (args) => ({ rows: [['product', args.id]] }),
  rule(args, meta, draft) {
    const known = draft.get('product', args.id)
    if (!known && !args.isNew) return { ok: false, code: 'unknown' }
    if (!known && !args.fields.name) return { ok: false, code: 'incomplete' }
    draft.put(
      'product',
      mergeFields(known ?? { id: args.id, ...plainProduct, stamps: {} }, args.fields, [meta.at, meta.id]),
    )
    return { ok: true, flags: [] }
  },
})
