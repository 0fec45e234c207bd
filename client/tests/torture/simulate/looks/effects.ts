import type { Envelope } from '#shared/envelope.ts'
import type { PlacedOrder, Payment } from '#shared/order.ts'
import type { PlacedRefund } from '#shared/refund.ts'
import { expectedIn } from '#shared/tillSession.ts'
import { isEqual } from '../../../../data/equal.ts'
import type { Evening } from './evening.ts'
import { envelopeIn, isAccepted, timeOf } from './held.ts'

/* What was taken in has had its effect, once: counted anew from the commands, by no rule of Awning's own. */

/** Arguments as they were accepted. */
interface ArgsBy {
  'order.place': PlacedOrder
  'order.pay': { orderId: string; payments: Payment[]; sessionId?: string }
  'order.refund': PlacedRefund
  'till.open': { float: number }
  'till.move': { sessionId: string; kind: 'in' | 'out' | 'none'; amount: number }
  'till.close': { sessionId: string }
}

type Accepted = {
  [N in keyof ArgsBy]: { name: N; envelope: Envelope; args: ArgsBy[N]; at: number }
}[keyof ArgsBy]

function acceptedIn({ held }: Evening): Accepted[] {
  return held
    .filter((one) => one.id !== null && isAccepted(one))
    .map((one) => [envelopeIn(one.raw), timeOf(one)] as const)
    .map(
      ([envelope, at]) => ({ name: envelope.name, envelope, args: envelope.args, at }) as unknown as Accepted,
    )
}

/** What was paid, given back and taken back of each order is what was said of it, and so are its rows. */
export function balancesAreRight(evening: Evening): string | null {
  if (!evening.isThorough) return null
  const { rows } = evening.world.server.store()
  const sums = new Map<string, { later: number; back: number; value: number; units: Map<number, number> }>()
  const sumsOf = (orderId: string) => {
    const known = sums.get(orderId) ?? { later: 0, back: 0, value: 0, units: new Map<number, number>() }
    sums.set(orderId, known)
    return known
  }
  for (const { name, envelope, args } of acceptedIn(evening)) {
    if (name === 'order.pay') {
      if (!rows.one('paid', envelope.id)) return `the payment ${envelope.id} was taken and is not there`
      sumsOf(args.orderId).later += amountOf(args.payments)
    }
    if (name !== 'order.refund') continue
    if (!rows.one('refund', envelope.id)) return `the refund ${envelope.id} was taken and is not there`
    const sum = sumsOf(args.orderId)
    sum.back += amountOf(args.payments)
    sum.value += args.value
    for (const { line, quantity } of args.lines) sum.units.set(line, (sum.units.get(line) ?? 0) + quantity)
  }
  for (const order of rows.all('order')) {
    const { later, back, value, units } = sumsOf(order.id)
    const shown = [
      order.paidLater ?? 0,
      order.paidBack ?? 0,
      order.refunded?.value ?? 0,
      unitsIn(order.refunded),
    ]
    const right = [later, back, value, [...units].sort(([a], [b]) => a - b)]
    if (!isEqual(shown, right))
      return `order ${order.id} has ${JSON.stringify(shown)} paid, given and taken back, and should have ${JSON.stringify(right)}`
  }
  return null
}

function unitsIn(refunded: { units: number[] } | undefined): [number, number][] {
  return (refunded?.units ?? []).flatMap((size, line): [number, number][] => (size > 0 ? [[line, size]] : []))
}

/** In each drawer is what was put into it, to the penny, and each tablet's takings are its own. */
export function drawersAreRight(evening: Evening): string | null {
  if (!evening.isThorough) return null
  const { rows } = evening.world.server.store()
  const cash = new Map<string, number>()
  const orders = new Map<string, number>()
  const closings = new Map<string, number>()
  const add = (sums: Map<string, number>, key: string | undefined, amount: number) => {
    if (key !== undefined) sums.set(key, (sums.get(key) ?? 0) + amount)
  }
  for (const { name, envelope, args } of acceptedIn(evening)) {
    if (name === 'till.open') add(cash, envelope.id, args.float)
    if (name === 'till.close') add(closings, args.sessionId, 1)
    if (name === 'till.move') add(cash, args.sessionId, args.kind === 'out' ? -args.amount : args.amount)
    if (name === 'order.place' || name === 'order.pay') add(cash, args.sessionId, cashOf(args.payments))
    if (name === 'order.refund') add(cash, args.sessionId, -cashOf(args.payments))
    if (name === 'order.place' && args.sessionId !== undefined)
      add(orders, `${args.sessionId} ${envelope.device}`, 1)
  }
  for (const session of rows.all('tillSession')) {
    const [shown, right] = [expectedIn(session), cash.get(session.id) ?? 0]
    if (shown !== right) return `drawer ${session.id} should hold ${right} and is said to hold ${shown}`
    if (session.closings.length !== (closings.get(session.id) ?? 0))
      return `drawer ${session.id} was closed ${closings.get(session.id) ?? 0} times, and ${session.closings.length} are known`
    for (const [device, takings] of Object.entries(session.takings))
      if (takings.orders !== (orders.get(`${session.id} ${device}`) ?? 0))
        return `drawer ${session.id} has ${takings.orders} orders of ${device}`
  }
  const missing = [...cash.keys()].find((id) => !rows.one('tillSession', id))
  return missing === undefined ? null : `drawer ${missing} is not known`
}

/** Each line that was sold or came back moved its goods, by as many as it says and no more. */
export function goodsAreRight(evening: Evening): string | null {
  if (!evening.isThorough) return null
  const movements = new Map(
    evening.world.server
      .store()
      .rows.all('movement')
      .map((one) => [one.id, one]),
  )
  for (const { name, envelope, args, at } of acceptedIn(evening)) {
    if (name !== 'order.place' && name !== 'order.refund') continue
    for (const [index, line] of args.lines.entries()) {
      const isKept = 'goods' in line && line.goods === 'kept'
      const movement = movements.get(`${envelope.id}.${index}`)
      const right = name === 'order.place' ? -line.quantity : line.quantity
      if (isKept ? movement : movement?.quantity !== right || movement.at !== at)
        return `line ${index} of ${name} ${envelope.id} should have moved ${isKept ? 0 : right} and moved ${movement?.quantity ?? 0}`
    }
  }
  return null
}

function amountOf(payments: readonly Payment[]): number {
  return payments.reduce((sum, { amount }) => sum + amount, 0)
}

function cashOf(payments: readonly Payment[]): number {
  return amountOf(payments.filter(({ kind }) => kind === 'cash'))
}
