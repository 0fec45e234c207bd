import { expect, test } from 'vitest'
import type { Order, Refund } from '#shared/rows.ts'
import type { Trade } from '#shared/sales.ts'
import { doneOn, todayOf } from './today.ts'

const zone = 'Europe/London'
const [leith, porty] = ['leith', 'porty']
const at = (wall: string) => Date.parse(`2026-11-${wall}Z`)

function sold(placedAt: number, more: Partial<Order> = {}): Order {
  const line = { productId: 'bun', name: 'Bun', price: 300, quantity: 2, taxRate: 0, total: 600 }
  return {
    ...{ id: String(placedAt), number: 'A-0001', locationId: leith, currency: 'GBP', taxIncluded: true },
    ...{ lines: [line], taxes: [{ rate: 0, gross: 600, tax: 0 }], total: 600, owed: 0 },
    payments: [{ kind: 'cash', amount: 600 }],
    ...{ startStatus: 'completed', status: 'completed', statusAt: placedAt, placedAt, zone },
    ...{ deviceId: 'blue', actorId: 'mia', ...more },
  }
}

function back(order: Order, refundedAt: number): Refund {
  const line = { line: 0, productId: 'bun', name: 'Bun', taxRate: 0, quantity: 1 }
  return {
    ...{ id: `back ${order.id}`, orderId: order.id, number: order.number, locationId: order.locationId },
    ...{ currency: 'GBP', reason: 'stale', value: 300, at: refundedAt, zone },
    lines: [{ ...line, amount: 300, goods: 'stock' }],
    ...{ taxes: [{ rate: 0, gross: 300, tax: 0 }], payments: [{ kind: 'cash', amount: 300 }] },
    ...{ actorId: 'mia', deviceId: 'red' },
  }
}

const trade = (order: Order, ...refunds: Refund[]): Trade => ({ order, paid: [], refunds })
const asked = { zone, day: '2026-11-21', locationId: leith }

test('It adds up the day at the stall, and what came back that day of an older order', () => {
  const old = sold(at('14T10:00:00'))
  const trades = [
    trade(sold(at('21T09:10:00'))),
    trade(sold(at('21T09:50:00'), { locationId: porty })),
    trade(old, back(old, at('21T11:00:00'))),
  ]
  const { whole, hours, products, payments } = todayOf(trades, asked)
  expect(whole).toMatchObject({ orders: 1, units: 1, sold: 600, refunded: 300 })
  expect(hours.map(({ key, sums }) => [key, sums.sold - sums.refunded])).toEqual([
    ['09', 600],
    ['11', -300],
  ])
  expect(products).toMatchObject([{ key: 'bun', sums: { units: 1 } }])
  expect(payments).toMatchObject([{ key: 'cash', sums: { sold: 600, refunded: 300 } }])
})

test('It has nothing of a cancelled order but the money', () => {
  const { whole, payments } = todayOf([trade(sold(at('21T09:10:00'), { status: 'cancelled' }))], asked)
  expect([whole.orders, whole.sold, payments[0]?.sums.sold]).toEqual([0, 0, 600])
})

test('It tells what one tablet did from what others did', () => {
  const order = sold(at('21T09:10:00'))
  const own = doneOn([trade(order, back(order, at('21T11:00:00')))], 'red')
  expect(todayOf(own, asked).whole).toMatchObject({ orders: 0, sold: 0, refunded: 300 })
})
