import * as v from 'valibot'
import { define } from '../define.ts'
import { Counter, Id, Minor, Said } from '../schema.ts'
import { Takings } from '../takings.ts'
import { sessionOf, withClosing } from '../tillSession.ts'

/**
 * A drawer counted. It fixes what was found beside what this tablet expected then, by what it knew of each tablet's
 * takings; what comes to be known later restates the day and leaves this as it is.
 */
export const tillClose = define({
  name: 'till.close',
  v: 1,
  kind: 'fact',
  permission: 'till.close',
  args: v.strictObject({
    sessionId: Id,
    counted: Minor,
    coins: v.pipe(v.array(v.strictObject({ value: Minor, size: Counter })), v.maxLength(40)),
    expected: v.pipe(v.number(), v.safeInteger()),
    known: v.record(Id, Takings),
    note: v.exactOptional(Said(200, 1)),
  }),
  needs: (args) => ({ rows: [['tillSession', args.sessionId]] }),
  rule({ sessionId, ...found }, meta, draft) {
    const closing = { id: meta.id, ...found, at: meta.at, actorId: meta.actor, deviceId: meta.device }
    draft.put('tillSession', withClosing(sessionOf(draft, sessionId), closing))
    return { ok: true, flags: [] }
  },
})
