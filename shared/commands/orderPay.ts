import * as v from 'valibot'
import { owedOn } from '../balance.ts'
import { define, type Flag } from '../define.ts'
import { isHandedOver, OrderNumber, Payment } from '../order.ts'
import type { Table } from '../rows.ts'
import { levelId } from '../tables.ts'
import { Id } from '../schema.ts'
import { settleOrder } from '../status.ts'
import { takingsOf } from '../takings.ts'
import { takeIn } from '../tillSession.ts'

/** Money that comes in for an order after it was placed: a deposit made whole, or one that was to be paid later. */
export const orderPay = define({
  name: 'order.pay',
  v: 1,
  kind: 'fact',
  permission: 'order.pay',
  args: v.strictObject({
    orderId: Id,
    number: OrderNumber,
    locationId: Id,
    payments: v.pipe(v.array(Payment), v.minLength(1), v.maxLength(20)),
    sessionId: v.exactOptional(Id),
  }),
  needs(args, _meta, draft) {
    const order = draft.has('order', args.orderId) ? draft.get('order', args.orderId) : undefined
    return {
      rows: [
        ['order', args.orderId],
        ...(args.sessionId ? [['tillSession', args.sessionId] satisfies [Table, string]] : []),
        ...(order?.lines ?? []).map((line): [Table, string] => [
          'level',
          levelId(line.productId, order?.locationId ?? ''),
        ]),
      ],
      orders: [args.orderId],
    }
  },
  rule(args, meta, draft) {
    const flags: Flag[] = isHandedOver(args.payments) ? [] : ['total-differs']
    const { id, at, zone } = meta
    draft.put('paid', { id, ...args, at, zone, actorId: meta.actor, deviceId: meta.device })
    const order = draft.get('order', args.orderId)
    if (!order) flags.push('dangling')
    else if (owedOn(settleOrder(draft, order)) < 0) flags.push('over-paid')
    if (args.sessionId) {
      const { isClosed } = takeIn(draft, args.sessionId, meta.device, at, takingsOf(args.payments, 'in'))
      if (isClosed) flags.push('after-closing')
    }
    return { ok: true, flags }
  },
})
