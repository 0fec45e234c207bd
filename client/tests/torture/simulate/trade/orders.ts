import { readGrant } from '#shared/api.ts'
import type { Approval } from '#shared/approval.ts'
import { keptFrom, owedOn, unitsLeft } from '#shared/balance.ts'
import type { Payment } from '#shared/order.ts'
import { type PlacedRefund, type RefundLine, taxesOf, worthOf } from '#shared/refund.ts'
import { may } from '#shared/role.ts'
import type { Order } from '#shared/rows.ts'
import { nextStatuses } from '#shared/status.ts'
import { recentOrders } from '../../../../data/orderQueries.ts'
import type { Till } from '../../../../data/till.ts'
import type { Tablet } from '../cast.ts'
import type { Chance } from '../chance.ts'
import { type Deed, record, remember } from './deed.ts'
import { drawerHere } from './drawer.ts'

export const moveOrder: Deed = async (world, tablet, till) => {
  const order = await anOrder(tablet, till)
  const status = order && tablet.chance.of([...nextStatuses(order.status), 'ready' as const])
  if (!order || !status) return
  const restock =
    status === 'cancelled' ? { restock: tablet.chance.is(0.7), reason: 'Changed their mind' } : {}
  const args = { orderId: order.id, status, ...restock }
  await record(world, tablet, () => till.record('order.setStatus', args), 'order.setStatus')
}

export const payLater: Deed = async (world, tablet, till) => {
  const { chance } = tablet
  const orders = (await recentOrders(till.db, 30)).filter((one) => owedOn(one) > 0)
  if (orders.length === 0) return
  const { id: orderId, number, locationId, ...order } = chance.of(orders)
  const due = owedOn(order)
  const payments = [paidIn(chance, chance.is(0.7) ? due : chance.between(1, due))]
  const args = { orderId, number, locationId, payments, ...(await inDrawer(tablet, till)) }
  await record(world, tablet, () => till.record('order.pay', args), 'order.pay')
}

export const refundSome: Deed = async (world, tablet, till) => {
  const order = await anOrder(tablet, till)
  const refund = order && (await refundOf(tablet, till, order))
  if (!refund) return
  await record(world, tablet, () => till.record('order.refund', refund), 'order.refund')
}

/** The order is off, and all of its money goes back: both, or neither. */
export const callOff: Deed = async (world, tablet, till) => {
  const { chance, outside } = tablet
  const order = await anOrder(tablet, till)
  const kept = order ? keptFrom(order) : 0
  if (!order || order.status === 'cancelled' || kept <= 0) return
  const [off, back] = [chance.id(outside.now()), chance.id(outside.now())]
  const status = { orderId: order.id, status: 'cancelled' as const, restock: true }
  const none = { lines: [], taxes: [], value: 0, payments: [paidIn(chance, kept)] }
  const refund = { ...(await refundHead(tablet, till, order)), ...none }
  const recorded = await till.recordAll([
    { name: 'order.setStatus', args: status, id: off },
    { name: 'order.refund', args: refund, id: back },
  ])
  if (!recorded.ok) return
  remember(world, tablet, off, 'order.setStatus', 0)
  remember(world, tablet, back, 'order.refund', 0)
}

async function anOrder({ chance }: Tablet, till: Till): Promise<Order | null> {
  const orders = await recentOrders(till.db, 8)
  return orders.length > 0 ? chance.of(orders) : null
}

async function refundOf(tablet: Tablet, till: Till, order: Order): Promise<PlacedRefund | null> {
  const { chance } = tablet
  const left = unitsLeft(order)
  const lines = order.lines.flatMap((line, index): RefundLine[] => {
    const most = left[index] ?? 0
    if (most === 0 || chance.is(0.4)) return []
    const quantity = chance.between(1, most)
    const amount = worthOf(line, line.quantity - most, quantity)
    const goods = chance.of(['stock', 'stock', 'waste', 'kept'] as const)
    return [
      {
        line: index,
        productId: line.productId,
        name: line.name,
        quantity,
        amount,
        taxRate: line.taxRate,
        goods,
      },
    ]
  })
  if (lines.length === 0) return null
  const earlier = (await till.db.refund.where('orderId').equals(order.id).toArray()).flatMap(
    (one) => one.lines,
  )
  const { taxes, value } = taxesOf(lines, earlier, order.taxIncluded)
  const money = Math.min(value, Math.max(0, keptFrom(order)))
  const payments = money > 0 ? [paidIn(chance, money)] : []
  return { ...(await refundHead(tablet, till, order)), lines, taxes, value, payments }
}

async function refundHead(tablet: Tablet, till: Till, { id, number, currency }: Order) {
  const approval = await approvalHere(till)
  return {
    ...{ orderId: id, number, locationId: tablet.locationId, currency },
    ...(await inDrawer(tablet, till)),
    ...(approval ? { approval } : {}),
  }
}

/** Where the one on the till may not do it alone: a manager who has been on it before stands by. */
async function approvalHere(till: Till): Promise<Approval | null> {
  const person = await till.person()
  if (!person || may(person.role, 'order.refund')) return null
  const grants = (await till.db.grants.toArray()).flatMap(({ token }) => readGrant(token)?.grant ?? [])
  const manager = grants.find(({ role }) => may(role, 'order.approve'))
  return manager ? { by: manager.person, grant: manager.id } : null
}

function paidIn(chance: Chance, amount: number): Payment {
  return { kind: chance.of(['cash', 'card', 'other'] as const), amount }
}

async function inDrawer(tablet: Tablet, till: Till): Promise<{ sessionId?: string }> {
  const drawer = await drawerHere(tablet, till)
  return drawer ? { sessionId: drawer.id } : {}
}
