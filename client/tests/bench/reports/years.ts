import { between, dice, pick } from '#shared/dice.ts'
import { orderNumber, totalsOf } from '#shared/order.ts'
import type { Order, Product } from '#shared/rows.ts'
import { levelId } from '#shared/tables.ts'
import { idAt } from '../../../../server/domain/ids.ts'
import type { Store } from '../../../../server/store/store.ts'

export interface Years {
  orders: number
  products: number
  /** How many days they are spread over, up to the last one. */
  days: number
  /** Epoch ms; the last day's midnight. */
  end: number
  seed: number
}

export const zone = 'Europe/London'
const [places, people] = [5, 12]
const [aDay, aMinute] = [86_400_000, 60_000]
const inOnePart = 5_000

/** Who and what there is before anything is sold: the same for the same seed. */
export interface Trade {
  locations: string[]
  actors: string[]
  devices: string[]
  products: Product[]
  roll: () => number
  newId: (at: number) => string
}

/** A business with places, people, tablets and goods that cost something. */
export function found(store: Store, { products: size, days, end, seed }: Years): Trade {
  const roll = dice(seed)
  const newId = idsBy(roll)
  const at = end - (days + 1) * aDay
  const ids = (length: number) => Array.from({ length }, () => newId(at))
  const [locations, actors, devices] = [ids(places), ids(people), ids(places)]
  const products = ids(size).map((id, index): Product => {
    const price = between(roll, 4, 40) * 20
    const texts = { name: `Product ${index}`, sku: `p${index}`, category: `Category ${index % 8}` }
    const look = { emoji: '', color: '', barcode: '', tracked: true, threshold: 5, active: true }
    return {
      id,
      ...texts,
      price,
      cost: Math.floor(price / 3),
      taxRate: index % 3 ? 0 : 2_000,
      ...look,
      stamps: {},
    }
  })
  store.revise(at, (rev) => {
    const business = { id: 'business', name: 'Years', currency: 'GBP', zone, taxIncluded: true } as const
    store.rows.put('business', business, rev)
    for (const [index, id] of locations.entries())
      store.rows.put(
        'location',
        { id, name: `Stall ${index}`, kind: 'stall', prepares: false, active: true, stamps: {} },
        rev,
      )
    for (const [index, id] of actors.entries())
      store.rows.put('person', { id, name: `Person ${index}`, role: 'manager', active: true }, rev)
    for (const [index, id] of devices.entries()) {
      const letter = String.fromCharCode(65 + index)
      store.rows.put(
        'device',
        { id, letter, name: letter, locationId: locations[index] ?? '', active: true },
        rev,
      )
    }
    for (const product of products) store.rows.put('product', product, rev)
  })
  return { locations, actors, devices, products, roll, newId }
}

/** The same of a business that is there already. */
export function foundIn({ rows }: Store, seed: number): Trade {
  const roll = dice(seed)
  const idsOf = (table: 'location' | 'person' | 'device') => rows.all(table).map(({ id }) => id)
  return {
    ...{ locations: idsOf('location'), actors: idsOf('person'), devices: idsOf('device') },
    ...{ products: rows.all('product'), roll, newId: idsBy(roll) },
  }
}

function idsBy(roll: () => number): (at: number) => string {
  return (at) =>
    idAt(
      at,
      Uint8Array.from({ length: 10 }, () => Math.floor(roll() * 256)),
    )
}

/** One order after another, evenly over the days, in the order in which they were placed. */
export function* ordersOf({ orders, days, end }: Years, trade: Trade): Generator<Order> {
  const { locations, actors, devices, products, roll, newId } = trade
  for (let index = 0; index < orders; index += 1) {
    const day = Math.floor((index * days) / orders)
    const at = end - (days - day) * aDay + 9 * 60 * aMinute + Math.floor(roll() * 480) * aMinute
    const place = Math.floor(roll() * locations.length)
    const lines = Array.from({ length: between(roll, 1, 3) }, () => {
      const { id, name, price, cost, taxRate } = pick(roll, products, ({ price: dear }) => 1 / dear)
      const quantity = between(roll, 1, 2)
      return { productId: id, name, price, quantity, taxRate, total: price * quantity, cost: cost ?? 0 }
    })
    const { taxes, total } = totalsOf(lines, true)
    yield {
      ...{ id: newId(at), number: orderNumber('A', index + 1), locationId: locations[place] ?? '' },
      ...{ currency: 'GBP', taxIncluded: true, lines, taxes },
      payments: [{ kind: roll() < 0.6 ? 'card' : 'cash', amount: total }],
      ...{ total, startStatus: 'completed', deviceId: devices[place] ?? '' },
      actorId: actors[Math.floor(roll() * actors.length)] ?? '',
      ...{ placedAt: at, zone, status: 'completed', statusAt: at },
    }
  }
}

/** Writes orders as the exchange leaves them: themselves, a movement for each line, and levels. */
export function keep(store: Store, orders: Iterable<Order>, tell: (size: number) => void): void {
  const levels = new Map<string, number>()
  let part: Order[] = []
  const save = () => {
    store.revise(part.at(-1)?.placedAt ?? 0, (rev) => {
      for (const order of part) putOrder(store, order, rev, levels)
    })
    tell(part.length)
    part = []
  }
  for (const order of orders) if (part.push(order) === inOnePart) save()
  save()
  store.revise(0, (rev) => {
    for (const [id, quantity] of levels) {
      const [productId = '', locationId = ''] = id.split('@')
      store.rows.put('level', { id, productId, locationId, quantity }, rev)
    }
  })
}

/** A drawer for each place and day, counted in the evening. */
export function keepDrawers(
  store: Store,
  { days, end }: Years,
  { locations, devices, actors, newId }: Trade,
): void {
  store.revise(end, (rev) => {
    for (let day = 0; day < days; day += 1)
      for (const [index, locationId] of locations.entries()) {
        const [at, deviceId, actorId] = [end - (days - day) * aDay, devices[index] ?? '', actors[index] ?? '']
        const opened = {
          at: at + 8 * 60 * aMinute,
          actorId,
          deviceId,
          locationId,
          currency: 'GBP',
          zone,
          float: 5_000,
        }
        const closing = {
          id: newId(at),
          at: at + 18 * 60 * aMinute,
          actorId,
          deviceId,
          counted: 5_000,
          coins: [],
        }
        const id = newId(at)
        store.rows.put(
          'tillSession',
          { id, opened, takings: {}, closings: [{ ...closing, expected: 5_000, known: {} }] },
          rev,
        )
      }
  })
}

function putOrder(store: Store, order: Order, rev: number, levels: Map<string, number>): void {
  const { id: orderId, lines, locationId, placedAt, actorId, deviceId } = order
  store.rows.put('order', order, rev)
  lines.forEach(({ productId, quantity }, index) => {
    const level = levelId(productId, locationId)
    levels.set(level, (levels.get(level) ?? 0) - quantity)
    const moved = { productId, locationId, quantity: -quantity, reason: 'sale' as const }
    store.rows.put(
      'movement',
      { id: `${orderId}.${index}`, ...moved, at: placedAt, actorId, orderId, deviceId },
      rev,
    )
  })
}

/** The order as a tablet's command would say it. */
export function argsOf(order: Order): Record<string, unknown> {
  const { number, locationId, currency, taxIncluded, lines, taxes, payments, total, startStatus } = order
  return { number, locationId, currency, taxIncluded, lines, taxes, payments, total, startStatus }
}
