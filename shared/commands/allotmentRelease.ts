import * as v from 'valibot'
import { allotmentId, heldOf } from '../allotment.ts'
import { define } from '../define.ts'
import { allotmentIn } from '../escrow.ts'
import { Id } from '../schema.ts'

/**
 * A manager takes away what a tablet holds, since it is lost or shut out. Where that tablet goes on selling unseen, more
 * can be sold than there is: what it sold is then counted as beyond its allotment.
 */
export const allotmentRelease = define({
  name: 'allotment.release',
  v: 1,
  kind: 'request',
  permission: 'allotment.release',
  args: v.strictObject({ productId: Id, locationId: Id, deviceId: Id }),
  needs: (args) => ({ rows: [['allotment', allotmentId(args.productId, args.locationId, args.deviceId)]] }),
  rule({ productId, locationId, deviceId }, _meta, draft) {
    const known = draft.get('allotment', allotmentId(productId, locationId, deviceId))
    if (!known) return { ok: false, code: 'unknown' }
    const held = allotmentIn(draft, productId, locationId, deviceId)
    const taken = Math.max(held.granted, held.taken)
    draft.put('allotment', { ...held, taken, released: held.released + heldOf(held) })
    return { ok: true, flags: [] }
  },
})
