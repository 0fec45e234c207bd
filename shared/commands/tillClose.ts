import * as v from 'valibot'
import { define } from '../define.ts'
import { amountIn } from '../denominations.ts'
import { Counter, Id, Minor, Said } from '../schema.ts'
import { Takings, takingsIn } from '../takings.ts'
import type { Closing, TillSession } from '../rows.ts'
import { expectedCash, sessionOf, withClosing } from '../tillSession.ts'

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
    const session = sessionOf(draft, sessionId)
    draft.put('tillSession', withClosing(session, closing))
    return { ok: true, flags: addsUp(session, closing) ? [] : ['total-differs'] }
  },
})

/** Whether the coins are part of what was counted, and what was expected follows from what was known. */
function addsUp({ opened }: TillSession, { coins, counted, expected, known }: Closing): boolean {
  const isWhole = !opened || expectedCash(opened.float, takingsIn(known)) === expected
  return isWhole && amountIn(coins) <= counted
}
