import { describe, expect, it } from 'vitest'
import { Draft } from './draft.ts'
import type { PlacedOrder, Status } from './order.ts'
import type { Order, Refund, StatusStep } from './rows.ts'
import { addMovement, type ShelfCells } from './shelfDays.ts'
import { nextStatuses, settleOrder, standingOf } from './status.ts'
import { levelId } from './tables.ts'

const plainOrder: Pick<Order, keyof PlacedOrder | 'status' | 'statusAt' | 'zone'> = {
  ...{ number: 'A-0001', locationId: 'stall', currency: 'GBP', taxIncluded: true, taxes: [], payments: [] },
  lines: [{ productId: 'bun', name: 'Bun', price: 0, quantity: 3, taxRate: 0, total: 0 }],
  ...{ total: 0, startStatus: 'completed', status: 'completed', statusAt: 1, zone: 'UTC' },
}
const aRefund: Refund = {
  ...{ id: 'r', orderId: 'order', number: 'A-0001', locationId: 'stall', currency: 'GBP', value: 0 },
  lines: [{ line: 0, productId: 'bun', name: 'Bun', quantity: 1, amount: 0, taxRate: 0, goods: 'stock' }],
  ...{ taxes: [], payments: [], at: 5, zone: 'UTC', actorId: 'mia', deviceId: 'tablet' },
}
const order = { startStatus: 'processing' as const, placedAt: 1 }
const step = (id: string, at: number, status: Status, restock?: boolean): StatusStep => ({
  id,
  orderId: 'order',
  status,
  at,
  actorId: `who did ${id}`,
  deviceId: 'tablet',
  ...(restock === undefined ? {} : { restock }),
})

describe('an order', () => {
  it('stands where it started until somebody moves it', () => {
    expect(standingOf(order, [])).toEqual({ status: 'processing', statusAt: 1 })
  })

  it('stands where the latest step put it, whichever was heard of last', () => {
    const steps = [step('b', 20, 'ready'), step('a', 10, 'completed')]
    expect(standingOf(order, steps)).toEqual({ status: 'ready', statusAt: 20 })
  })

  it('stays cancelled whatever comes later', () => {
    const steps = [step('a', 10, 'cancelled'), step('b', 20, 'ready')]
    expect(standingOf(order, steps).status).toBe('cancelled')
    expect(nextStatuses('cancelled')).toEqual([])
  })

  it('does with its goods what the first of two cancellations said', () => {
    const steps = [step('b', 20, 'cancelled', true), step('a', 10, 'cancelled', false)]
    expect(standingOf(order, steps).returned).toEqual({ at: 10, actorId: 'who did a', restock: false })
  })
})

describe('the goods of a cancelled order', () => {
  it('were thrown away and not sold, but for those that had come back', () => {
    const place = { id: 'order', locationId: 'stall', actorId: 'mia', deviceId: 'tablet' }
    const sold = { ...plainOrder, ...place, placedAt: 1, refunded: { value: 0, units: [1] } }
    const moved = (restock: boolean) => {
      const draft = new Draft()
      draft.load('level', levelId('bun', 'stall'), undefined)
      draft.loadHistory('status', step('a', 10, 'cancelled', restock))
      draft.loadHistory('refund', { ...aRefund, orderId: 'order' })
      draft.attempt(() => ({ ok: true, flags: [], order: settleOrder(draft, sold) }))
      const cells: ShelfCells = new Map()
      const sale = { ...place, id: 's', productId: 'bun', quantity: -3, reason: 'sale' as const, at: 1 }
      const back = { ...sale, id: 'b', quantity: 1, reason: 'returned' as const, at: 5 }
      for (const movement of [sale, back, ...draft.written('movement')]) addMovement(cells, movement, 'UTC')
      const [cell] = cells.values()
      return { level: draft.get('level', levelId('bun', 'stall'))?.quantity, sums: cell?.sums }
    }
    expect(moved(false)).toMatchObject({ level: 0, sums: { sold: 0, wasted: 2 } })
    expect(moved(true)).toMatchObject({ level: 2, sums: { sold: 0, wasted: 0 } })
  })
})
