import * as v from 'valibot'
import { BusinessFields } from '../business.ts'
import { define } from '../define.ts'
import { mergeFields } from '../merge.ts'

/** Changes the named fields of the business. Its currency, zone and way of taxing are fixed when it is set up. */
export const businessSave = define({
  name: 'business.save',
  v: 3,
  kind: 'request',
  permission: 'business.save',
  args: v.strictObject({ fields: v.partial(BusinessFields) }),
  // The second version may name categories and tax rates as well, the third a language.
  upcasts: [(args) => args, (args) => args],
  needs: () => ({ rows: [['business', 'business']] }),
  rule(args, meta, draft) {
    const known = draft.get('business', 'business')
    if (!known) return { ok: false, code: 'unknown' }
    draft.put(
      'business',
      mergeFields({ ...known, stamps: known.stamps ?? {} }, args.fields, [meta.at, meta.id]),
    )
    return { ok: true, flags: [] }
  },
})
