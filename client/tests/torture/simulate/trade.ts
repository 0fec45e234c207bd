import { type PlacedOrder, totalsOf } from '#shared/order.ts'
import type { Product } from '#shared/rows.ts'
import { nextStatuses } from '#shared/status.ts'
import { products, recentOrders } from '../../../data/queries.ts'
import type { Till } from '../../../data/till.ts'
import type { Tablet, World } from './cast.ts'
import type { Chance } from './chance.ts'

/* What people do at a stall all day. Everything goes through the till, as it does from a screen. */

type Deed = (world: World, tablet: Tablet, till: Till) => Promise<void>

const deeds: [deed: Deed, weight: number][] = [
  [sellSome, 10],
  [moveOrder, 5],
  [moveStock, 2],
  [countShelf, 1],
  [editProduct, 1],
  [addProduct, 0.15],
  [editLocation, 0.3],
]

const allDeeds = deeds.reduce((sum, [, weight]) => sum + weight, 0)

export async function doSomething(
  world: World,
  tablet: Tablet,
  chance: Chance,
  till = tablet.till,
): Promise<void> {
  let left = chance.roll() * allDeeds
  const [deed] = deeds.find(([, weight]) => (left -= weight) < 0) ?? [sellSome]
  await deed(world, { ...tablet, chance }, till)
}

/** An order that is sure to wait on this tablet, if anybody is on its till. */
export async function sell(
  world: World,
  tablet: Tablet,
  chance: Chance,
  till = tablet.till,
  lines = 0,
): Promise<string | null> {
  const order = await orderOf(tablet, chance, till, lines || chance.between(1, 4))
  if (!order) return null
  const placed = await till.placeOrder(order)
  if (!placed.ok) return null
  keep(world, tablet, placed.id, 'order.place', order.total)
  return placed.id
}

async function sellSome(world: World, tablet: Tablet, till: Till): Promise<void> {
  await sell(world, tablet, tablet.chance, till)
}

async function orderOf(
  { locationId }: Tablet,
  chance: Chance,
  till: Till,
  size: number,
): Promise<Omit<PlacedOrder, 'number'> | null> {
  const shelf = (await products(till.db)).filter(({ active }) => active)
  if (shelf.length === 0) return null
  const lines = Array.from({ length: size }, () => {
    const { id, name, price, taxRate } = chance.of(shelf)
    const quantity = chance.between(1, 3)
    return { productId: id, name, price, quantity, taxRate, total: price * quantity }
  })
  const { taxes, total } = totalsOf(lines, true)
  const isCash = chance.is(0.5)
  const tendered = isCash ? { tendered: total + chance.between(0, 500) } : {}
  const payments = [{ kind: isCash ? ('cash' as const) : ('card' as const), amount: total, ...tendered }]
  const startStatus = chance.is(0.6) ? ('processing' as const) : ('completed' as const)
  return { locationId, currency: 'GBP', taxIncluded: true, lines, taxes, total, payments, startStatus }
}

async function moveOrder(world: World, tablet: Tablet, till: Till): Promise<void> {
  const orders = await recentOrders(till.db, 8)
  const order = orders.length > 0 ? tablet.chance.of(orders) : null
  const status = order && tablet.chance.of([...nextStatuses(order.status), 'ready' as const])
  if (!order || !status) return
  const restock =
    status === 'cancelled' ? { restock: tablet.chance.is(0.7), reason: 'Changed their mind' } : {}
  await record(
    world,
    tablet,
    () => till.record('order.setStatus', { orderId: order.id, status, ...restock }),
    'order.setStatus',
  )
}

async function moveStock(world: World, tablet: Tablet, till: Till): Promise<void> {
  const { chance, locationId } = tablet
  const shelf = await products(till.db)
  if (shelf.length === 0) return
  const lines = Array.from({ length: chance.between(1, 4) }, () => ({
    productId: chance.of(shelf).id,
    quantity: chance.between(1, 40),
  }))
  const elsewhere = world.locations.filter((id) => id !== locationId)
  const reason = chance.of(['received', 'received', 'waste', 'transfer', 'sample', 'correction'] as const)
  const to = reason === 'transfer' ? { toLocationId: chance.of(elsewhere) } : {}
  await record(
    world,
    tablet,
    () => till.record('stock.move', { locationId, reason, lines, ...to }),
    'stock.move',
  )
}

async function countShelf(world: World, tablet: Tablet, till: Till): Promise<void> {
  const { chance, locationId } = tablet
  const shelf = await products(till.db)
  const lines: { productId: string; quantity: number; expected: number }[] = []
  for (const { id } of chance.shuffled<Product>(shelf).slice(0, chance.between(1, 3))) {
    const expected = (await till.db.level.get(`${id}@${locationId}`))?.quantity ?? 0
    lines.push({ productId: id, quantity: Math.max(0, expected + chance.between(-5, 5)), expected })
  }
  if (lines.length > 0)
    await record(world, tablet, () => till.record('stock.count', { locationId, lines }), 'stock.count')
}

async function editProduct(world: World, tablet: Tablet, till: Till): Promise<void> {
  const { chance } = tablet
  const shelf = await products(till.db)
  if (shelf.length === 0) return
  const { id } = chance.of(shelf)
  const fields = chance.of([
    { price: chance.between(100, 900) },
    { category: chance.of(['Bread', 'Sweet']) },
    { threshold: chance.between(0, 9) },
  ])
  await record(world, tablet, () => till.record('product.save', { id, isNew: false, fields }), 'product.save')
}

async function addProduct(world: World, tablet: Tablet, till: Till): Promise<void> {
  const { chance, outside } = tablet
  const fields = { name: `New bun ${chance.between(1, 999)}`, price: chance.between(100, 900) }
  await record(
    world,
    tablet,
    () => till.record('product.save', { id: chance.id(outside.now()), isNew: true, fields }),
    'product.save',
  )
}

async function editLocation(world: World, tablet: Tablet, till: Till): Promise<void> {
  const fields = { prepares: tablet.chance.is(0.5) }
  await record(
    world,
    tablet,
    () => till.record('location.save', { id: tablet.locationId, isNew: false, fields }),
    'location.save',
  )
}

async function record(
  world: World,
  tablet: Tablet,
  tap: () => Promise<{ ok: true; id: string } | { ok: false }>,
  name: string,
): Promise<void> {
  const recorded = await tap()
  if (recorded.ok) keep(world, tablet, recorded.id, name, 0)
}

function keep(world: World, { device, index }: Tablet, id: string, name: string, total: number): void {
  const isRequest = name === 'product.save' || name === 'location.save'
  world.history.save({ id, name, device, total, at: world.now(), excuse: isRequest ? 'request' : null })
  world.trace('saved', index, name, id, total)
}
