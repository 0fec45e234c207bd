import * as v from 'valibot'
import { Flag } from '#shared/define.ts'
import type { Exception, Order } from '#shared/rows.ts'
import type { WholeOrder } from '#shared/wholeOrder.ts'
import type { Database, Entry } from './db.ts'
import { paidOf, refundsOf, stepsOf } from './orderQueries.ts'

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
  const [entries, exceptions] = await Promise.all([
    Promise.all(commands.map((one) => db.entries.where('id').equals(one).first())),
    db.exception.bulkGet(commands),
  ])
  const flags = commands.map((one, index) => [one, flagsOf(entries[index], exceptions[index])] as const)
  return {
    order: order ?? null,
    ...{ status, paid, refund },
    flags: Object.fromEntries(flags.filter(([, some]) => some.length > 0)),
    isWaiting: entries.some((entry) => entry?.state === 'waiting'),
  }
}

/** What somebody should still look at: by the exception where this tablet takes those, else by its own outcome. */
function flagsOf(entry: Entry | undefined, exception: Exception | undefined): Flag[] {
  if (exception?.resolved) return []
  const codes = exception?.about?.codes ?? (entry?.outcome?.status === 'flagged' ? entry.outcome.flags : [])
  return codes.filter((code) => v.is(Flag, code))
}

/**
 * Orders that somebody should look at. `isThorough` goes through this tablet's own outcomes too, which is all there is
 * where it takes no exceptions.
 */
export async function flaggedOrders(db: Database, isThorough: boolean): Promise<Set<string>> {
  const exceptions = await db.exception.toArray()
  const open = exceptions.flatMap(({ about, resolved }) =>
    resolved || !about?.orderId ? [] : [about.orderId],
  )
  if (!isThorough) return new Set(open)
  const resolved = new Set(exceptions.flatMap((one) => (one.resolved ? [one.id] : [])))
  const isFlagged = ({ id, outcome }: Entry) => outcome?.status === 'flagged' && !resolved.has(id)
  const own = await db.entries.where('state').equals('settled').filter(isFlagged).toArray()
  return new Set([...open, ...own.map(({ id, command }) => orderIn(command.args) ?? id)])
}

function orderIn(args: Record<string, unknown>): string | null {
  const { orderId } = args
  return typeof orderId === 'string' ? orderId : null
}
