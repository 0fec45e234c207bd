import * as v from 'valibot'
import { allotmentId, freeOf } from '../allotment.ts'
import { define } from '../define.ts'
import { allotmentIn } from '../escrow.ts'
import { Id, Size } from '../schema.ts'

/** A tablet gives back some of what it holds, for others to sell. */
export const allotmentGiveBack = define({
  name: 'allotment.giveBack',
  v: 1,
  kind: 'fact',
  permission: 'allotment.hold',
  args: v.strictObject({ productId: Id, locationId: Id, quantity: v.pipe(Size, v.minValue(1)) }),
  needs: (args, meta) => ({
    rows: [['allotment', allotmentId(args.productId, args.locationId, meta.device)]],
  }),
  rule({ productId, locationId, quantity }, meta, draft) {
    const own = allotmentIn(draft, productId, locationId, meta.device)
    draft.put('allotment', { ...own, given: own.given + Math.min(quantity, freeOf(own)) })
    return { ok: true, flags: [] }
  },
})
