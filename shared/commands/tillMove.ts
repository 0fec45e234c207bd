import * as v from 'valibot'
import { define } from '../define.ts'
import { Id, Minor, Said } from '../schema.ts'
import { takeIn } from '../tillSession.ts'

/** Cash put into a drawer or taken out of it without an order, or a drawer opened for nothing (`none`). */
export const tillMove = define({
  name: 'till.move',
  v: 1,
  kind: 'fact',
  permission: 'till.move',
  args: v.pipe(
    v.strictObject({
      sessionId: Id,
      kind: v.picklist(['in', 'out', 'none']),
      amount: Minor,
      reason: v.exactOptional(Said(200, 1)),
    }),
    v.check(
      ({ kind, amount }) => (kind === 'none') === (amount === 0),
      'only opening for nothing moves nothing',
    ),
  ),
  needs: (args) => ({ rows: [['tillSession', args.sessionId]] }),
  rule(args, meta, draft) {
    const { id, at } = meta
    draft.put('cashMove', { id, ...args, at, actorId: meta.actor, deviceId: meta.device })
    const news = args.kind === 'in' ? { paidIn: args.amount } : { paidOut: args.amount }
    const { isClosed } = takeIn(draft, args.sessionId, meta.device, at, news)
    return { ok: true, flags: isClosed ? ['after-closing'] : [] }
  },
})
