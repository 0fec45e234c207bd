import { levelId } from '#shared/tables.ts'
import type { Store } from '../../../../server/store/store.ts'
import { rowsIn } from '../../../data/testing.ts'
import { isEqual } from '../../../data/equal.ts'
import type { Till } from '../../../data/till.ts'
import type { Stall } from './stall.ts'

/** How far what a server holds differs from what was sold; nothing when every order is there once, money and stock exact. */
export function differencesIn(
  store: Store,
  { book, locationId }: Pick<Stall, 'book' | 'locationId'>,
): string[] {
  const found: string[] = []
  const orders = store.rows.all('order')
  const held = new Map(orders.map((order) => [order.id, order]))
  const missing = [...book.orders.keys()].filter((id) => !held.has(id))
  if (missing.length > 0) found.push(`${missing.length} orders are lost: ${missing.slice(0, 3).join(', ')}`)
  const strange = orders.filter(({ id }) => !book.orders.has(id))
  if (strange.length > 0) found.push(`${strange.length} orders that nobody placed`)
  const taken = orders.reduce((sum, { total }) => sum + total, 0)
  const due = [...book.orders.values()].reduce((sum, { total }) => sum + total, 0)
  if (taken !== due) found.push(`the money is ${taken} instead of ${due}`)
  for (const { id, status } of orders)
    if ((status === 'cancelled') !== book.cancelled.has(id)) found.push(`order ${id} is ${status}`)
  for (const [productId, quantity] of book.shelf) {
    const level = store.rows.one('level', levelId(productId, locationId))?.quantity ?? 0
    if (level !== quantity) found.push(`the shelf holds ${level} instead of ${quantity}`)
  }
  return found
}

/** How many orders have a number that another has too. Only copies of one tablet can give out such numbers. */
export function sharedNumbers(store: Store): number {
  const orders = store.rows.all('order')
  return orders.length - new Set(orders.map(({ number }) => number)).size
}

/** The same as a complaint, where every tablet is its own. */
export function doubledIn(store: Store): string[] {
  const size = sharedNumbers(store)
  return size === 0 ? [] : [`${size} orders share a number with another`]
}

/** Every row that a tablet and the server do not have alike; a tablet that waits for nothing has none. */
export async function rowsApart(store: Store, tills: readonly Till[]): Promise<string[]> {
  const found: string[] = []
  for (const till of tills) {
    const letter = (await till.device())?.letter ?? '?'
    for (const [key, row] of await rowsIn(till.db)) {
      const [table, id] = [key.slice(0, key.indexOf(' ')), key.slice(key.indexOf(' ') + 1)]
      const there = store.database
        .prepare<[string], { body: string }>(`SELECT body FROM "${table}" WHERE id = ?`)
        .get(id)
      if (!there || !isEqual(JSON.parse(there.body), row)) found.push(`tablet ${letter} has another ${key}`)
    }
    for (const { id } of store.rows.all('order'))
      if (!(await till.db.order.get(id))) found.push(`tablet ${letter} lacks order ${id}`)
    for (const { id, quantity } of store.rows.all('level'))
      if ((await till.db.level.get(id))?.quantity !== quantity)
        found.push(`tablet ${letter} has another level ${id}`)
  }
  return found
}
