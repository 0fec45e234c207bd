import * as v from 'valibot'
import { define } from '../define.ts'
import { Currency, Id, Minor } from '../schema.ts'
import { sessionOf } from '../tillSession.ts'

/** Opens a drawer with the float that was counted into it. The till session has the command's id. */
export const tillOpen = define({
  name: 'till.open',
  v: 1,
  kind: 'fact',
  permission: 'till.open',
  args: v.strictObject({ locationId: Id, currency: Currency, float: Minor }),
  needs: (_args, meta) => ({ rows: [['tillSession', meta.id]] }),
  rule(args, meta, draft) {
    const { id, at, zone } = meta
    const opened = { ...args, at, zone, actorId: meta.actor, deviceId: meta.device }
    draft.put('tillSession', { ...sessionOf(draft, id), opened })
    return { ok: true, flags: [] }
  },
})
