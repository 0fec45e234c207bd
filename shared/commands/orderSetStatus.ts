import * as v from 'valibot'
import { define } from '../define.ts'
import { Status } from '../order.ts'
import { levelId } from '../rows.ts'
import { Id, Said } from '../schema.ts'
import { settleOrder } from '../status.ts'

/** Moves an order along. `restock` goes with a cancellation: true puts the goods back on the shelf. */
export const orderSetStatus = define({
  name: 'order.setStatus',
  v: 1,
  kind: 'fact',
  permission: 'order.setStatus',
  args: v.strictObject({
    orderId: Id,
    status: Status,
    reason: v.exactOptional(Said(200, 1)),
    restock: v.exactOptional(v.boolean()),
  }),
  needs(args, _meta, draft) {
    const order = draft.has('order', args.orderId) ? draft.get('order', args.orderId) : undefined
    return {
      rows: [
        ['order', args.orderId],
        ...(order?.lines ?? []).map((line): ['level', string] => [
          'level',
          levelId(line.productId, order?.locationId ?? ''),
        ]),
      ],
      orders: [args.orderId],
    }
  },
  rule(args, meta, draft) {
    draft.put('status', { id: meta.id, ...args, at: meta.at, actorId: meta.actor, deviceId: meta.device })
    const order = draft.get('order', args.orderId)
    if (order) settleOrder(draft, order)
    return { ok: true, flags: order ? [] : ['dangling'] }
  },
})
