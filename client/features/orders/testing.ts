import type { Paid, Refund, Order } from '#shared/rows.ts'
import type { WholeOrder } from '#shared/wholeOrder.ts'

let last = 0

export function newId(): string {
  last += 1
  return `01900000-0000-7000-8000-${String(last).padStart(12, '0')}`
}

/** Two crème brûlées for £4.20, paid in cash. */
export function order(more: Partial<Order> = {}): Order {
  const id = newId()
  return {
    id,
    number: `B-${String(last).padStart(4, '0')}`,
    ...{ locationId: id, currency: 'GBP', taxIncluded: true },
    lines: [{ productId: id, price: 210, quantity: 2, taxRate: 0, total: 420, name: 'Crème brûlée' }],
    taxes: [{ rate: 0, gross: 420, tax: 0 }],
    payments: [{ kind: 'cash', amount: 420 }],
    ...{
      total: 420,
      startStatus: 'completed',
      deviceId: id,
      actorId: id,
      placedAt: 0,
      zone: 'Europe/London',
    },
    ...{ status: 'completed', statusAt: 0 },
    ...more,
  }
}

export function whole(more: Partial<WholeOrder> = {}): WholeOrder {
  return { order: order(), status: [], paid: [], refund: [], flags: {}, ...more }
}

export function paid(of: Order, more: Partial<Paid> = {}): Paid {
  const { id: orderId, number, locationId, zone, actorId, deviceId } = of
  return {
    ...{ id: newId(), orderId, number, locationId, zone, actorId, deviceId, at: 1 },
    payments: [],
    ...more,
  }
}

export function refund(of: Order, more: Partial<Refund> = {}): Refund {
  return { ...paid(of), currency: of.currency, lines: [], taxes: [], value: 0, payments: [], ...more }
}

export const money = (minor: number) => `£${(minor / 100).toFixed(2)}`
