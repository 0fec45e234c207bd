import * as v from 'valibot'
import { type LocationFields as Fields, LocationFields } from '../catalogue.ts'
import { define } from '../define.ts'
import { mergeFields } from '../merge.ts'
import { Id } from '../schema.ts'

const plainLocation: Fields = { name: '', kind: 'stall', prepares: false, active: true }

/** Makes a stall, van or store room (`isNew`, with a name at least) or changes the named fields of one. */
export const locationSave = define({
  name: 'location.save',
  v: 1,
  kind: 'request',
  permission: 'location.save',
  args: v.strictObject({ id: Id, isNew: v.boolean(), fields: v.partial(LocationFields) }),
  needs: (args) => ({ rows: [['location', args.id]] }),
  rule(args, meta, draft) {
    const known = draft.get('location', args.id)
    if (!known && !args.isNew) return { ok: false, code: 'unknown' }
    if (!known && !args.fields.name) return { ok: false, code: 'incomplete' }
    draft.put(
      'location',
      mergeFields(known ?? { id: args.id, ...plainLocation, stamps: {} }, args.fields, [meta.at, meta.id]),
    )
    return { ok: true, flags: [] }
  },
})
