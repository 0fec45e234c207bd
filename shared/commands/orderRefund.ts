import { keptFrom } from '../balance.ts'
import { define, type Flag, type Meta } from '../define.ts'
import { timingOf } from '../doubt.ts'
import type { Draft } from '../draft.ts'
import { isFair, PlacedRefund, type RefundLine } from '../refund.ts'
import type { Movement, Order, Table } from '../rows.ts'
import { levelId } from '../tables.ts'
import { settleOrder } from '../status.ts'
import { isNearCount, move } from '../stock.ts'
import { takingsOf } from '../takings.ts'
import { takeIn } from '../tillSession.ts'

/** Goods and money that go back, by line: always a new entry, never an edit of the order. */
export const orderRefund = define({
  name: 'order.refund',
  v: 1,
  kind: 'fact',
  permission: 'order.refund',
  args: PlacedRefund,
  approval: (args) => args.approval,
  needs(args, _meta, draft) {
    const order = draft.has('order', args.orderId) ? draft.get('order', args.orderId) : undefined
    const places = order ? [args.locationId, order.locationId] : [args.locationId]
    return {
      rows: [
        ['order', args.orderId],
        ...(args.sessionId ? [['tillSession', args.sessionId] satisfies [Table, string]] : []),
        ...[...args.lines, ...(order?.lines ?? [])].flatMap(({ productId }) =>
          places.map((place): [Table, string] => ['level', levelId(productId, place)]),
        ),
      ],
      orders: [args.orderId],
    }
  },
  rule(args, meta, draft) {
    const flags: Flag[] = []
    const { id, at, zone } = meta
    draft.put('refund', { id, ...args, at, zone, actorId: meta.actor, deviceId: meta.device })
    for (const movement of movementsOf(args, meta)) move(draft, movement)
    if (isUnclear(args, meta, draft)) flags.push('ambiguous')
    const order = draft.get('order', args.orderId)
    if (!order) flags.push('dangling')
    else {
      if (!isFair(args, order)) flags.push('total-differs')
      if (isTooMuch(settleOrder(draft, order))) flags.push('over-refunded')
    }
    if (args.sessionId) {
      const { isClosed } = takeIn(draft, args.sessionId, meta.device, at, takingsOf(args.payments, 'back'))
      if (isClosed) flags.push('after-closing')
    }
    return { ok: true, flags }
  },
})

/** Goods went back on a shelf so close to its count that it may have been counted with them or without. */
function isUnclear(args: PlacedRefund, meta: Meta, draft: Draft): boolean {
  const back = args.lines.filter(({ goods }) => goods === 'stock')
  return back.some(({ productId }) => isNearCount(draft, meta, productId, args.locationId))
}

/** More went back than was sold, or more money than had come in. */
function isTooMuch(order: Order): boolean {
  const units = order.refunded?.units ?? []
  return (
    keptFrom(order) < 0 ||
    (order.refunded?.value ?? 0) > order.total ||
    order.lines.some((line, index) => (units[index] ?? 0) > line.quantity)
  )
}

/** What came back is on the shelf again; what is no good any more came back and was thrown away. */
function movementsOf(args: PlacedRefund, meta: Meta): Movement[] {
  return args.lines.flatMap((line, index) => {
    if (line.goods === 'kept') return []
    const back = movementOf(args, meta, line, index)
    if (line.goods === 'stock') return [back]
    return [back, { ...back, id: `${back.id}w`, quantity: -line.quantity, reason: 'waste' }]
  })
}

function movementOf(args: PlacedRefund, meta: Meta, line: RefundLine, index: number): Movement {
  return {
    id: `${meta.id}.${index}`,
    productId: line.productId,
    locationId: args.locationId,
    quantity: line.quantity,
    reason: 'returned',
    at: meta.at,
    actorId: meta.actor,
    orderId: args.orderId,
    ...timingOf(meta),
  }
}
