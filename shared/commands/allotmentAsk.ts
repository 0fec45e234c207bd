import * as v from 'valibot'
import { allotmentId } from '../allotment.ts'
import { define } from '../define.ts'
import { allotmentIn } from '../escrow.ts'
import { Id } from '../schema.ts'

/** A tablet asks for some of what is scarce at a place. The server answers in the same exchange. */
export const allotmentAsk = define({
  name: 'allotment.ask',
  v: 1,
  kind: 'fact',
  permission: 'allotment.hold',
  args: v.strictObject({ productId: Id, locationId: Id }),
  needs: (args, meta) => ({
    rows: [['allotment', allotmentId(args.productId, args.locationId, meta.device)]],
  }),
  rule({ productId, locationId }, meta, draft) {
    draft.put('allotment', { ...allotmentIn(draft, productId, locationId, meta.device), asked: meta.id })
    return { ok: true, flags: [] }
  },
})
