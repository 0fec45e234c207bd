import * as v from 'valibot'
import { allotmentId } from '../allotment.ts'
import { define } from '../define.ts'
import { allotmentIn } from '../escrow.ts'
import { Id, Size } from '../schema.ts'

/**
 * A tablet writes down all that it has been granted so far. From a tablet's journal a restored server learns it
 * again. `deviceId` is whom it was granted to: a copy of that tablet goes on under another id, and takes nothing.
 */
export const allotmentTake = define({
  name: 'allotment.take',
  v: 1,
  kind: 'fact',
  permission: 'allotment.hold',
  args: v.strictObject({ productId: Id, locationId: Id, deviceId: Id, granted: v.pipe(Size, v.minValue(1)) }),
  needs: (args, meta) => ({
    rows: [['allotment', allotmentId(args.productId, args.locationId, meta.device)]],
  }),
  rule({ productId, locationId, deviceId, granted }, meta, draft) {
    if (deviceId !== meta.device) return { ok: true, flags: [] }
    const own = allotmentIn(draft, productId, locationId, meta.device)
    const [most, taken] = [Math.max(own.granted, granted), Math.max(own.taken, granted)]
    draft.put('allotment', { ...own, granted: most, taken })
    return { ok: true, flags: [] }
  },
})
