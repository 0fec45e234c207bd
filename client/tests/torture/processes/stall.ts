import { plainProduct } from '#shared/catalogue.ts'
import { between } from '#shared/dice.ts'
import { type PlacedOrder, totalsOf } from '#shared/order.ts'
import { v7 } from 'uuid'
import { openApi } from '../../../data/api.ts'
import type { Outside } from '../../../data/outside.ts'
import { openTill, type Till } from '../../../data/till.ts'
import { demand } from '../../market.ts'
import { tabletOutside } from '../../outside.ts'
import { openVisitor } from '../../visitor.ts'

/** Tablets that sell without end, and a book beside them of what they have sold: money in minor units, goods by product. */
export interface Stall {
  tills: readonly Till[]
  outsides: readonly Outside[]
  locationId: string
  products: readonly string[]
  book: Book
  /** One thing that people do at a stall: mostly a sale, now and then goods that come in or an order that is cancelled. */
  trade(till: Till): Promise<void>
}

export interface Book {
  orders: Map<string, { total: number; lines: readonly { productId: string; quantity: number }[] }>
  cancelled: Set<string>
  shelf: Map<string, number>
}

const wares = 3

/** Sets a server up through its own doors, and enrols tablets. `carry` takes requests to wherever the server is. */
export async function openStall(
  carry: typeof fetch,
  size: number,
  roll: () => number,
  changes: (index: number) => Partial<Outside> = () => ({}),
): Promise<Stall> {
  const newId = changes(-1).newId ?? (() => v7())
  const admin = openVisitor(carry)
  const api = openApi(admin.fetch)
  const business = { name: 'Leith Market', currency: 'GBP', zone: 'Europe/London', taxIncluded: true }
  demand(
    await api.setUp({ business, admin: { name: 'Ada', username: 'ada', password: v7() }, sample: false }),
  )
  const me = await api.me()
  const locationId = me.ok ? (me.value.locations[0]?.id ?? '') : ''
  const tills: Till[] = []
  const outsides = Array.from({ length: size }, (_, index) =>
    tabletOutside(openVisitor(carry, admin.cookie()).fetch, changes(index)),
  )
  for (let index = 0; index < size; index += 1) {
    const till = await openTill('awning', outsides[index] ?? tabletOutside(carry))
    demand(await till.enrol({ name: `Tablet ${index + 1}`, locationId }))
    tills.push(till)
  }
  const products = Array.from({ length: wares }, newId)
  const book: Book = {
    orders: new Map(),
    cancelled: new Set(),
    shelf: new Map(products.map((id) => [id, 0])),
  }
  for (const [index, id] of products.entries()) {
    const fields = { ...plainProduct, name: `Bun ${index}`, sku: `bun-${index}`, price: 250 + index }
    demand((await tills[0]?.record('product.save', { id, isNew: true, fields })) ?? { ok: true })
  }
  for (const till of tills) demand(await till.sync())
  const recent: string[] = []

  async function receive(till: Till): Promise<void> {
    const lines = products.map((productId) => ({ productId, quantity: between(roll, 1, 20) }))
    demand(await till.record('stock.move', { locationId, reason: 'received', lines }))
    for (const { productId, quantity } of lines) shelve(book, productId, quantity)
  }

  async function cancel(till: Till): Promise<void> {
    const orderId = recent[between(roll, 0, recent.length - 1)]
    if (orderId === undefined || !(await till.db.order.get(orderId)) || book.cancelled.has(orderId)) return
    book.cancelled.add(orderId)
    demand(await till.record('order.setStatus', { orderId, status: 'cancelled', restock: true }))
    for (const { productId, quantity } of book.orders.get(orderId)?.lines ?? [])
      shelve(book, productId, quantity)
  }

  async function sell(till: Till): Promise<void> {
    const order = someOrder(roll, locationId, products)
    const placed = await till.placeOrder(order)
    demand(placed)
    if (!placed.ok) return
    book.orders.set(placed.id, order)
    recent.push(placed.id)
    if (recent.length > 100) recent.shift()
    for (const { productId, quantity } of order.lines) shelve(book, productId, -quantity)
  }

  return {
    ...{ tills, outsides, locationId, products, book },
    trade(till) {
      const what = roll()
      if (what < 0.05) return receive(till)
      return what < 0.12 ? cancel(till) : sell(till)
    },
  }
}

function shelve(book: Book, productId: string, quantity: number): void {
  book.shelf.set(productId, (book.shelf.get(productId) ?? 0) + quantity)
}

function someOrder(
  roll: () => number,
  locationId: string,
  products: readonly string[],
): Omit<PlacedOrder, 'number'> {
  const lines = Array.from({ length: between(roll, 1, 3) }, () => {
    const index = between(roll, 0, products.length - 1)
    const [price, quantity] = [250 + index, between(roll, 1, 4)]
    const what = { productId: products[index] ?? '', name: `Bun ${index}`, price, quantity, taxRate: 0 }
    return { ...what, total: price * quantity }
  })
  const { taxes, total } = totalsOf(lines, true)
  const terms = { locationId, currency: 'GBP', taxIncluded: true, startStatus: 'completed' as const }
  return { ...terms, lines, taxes, total, payments: [{ kind: 'card', amount: total }] }
}
