import * as v from 'valibot'
import { define } from '../define.ts'
import { LoadChanges, MarketDayFields, mergeLoad, plainMarketDay } from '../marketDay.ts'
import { mergeFields } from '../merge.ts'
import { Id } from '../schema.ts'
import type { Stamp } from '../stamp.ts'

/** Plans a market day (`isNew`, with a day and a place at least), changes the named fields of one, or lines of its load. */
export const marketDaySave = define({
  name: 'marketDay.save',
  v: 1,
  kind: 'request',
  permission: 'marketDay.save',
  args: v.strictObject({
    id: Id,
    isNew: v.boolean(),
    fields: v.partial(MarketDayFields),
    load: v.exactOptional(LoadChanges),
  }),
  needs: (args) => ({ rows: [['marketDay', args.id]] }),
  rule(args, meta, draft) {
    const known = draft.get('marketDay', args.id)
    if (!known && !args.isNew) return { ok: false, code: 'unknown' }
    const { name, on } = { ...known, ...args.fields }
    if (!name || !on) return { ok: false, code: 'incomplete' }
    const stamp = [meta.at, meta.id] satisfies Stamp
    const blank = { id: args.id, ...plainMarketDay, on, load: {}, stamps: {} }
    draft.put('marketDay', mergeLoad(mergeFields(known ?? blank, args.fields, stamp), args.load ?? [], stamp))
    return { ok: true, flags: [] }
  },
})
