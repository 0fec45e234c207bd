import * as v from 'valibot'
import { define, type Meta } from '../define.ts'
import type { Draft } from '../draft.ts'
import { Status } from '../order.ts'
import type { Order } from '../rows.ts'
import { levelId } from '../tables.ts'
import { Id, Said } from '../schema.ts'
import { settleOrder } from '../status.ts'
import { isNearCount } from '../stock.ts'

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
    if (!order) return { ok: true, flags: ['dangling'] }
    settleOrder(draft, order)
    return { ok: true, flags: isUnclear(args, order, meta, draft) ? ['ambiguous'] : [] }
  },
})

/** Goods of a cancelled order went back on a shelf so close to its count that they may have been counted or not. */
function isUnclear(
  { status, restock = true }: { status: Status; restock?: boolean },
  { lines, locationId }: Order,
  meta: Meta,
  draft: Draft,
): boolean {
  if (status !== 'cancelled' || !restock) return false
  return lines.some(({ productId }) => isNearCount(draft, meta, productId, locationId))
}
