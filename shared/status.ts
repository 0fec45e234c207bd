import { laterOf, unitsLeft } from './balance.ts'
import type { Draft } from './draft.ts'
import type { Status } from './order.ts'
import type { Movement, Order, StatusStep } from './rows.ts'
import { byStamp } from './stamp.ts'
import { move } from './stock.ts'

/** Where a person may take an order from here. */
const onward: Record<Status, readonly Status[]> = {
  processing: ['ready', 'completed', 'cancelled'],
  ready: ['completed', 'processing', 'cancelled'],
  completed: ['ready', 'cancelled'],
  cancelled: [],
}

export function nextStatuses(status: Status): readonly Status[] {
  return onward[status]
}

interface Standing {
  status: Status
  statusAt: number
  returned?: Returned
}

type Returned = NonNullable<Order['returned']>

/**
 * Where an order stands, as a function of the set of its steps: the latest step holds, but a cancellation holds for
 * good; of several cancellations the first says what became of the goods.
 */
export function standingOf(
  order: { startStatus: Status; placedAt: number },
  steps: readonly StatusStep[],
): Standing {
  const sorted = [...steps].sort(byStamp((step) => [step.at, step.id]))
  const cancelled = sorted.find((step) => step.status === 'cancelled')
  if (cancelled) {
    const returned = { at: cancelled.at, actorId: cancelled.actorId, restock: cancelled.restock ?? true }
    return { status: 'cancelled', statusAt: cancelled.at, returned }
  }
  const last = sorted.at(-1)
  return { status: last?.status ?? order.startStatus, statusAt: last?.at ?? order.placedAt }
}

/**
 * Writes the order as its history says it stands, and takes its goods back once it is cancelled: those that had not
 * come back before with a refund.
 */
export function settleOrder(draft: Draft, order: Order): Order {
  const standing = standingOf(order, draft.historyOf('status', order.id))
  const later = laterOf(order, draft.historyOf('paid', order.id), draft.historyOf('refund', order.id))
  const settled = { ...order, ...standing, ...later }
  draft.put('order', settled)
  const { returned } = settled
  if (!returned) return settled
  order.lines.forEach((_, index) => {
    const before = order.returned && returnOf(order, index, order.returned)
    move(draft, returnOf(settled, index, returned), before)
  })
  return settled
}

function returnOf(order: Order, index: number, returned: Returned): Movement {
  const line = order.lines[index]
  if (!line) throw new RangeError('no such line')
  const units = unitsLeft(order)[index] ?? 0
  return {
    id: `${order.id}.r${index}`,
    productId: line.productId,
    locationId: order.locationId,
    quantity: returned.restock ? units : 0,
    reason: returned.restock ? 'returned' : 'waste',
    ...(returned.restock || units === 0 ? {} : { wasted: units }),
    at: returned.at,
    actorId: returned.actorId,
    orderId: order.id,
  }
}
