import { type Line, type Payment, type PlacedOrder, reduce, sumOf, totalsOf } from '#shared/order.ts'
import type { Product } from '#shared/rows.ts'
import { products } from '../../../../data/queries.ts'
import type { Till } from '../../../../data/till.ts'
import type { Tablet, World } from '../cast.ts'
import type { Chance } from '../chance.ts'
import { remember } from './deed.ts'
import { drawerHere } from './drawer.ts'

/** An order that is sure to wait on this tablet, if anybody is on its till. */
export async function sell(
  world: World,
  tablet: Tablet,
  chance: Chance,
  till = tablet.till,
  lines = 0,
  meanwhile: () => Promise<unknown> = async () => null,
): Promise<string | null> {
  const order = await orderOf(tablet, chance, till, lines || chance.between(1, 4))
  if (!order) return null
  const id = tablet.outside.newId()
  const seen = chance.is(0.7) ? await till.foresee(unpaid(order), id) : null
  await meanwhile()
  const placed = await till.placeOrder(order, { id, seen })
  if (!placed.ok) return null
  remember(world, tablet, placed.id, 'order.place', order.total)
  return placed.id
}

export async function sellSome(world: World, tablet: Tablet, till: Till): Promise<void> {
  const { chance } = tablet
  // Somebody else is quicker, in another tab or before the customer has paid.
  const quicker = chance.is(0.2) ? () => sell(world, tablet, chance, till) : undefined
  await sell(world, tablet, chance, till, 0, quicker)
}

function unpaid(order: Order): Order {
  return { ...order, payments: [], owed: order.total }
}

type Order = Omit<PlacedOrder, 'number'>

async function orderOf(tablet: Tablet, chance: Chance, till: Till, size: number): Promise<Order | null> {
  const { locationId, outside } = tablet
  const shelf = (await products(till.db)).filter(({ active }) => active)
  if (shelf.length === 0) return null
  const { lines, ...discount } = linesOf(chance, shelf, size)
  const { taxes, total } = totalsOf(lines, true)
  const payments = paymentsOf(chance, total)
  const owed = total - sumOf(payments)
  const drawer = chance.is(0.9) ? await drawerHere(tablet, till) : null
  return {
    ...{ locationId, currency: 'GBP', taxIncluded: true, lines, taxes, total, payments, ...discount },
    startStatus: chance.is(0.6) ? 'processing' : 'completed',
    ...(owed > 0 ? { owed } : {}),
    ...(drawer ? { sessionId: drawer.id } : {}),
    ...(chance.is(0.1) ? { promisedAt: Math.max(0, outside.now()) + chance.between(1, 300) * 60_000 } : {}),
    ...(chance.is(0.1) ? { customer: { name: 'Mr. Ó Nualláin 🥐' }, note: 'no nuts' } : {}),
  }
}

function linesOf(chance: Chance, shelf: readonly Product[], size: number): Pick<Order, 'lines' | 'discount'> {
  const asked = Array.from({ length: size }, () => lineOf(chance, chance.of(shelf)))
  const whole = chance.is(0.1) ? reductionBy(chance) : undefined
  const reduced = reduce(asked, whole)
  const lines = asked.map(({ discount, ...line }, index): Line => {
    const { off = 0, share = 0, total = 0 } = reduced.lines[index] ?? {}
    return {
      ...line,
      total,
      ...(discount ? { discount: { ...discount, amount: off } } : {}),
      ...(share > 0 ? { share } : {}),
    }
  })
  return { lines, ...(whole ? { discount: { ...whole, amount: reduced.off } } : {}) }
}

function lineOf(chance: Chance, { id, name, price, taxRate, options = [] }: Product) {
  const chosen = options.flatMap(({ choices }) => (chance.is(0.6) ? [chance.of(choices)] : []))
  const added = chosen.reduce((sum, choice) => sum + choice.price, 0)
  return {
    ...{ productId: id, name, taxRate, price: price + added, quantity: chance.between(1, 3) },
    ...(chosen.length > 0 ? { options: chosen } : {}),
    ...(chance.is(0.08) ? { discount: reductionBy(chance) } : {}),
  }
}

/** Now and then more than an employee may give. */
function reductionBy(chance: Chance) {
  return chance.is(0.5)
    ? { kind: 'percent' as const, value: chance.of([500, 1_000, 3_333, 10_000]) }
    : { kind: 'amount' as const, value: chance.between(1, 400) }
}

/** All of it, in one kind or two, or a part with the rest to be paid later. */
function paymentsOf(chance: Chance, total: number): Payment[] {
  const paid = chance.is(0.15) ? chance.between(0, total) : total
  if (paid === 0) return []
  const first = chance.is(0.15) ? chance.between(0, paid) : 0
  const cash = {
    kind: 'cash',
    amount: paid - first,
    tendered: paid - first + chance.between(0, 500),
  } as const
  const rest: Payment = chance.is(0.5) ? cash : { kind: 'card', amount: paid - first }
  return first > 0 ? [{ kind: 'other', amount: first }, rest] : [rest]
}
