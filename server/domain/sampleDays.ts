import { between } from '#shared/dice.ts'
import type { SampleOrder } from '#shared/sample.ts'
import { instantOf } from '#shared/time.ts'
import { countDrawer, openDrawer } from './sampleDrawer.ts'
import { sell, type Stall } from './sampleSale.ts'

interface Line {
  productId: string
  quantity: number
}

/** Lets a stall trade, day by day: goods come, are counted and sold, and some are thrown away in the evening, when the till is counted. */
export async function trade(stall: Stall, orders: readonly SampleOrder[]): Promise<void> {
  const shelf = new Map(stall.products.filter(({ tracked }) => tracked).map(({ id }) => [id, 0]))
  const days = [...Map.groupBy(orders, ({ placedAt }) => placedAt.slice(0, 10))]
  for (const [index, [day, sold]] of days.entries()) {
    const isLast = index === days.length - 1
    const morning = instantOf(`${day}T07:30:00`, stall.business.zone)
    if (index % 3 === 1) count(stall, shelf, morning)
    bring(stall, shelf, morning + 600_000, (id) => soldOf(stall, sold, id) + between(stall.roll, 1, 5))
    const drawer = openDrawer(stall, morning + 1_200_000)
    const deeds = sold.flatMap((order, place) => {
      const counter = place + 1 + sumBefore(days, index)
      return sell({ ...stall, drawer }, order, counter, isLast ? sold.length - place : Infinity, shelf)
    })
    for (const { note } of deeds.sort((a, b) => a.at - b.at)) note()
    const evening = instantOf(`${day}T17:00:00`, stall.business.zone)
    countDrawer(stall, drawer, index, evening)
    if (isLast) stockUp(stall, shelf, evening)
    else throwAway(stall, shelf, evening)
    await stall.tablet.send()
  }
}

function sumBefore(days: readonly [string, readonly SampleOrder[]][], index: number): number {
  return days.slice(0, index).reduce((sum, [, sold]) => sum + sold.length, 0)
}

function soldOf({ products }: Stall, orders: readonly SampleOrder[], id: string): number {
  const sku = products.find((product) => product.id === id)?.sku
  return orders
    .flatMap(({ lines }) => lines)
    .filter((line) => line.sku === sku)
    .reduce((sum, line) => sum + line.quantity, 0)
}

/** Fresh goods come to the store room and from there to the stall, up to what is wanted on the shelf. */
function bring(stall: Stall, shelf: Map<string, number>, at: number, wanted: (id: string) => number): void {
  const lines: Line[] = []
  for (const [productId, there] of shelf) {
    const quantity = wanted(productId) - there
    if (quantity <= 0) continue
    lines.push({ productId, quantity })
    shelf.set(productId, there + quantity)
  }
  if (lines.length === 0) return
  const { tablet, manager, storeRoom } = stall
  const toLocationId = tablet.device.locationId
  tablet.record('stock.move', { locationId: storeRoom, reason: 'received', lines }, manager, at)
  const transfer = { locationId: storeRoom, toLocationId, reason: 'transfer', lines } as const
  tablet.record('stock.move', transfer, manager, at + 300_000)
}

/** Someone counts, and now and then one is missing. */
function count({ tablet, seller, roll }: Stall, shelf: Map<string, number>, at: number): void {
  const lines = [...shelf].map(([productId, expected]) => {
    const quantity = expected > 0 && roll() < 0.08 ? expected - 1 : expected
    shelf.set(productId, quantity)
    return { productId, quantity, expected }
  })
  tablet.record('stock.count', { locationId: tablet.device.locationId, lines }, seller, at)
}

/** Bread and pastries are not sold a second day. */
function throwAway({ tablet, seller, products }: Stall, shelf: Map<string, number>, at: number): void {
  const lines = products
    .filter(({ category }) => category === 'Bread' || category === 'Pastries')
    .map(({ id }) => ({ productId: id, quantity: shelf.get(id) ?? 0 }))
    .filter(({ quantity }) => quantity > 0)
  for (const { productId } of lines) shelf.set(productId, 0)
  const { locationId } = tablet.device
  if (lines.length > 0) tablet.record('stock.move', { locationId, reason: 'waste', lines }, seller, at)
}

/** For the next market, with a few things left short. */
function stockUp(stall: Stall, shelf: Map<string, number>, at: number): void {
  const { roll, products } = stall
  bring(stall, shelf, at, (id) => {
    const threshold = products.find((product) => product.id === id)?.threshold ?? 0
    return roll() < 0.15 ? 0 : threshold + between(roll, 6, 24)
  })
}
