import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { prepare } from '#shared/command.ts'
import { decide } from '#shared/decide.ts'
import { Draft } from '#shared/draft.ts'
import { chainStart, type Envelope } from '#shared/envelope.ts'
import { type Line, orderNumber, type PlacedOrder, totalsOf } from '#shared/order.ts'
import type { Product } from '#shared/rows.ts'
import { levelId } from '#shared/tables.ts'
import { idAt } from '../../../../server/domain/ids.ts'
import { openStore, type Store } from '../../../../server/store/store.ts'
import { seed } from '../../../e2e/seed.ts'
import { productsOf, type Sale, salesOf } from './goods.ts'

const aDay = 86_400_000
const zone = 'Europe/London'
const inOneRevision = 500

export interface Seeded {
  products: Product[]
  /** The numbers of the orders and who they are for, the oldest first. */
  orders: { number: string; customer: string | null; products: string[] }[]
}

/** A business with so many products and orders: rows that the rules made, in the server's own database. */
export async function seedMany(folder: string, products: number, orders: number): Promise<Seeded> {
  const { stall } = await seed(folder, [])
  const store = openStore(join(folder, 'awning.db'))
  try {
    return fill(store, stall, products, orders)
  } finally {
    store.close()
  }
}

function fill(store: Store, locationId: string, productSize: number, orderSize: number): Seeded {
  const now = Date.now()
  const newId = (at = now) => idAt(at, randomBytes(10))
  const products = productsOf(productSize, newId)
  const device = { id: newId(), letter: 'Z', name: 'The old till', locationId, active: true }
  const [actor] = store.rows.all('person')
  const [business] = store.rows.all('business')
  const [location] = store.rows.all('location').filter(({ id }) => id === locationId)
  if (!actor || !business || !location) throw new Error('a business was to be set up first')

  const draft = new Draft()
  draft.load('device', device.id, device)
  draft.load('person', actor.id, actor)
  draft.load('business', 'business', business)
  draft.load('location', locationId, location)
  store.revise(now, (rev) => {
    store.rows.put('device', device, rev)
    for (const product of products) {
      const id = levelId(product.id, locationId)
      const level = { id, productId: product.id, locationId, quantity: 1_000 }
      store.rows.put('product', product, rev)
      store.rows.put('level', level, rev)
      draft.load('product', product.id, product)
      draft.load('level', id, level)
    }
  })

  const sales = salesOf(orderSize, productSize, 1)
  const placed = sales.map((sale, index) => {
    const at = Math.floor(now - 29 * aDay + (28.9 * aDay * index) / orderSize)
    const args = orderOf(sale, products, locationId, orderNumber('Z', index + 1))
    const envelope: Envelope = {
      ...{ id: newId(at), device: device.id, seq: index + 1, name: 'order.place', v: 2, args: { ...args } },
      ...{ actor: actor.id, grant: actor.id, at, offset: 0, uncertainty: 0, zone, base: 0, hash: chainStart },
    }
    const readiness = prepare(envelope)
    if (!readiness.ok || !decide(readiness.prepared, draft).ok) throw new Error('a sale was refused')
    return { number: args.number, customer: sale.customer, products: args.lines.map(({ name }) => name) }
  })
  save(store, draft, now)
  return { products, orders: placed }
}

function orderOf(
  { products: places, customer }: Sale,
  products: Product[],
  locationId: string,
  number: string,
): PlacedOrder {
  const lines = [...new Set(places)].flatMap((place): Line[] => {
    const product = products[place]
    if (!product) return []
    const { id: productId, name, price, taxRate } = product
    return [{ productId, name, price, quantity: 1, taxRate, total: price }]
  })
  const totals = totalsOf(lines, true)
  return {
    ...{ locationId, number, currency: 'GBP', taxIncluded: true, startStatus: 'completed', lines, ...totals },
    payments: [{ kind: 'cash', amount: totals.total }],
    ...(customer === null ? {} : { customer: { name: customer } }),
  }
}

/** In revisions as an exchange makes them, each of not too many rows. */
function save(store: Store, draft: Draft, now: number): void {
  const puts: ((rev: number) => void)[] = []
  draft.eachWrite((table, row) => puts.push((rev) => store.rows.put(table, row, rev)))
  for (let from = 0; from < puts.length; from += inOneRevision)
    store.revise(now, (rev) => {
      for (const put of puts.slice(from, from + inOneRevision)) put(rev)
    })
}
