import { type OrdersAnswer, OrdersRequest } from '#shared/api.ts'
import type { OrderFilter } from '#shared/finding.ts'
import type { Exception, Order } from '#shared/rows.ts'
import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { latestStand } from '../store/history.ts'
import { openStore, type Store } from '../store/store.ts'
import { idOf, now, order, stall } from '../tests/sealing.ts'
import { lookBack, wholeOrder } from './history.ts'

const other = idOf(11)
const everywhere = { locationId: null }

let store: Store
beforeEach(() => {
  store = openStore(':memory:')
})
afterEach(() => store.close())

function orderAt(number: number, more: Partial<Order> = {}): Order {
  const { lines, ...args } = order('A')
  return {
    ...{ ...args, id: idOf(50_000 + number), number: `A-${String(number).padStart(4, '0')}` },
    ...{ lines, payments: [{ kind: 'cash', amount: 320 }], startStatus: 'completed' },
    ...{ deviceId: idOf(40), actorId: idOf(30), placedAt: now + number, zone: 'UTC' },
    ...{ status: 'completed', statusAt: now + number },
    ...more,
  }
}

function keep(...orders: Order[]): void {
  store.revise(now, (rev) => {
    for (const one of orders) store.rows.put('order', one, rev)
  })
}

function flagged(id: string): Exception {
  const about = { name: 'order.place', at: now, deviceId: idOf(40), orderId: id }
  return { id, about: { ...about, status: 'flagged', codes: ['oversold'] } }
}

/** Asks until there is no more, as a tablet does. */
function all(
  filter: OrderFilter,
  scope: { locationId: string | null } = everywhere,
  between = () => {},
): Order[] {
  const found: Order[] = []
  let before: OrdersAnswer['before'] = null
  do {
    const answer: OrdersAnswer = lookBack(store, scope, v.parse(OrdersRequest, { filter, before }))
    found.push(...answer.orders)
    before = answer.before
    between()
  } while (before)
  return found
}

const numbers = (orders: readonly Order[]) => orders.map((one) => one.number)

describe('looking back', () => {
  it('finds each order once, the latest first, while others are placed and changed', () => {
    const first = Array.from({ length: 130 }, (_, index) => orderAt(index, { placedAt: now + (index % 7) }))
    keep(...first)
    let later = 1_000
    const found = all({}, everywhere, () => {
      keep(orderAt((later += 1), { placedAt: now + 100 }), {
        ...orderAt(3, { placedAt: now + 3 }),
        status: 'ready',
      })
    })
    const times = found.map(({ placedAt }) => placedAt)
    expect(times).toEqual([...times].sort((a, b) => b - a))
    expect(numbers(found).sort()).toEqual(numbers(first).sort())
  })

  it('finds by number, customer and product, whatever signs and accents they are written with', () => {
    keep(
      orderAt(1, { customer: { name: 'Søren Ä. Holm' } }),
      orderAt(142),
      orderAt(2, { customer: { name: 'Holmes' }, note: 'no half-onion' }),
    )
    expect(numbers(all({ text: 'SOREN' }))).toEqual(['A-0001'])
    expect(numbers(all({ text: 'holm' }))).toEqual(['A-0002', 'A-0001'])
    expect(numbers(all({ text: 'holm a-0001' }))).toEqual(['A-0001'])
    expect(numbers(all({ text: '142' }))).toEqual(['A-0142'])
    expect(numbers(all({ text: 'half-on' }))).toEqual(['A-0002'])
    expect(numbers(all({ text: 'bread 142' }))).toEqual(['A-0142'])
    expect(all({ text: '"; DROP' })).toEqual([])
    expect(all({ text: '🧀' })).toEqual([])
  })

  it('asks for the same things as a tablet does', () => {
    keep(
      orderAt(1),
      orderAt(2, { locationId: other, actorId: idOf(31) }),
      orderAt(3, { payments: [], owed: 320, status: 'ready' }),
    )
    store.revise(now, (rev) => {
      store.rows.put('exception', flagged(idOf(50_001)), rev)
    })
    expect(numbers(all({ from: now + 2, until: now + 3 }))).toEqual(['A-0002'])
    expect(numbers(all({ locationId: other }))).toEqual(['A-0002'])
    expect(numbers(all({ actorId: idOf(31) }))).toEqual(['A-0002'])
    expect(numbers(all({ paidBy: 'unpaid' }))).toEqual(['A-0003'])
    expect(numbers(all({ standing: 'due' }))).toEqual(['A-0003'])
    expect(numbers(all({ standing: 'flagged' }))).toEqual(['A-0001'])
    expect(numbers(all({ standing: 'ready', text: 'bread' }))).toEqual(['A-0003'])
  })

  it('stays within one place for whoever may see no other', () => {
    keep(orderAt(1), orderAt(2, { locationId: other }))
    const here = { locationId: stall }
    expect(numbers(all({}, here))).toEqual(['A-0001'])
    expect(numbers(all({ text: 'bread' }, here))).toEqual(['A-0001'])
    expect(all({ locationId: other }, here)).toEqual([])
    expect(wholeOrder(store, here, idOf(50_002))).toBeNull()
    expect(wholeOrder(store, everywhere, idOf(50_002))?.order.number).toBe('A-0002')
  })

  it('gives up an answer that would take long, and says how far it came', () => {
    keep(...Array.from({ length: 1_201 }, (_, index) => orderAt(index)))
    const answer = lookBack(store, everywhere, { filter: { standing: 'due' }, before: null })
    expect(answer).toMatchObject({ orders: [], reached: now + 201 })
    expect(lookBack(store, everywhere, { filter: { standing: 'due' }, before: answer.before })).toEqual({
      ...{ orders: [], before: null, reached: null },
    })
  })

  it('finds by words what was there before words were kept', () => {
    keep(orderAt(1), orderAt(2))
    store.database.exec('DELETE FROM order_text')
    expect(all({ text: 'bread' })).toEqual([])
    store.history.indexAll()
    expect(numbers(all({ text: 'bread' }))).toEqual(['A-0002', 'A-0001'])
  })

  it('reads one place by an index, and words by theirs', () => {
    const plan = (sql: string) =>
      store.database
        .prepare<[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
        .all()
        .map(({ detail }) => detail)
        .join()
    const there = plan(
      `SELECT 1 FROM "order" WHERE location_id = 'x' AND (placed_at, rowid) < (1, 1) ORDER BY placed_at DESC, rowid DESC`,
    )
    expect(there).toContain('order_there')
    expect(there).not.toContain('TEMP B-TREE')
    expect(latestStand.at).toBeGreaterThan(now)
  })
})

describe('one order', () => {
  it('comes with all that came to it, and what is odd about it for whoever may know', () => {
    const one = orderAt(1)
    const step = { orderId: one.id, at: now, actorId: idOf(30), deviceId: idOf(40) }
    keep(one)
    store.revise(now, (rev) => {
      store.rows.put('status', { ...step, id: idOf(60_001), status: 'ready' }, rev)
      store.rows.put('exception', flagged(one.id), rev)
    })
    expect(wholeOrder(store, everywhere, one.id)).toMatchObject({
      ...{ order: { id: one.id }, status: [{ id: idOf(60_001) }], paid: [], refund: [] },
      flags: { [one.id]: ['oversold'] },
    })
    expect(wholeOrder(store, { locationId: stall }, one.id)?.flags).toEqual({})
    expect(wholeOrder(store, everywhere, idOf(1))).toBeNull()
  })
})
