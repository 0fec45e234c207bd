import { join } from 'node:path'
import type { Movement, Order, Product } from '#shared/rows.ts'
import { levelId } from '#shared/tables.ts'
import { dayOf, instantOf } from '#shared/time.ts'
import { openStore } from '../../server/store/store.ts'
import type { Market } from './market.ts'

const zone = 'Europe/London'
const idOf = (kind: number, number: number) =>
  `0190000${kind}-0000-7000-8000-${String(number).padStart(12, '0')}`

/** The day that people pack for: tomorrow. */
export const tomorrow = (now = Date.now()) => dayOf(now + 86_400_000, zone)

/**
 * Ten weeks in which Leith Saturday sold on the weekday that tomorrow is: Sourdough sold out on every other of these days.
 * Half of the orders were Erik's, and money went back on sixteen of his.
 */
export async function tradeBefore({ server, books, folder }: Market) {
  const [place] = books.all('location').filter(({ name }) => name === 'Leith Saturday')
  const product = (named: string) => books.all('product').find(({ name }) => name === named)
  const person = (named: string) => books.all('person').find(({ name }) => name === named)?.id
  const [bread, bun, coffee] = ['Sourdough', 'Cinnamon bun', 'Coffee'].map(product)
  const [mia, erik] = [person('Mia'), person('Erik')]
  if (!place || !bread || !bun || !coffee || !mia || !erik) throw new Error('the market was to be seeded')
  await server.stop()
  const store = openStore(join(folder, 'awning.db'))
  for (let week = 1; week <= 10; week += 1) {
    const on = dayOf(Date.now() + (1 - 7 * week) * 86_400_000, zone)
    const at = instantOf(`${on}T11:00:00`, zone)
    const moves = movesOn(at, week, place.id, mia)
    moves(bread.id, 18, 'received')
    moves(bread.id, week % 2 ? -18 : -15, 'sale')
    if (week % 2 === 0) moves(bread.id, -3, 'waste')
    moves(bun.id, -(5 + (week % 3)), 'sale')
    moves(coffee.id, -(30 + week), 'sale')
    store.revise(at, (rev) => {
      for (const movement of moves.all) store.rows.put('movement', movement, rev)
      for (let index = 0; index < 40; index += 1) {
        const order = orderOf(week * 100 + index, at, place.id, index % 2 ? erik : mia, bread)
        const isBack = index % 2 === 1 && index < 5 && week <= 8
        store.rows.put('order', isBack ? { ...order, refunded: { value: 450, units: [1] } } : order, rev)
      }
    })
  }
  store.revise(Date.now(), (rev) => {
    for (const { id: productId } of [bun, coffee]) {
      const id = levelId(productId, place.id)
      store.rows.put('level', { id, productId, locationId: place.id, quantity: -60 }, rev)
    }
  })
  // What was written past the exchange is summed up when the server starts.
  store.write(() => store.meta.set('figures', 'to be made anew'))
  store.close()
  await server.start()
}

function movesOn(at: number, week: number, locationId: string, actorId: string) {
  const all: Movement[] = []
  const move = (productId: string, quantity: number, reason: Movement['reason']) => {
    const id = idOf(1, week * 100 + all.length)
    all.push({ id, productId, locationId, quantity, reason, at: at + all.length, actorId })
  }
  return Object.assign(move, { all })
}

function orderOf(
  number: number,
  placedAt: number,
  locationId: string,
  actorId: string,
  product: Product,
): Order {
  const line = { productId: product.id, name: product.name, price: 450, quantity: 1, taxRate: 0, total: 450 }
  return {
    ...{ id: idOf(2, number), number: `Z-${String(number).padStart(4, '0')}`, locationId, currency: 'GBP' },
    ...{ taxIncluded: true, total: 450, lines: [line], taxes: [{ rate: 0, gross: 450, tax: 0 }] },
    ...{ payments: [{ kind: 'cash', amount: 450 }], startStatus: 'completed', status: 'completed' },
    ...{ statusAt: placedAt, placedAt, zone, deviceId: idOf(3, 1), actorId },
  }
}
