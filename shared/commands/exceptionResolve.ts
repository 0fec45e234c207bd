import * as v from 'valibot'
import { define } from '../define.ts'
import { Said, Text } from '../schema.ts'
import { isLater } from '../stamp.ts'

/** Says that somebody has looked at an exception, and what came of it. Of several resolutions the first one holds. */
export const exceptionResolve = define({
  name: 'exception.resolve',
  v: 1,
  kind: 'fact',
  permission: 'exception.resolve',
  args: v.strictObject({ exceptionId: Text(60, 1), reason: Said(200, 1) }),
  needs: (args) => ({ rows: [['exception', args.exceptionId]] }),
  rule({ exceptionId, reason }, meta, draft) {
    const known = draft.get('exception', exceptionId) ?? { id: exceptionId }
    const resolved = { id: meta.id, at: meta.at, actorId: meta.actor, reason }
    const isFirst = !known.resolved || isLater([known.resolved.at, known.resolved.id], [meta.at, meta.id])
    if (isFirst) draft.put('exception', { ...known, resolved })
    return { ok: true, flags: [] }
  },
})
