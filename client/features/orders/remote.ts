import { laterOf } from '#shared/balance.ts'
import { standingOf } from '#shared/status.ts'
import type { WholeOrder } from '#shared/wholeOrder.ts'
import type { Held } from '../../data/orders.ts'

/** An order that the server holds, with what was done to it here and may not be sent yet. */
export function withOwn(remote: WholeOrder, held: Omit<Held, 'order'>): WholeOrder {
  const status = union(remote.status, held.status)
  const paid = union(remote.paid, held.paid)
  const refund = union(remote.refund, held.refund)
  const { order } = remote
  return {
    order: { ...order, ...standingOf(order, status), ...laterOf(order, paid, refund) },
    ...{ status, paid, refund },
    flags: { ...remote.flags, ...held.flags },
  }
}

function union<R extends { id: string }>(theirs: readonly R[], ours: readonly R[]): R[] {
  return [...new Map([...theirs, ...ours].map((row) => [row.id, row])).values()]
}
