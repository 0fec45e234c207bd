import type { Order } from '#shared/rows.ts'
import type { WholeOrder } from '#shared/wholeOrder.ts'
import type { Database } from './db.ts'
import { paidOf, refundsOf, stepsOf } from './queries.ts'

/** What this tablet holds of an order. The order itself may be missing, and what was done to it here still be there. */
export interface Held extends Omit<WholeOrder, 'order'> {
  order: Order | null
  /** Whether the order, or something that was done to it, is not sent yet. */
  isWaiting: boolean
}

export async function heldOrder(db: Database, id: string): Promise<Held> {
  const [order, status, paid, refund] = await Promise.all([
    db.order.get(id),
    stepsOf(db, id),
    paidOf(db, id),
    refundsOf(db, id),
  ])
  const commands = [id, ...[...status, ...paid, ...refund].map((row) => row.id)]
  const entries = await Promise.all(commands.map((one) => db.entries.where('id').equals(one).first()))
  const flags = entries.flatMap((entry) =>
    entry?.outcome?.status === 'flagged' ? [[entry.id, entry.outcome.flags] as const] : [],
  )
  return {
    order: order ?? null,
    ...{ status, paid, refund },
    flags: Object.fromEntries(flags),
    isWaiting: entries.some((entry) => entry?.state === 'waiting'),
  }
}
