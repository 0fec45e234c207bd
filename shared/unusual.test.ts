import { describe, expect, test } from 'vitest'
import { dice } from './dice.ts'
import { quantile, spreadOf } from './forecast/spread.ts'
import * as unusual from './unusual.ts'
import type { Opening, Taken } from './unusual.ts'

const people = ['anna', 'ben', 'cleo', 'dev', 'esra']

/** Four ordinary weeks: everybody has days of their own, and takes as many orders as they come to. */
function market(seed: number, size = 1_200) {
  const roll = dice(seed)
  const ways = people.map((actorId) => ({
    actorId,
    weight: 0.3 + roll(),
    habit: 0.7 + 0.6 * roll(),
  }))
  const all = ways.reduce((sum, { weight }) => sum + weight, 0)
  const orders: Taken[] = []
  const openings: Opening[] = []
  for (const { actorId, weight, habit } of ways) {
    const own = Math.round((size * weight) / all)
    for (let index = 0; index < own; index += 1) {
      const id = `${actorId}-${index}`
      const total = Math.round(Math.exp(6.6 + 0.7 * normal(roll)))
      const is = (rate: number) => roll() < rate * habit
      orders.push({
        ...{ id, number: id, actorId, at: index, total },
        refunded: is(0.01) ? total : 0,
        isCancelled: is(0.015),
        discount: is(0.06) ? Math.round(total / 10) : 0,
      })
    }
    const times = quantile(spreadOf(own * 0.02 * habit, 0), roll())
    for (let time = 0; time < times; time += 1) openings.push({ id: `${actorId}o${time}`, actorId, at: time })
  }
  return { orders, openings }
}

function normal(roll: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - roll())) * Math.cos(2 * Math.PI * roll())
}

function unusualConduct(orders: readonly Taken[], openings: readonly Opening[]) {
  const taken = Map.groupBy(orders, ({ actorId }) => actorId)
  return unusual.unusualConduct(new Map([...taken].map(([id, own]) => [id, own.length])), orders, openings)
}

function farOrders(orders: readonly Taken[]) {
  const paid = orders.filter(({ total, isCancelled }) => total > 0 && !isCancelled)
  const usual = unusual.usualOf(paid.map(({ total }) => total))
  return usual
    ? unusual.farOrders(
        usual,
        paid.filter(({ total }) => total > usual.limit),
      )
    : []
}

const found = ({ orders, openings }: ReturnType<typeof market>) =>
  unusualConduct(orders, openings).map(({ kind, personId }) => `${kind} ${personId}`)

test('It is silent about ordinary markets', () => {
  const seeds = Array.from({ length: 200 }, (_, seed) => market(seed + 1))
  const alarms = seeds.flatMap(found)
  const far = seeds.flatMap(({ orders }) => farOrders(orders))
  const looked = seeds.length * people.length * 4
  process.stdout.write(
    `${alarms.length} false alarms of ${looked} looks at people, ${far.length} of 240,000 orders\n`,
  )
  expect(alarms.length / looked).toBeLessThan(0.002)
  expect(far.length).toBeLessThan(5)
})

describe('It finds what was planted', () => {
  const plant = (seed: number, change: (order: Taken) => Partial<Taken>, times: number) => {
    const { orders, openings } = market(seed)
    let left = times
    const changed = orders.map((order) => {
      if (order.actorId !== 'cleo' || left === 0) return order
      left -= 1
      return { ...order, ...change(order) }
    })
    return found({ orders: changed, openings })
  }

  test.each([
    ['refunds', ({ total }: Taken) => ({ refunded: total }), 18],
    ['cancellations', () => ({ isCancelled: true }), 24],
    ['discounts', ({ total }: Taken) => ({ discount: total / 5 }), 70],
  ] as const)('It finds somebody with many %s, and nobody else', (kind, change, times) => {
    for (const seed of [1, 2, 3, 4, 5])
      expect([seed, ...plant(seed, change, times)]).toEqual([seed, `${kind} cleo`])
  })

  test('It finds a drawer that is opened again and again, and says against what', () => {
    const { orders, openings } = market(3)
    const more = Array.from({ length: 30 }, (_, at) => ({ id: `more${at}`, actorId: 'ben', at }))
    const [first, ...others] = unusualConduct(orders, [...openings, ...more])
    expect(others).toEqual([])
    expect(first).toMatchObject({ kind: 'openings', personId: 'ben', amount: 0, shown: [] })
    expect(first?.times).toBeGreaterThan(first?.usual ?? Infinity)
    expect((first?.orders ?? 0) + (first?.othersOrders ?? 0)).toBe(orders.length)
  })

  test('It finds an order far above the others, however many others are odd', () => {
    const { orders } = market(7)
    const odd = orders.map((order, index) => (index % 400 === 7 ? { ...order, total: 90_000 } : order))
    const far = farOrders(odd)
    expect(far.map(({ amount }) => amount)).toEqual([90_000, 90_000, 90_000])
    expect(far[0]?.median).toBeGreaterThan(500)
    expect(far[0]?.high).toBeLessThan(5_000)
  })
})

test('It says nothing of a single person, nor of fewer than five times', () => {
  const { orders } = market(2)
  const alone = orders.map((order) => ({ ...order, actorId: 'anna', refunded: order.total }))
  expect(unusualConduct(alone, [])).toEqual([])
  const quiet = orders.map((order) => ({ ...order, refunded: 0, isCancelled: false, discount: 0 }))
  const four = quiet.map((order, index) => (index < 4 ? { ...order, refunded: order.total } : order))
  expect(unusualConduct(four, [])).toEqual([])
  expect(farOrders(orders.slice(0, 20))).toEqual([])
})

test('It names the latest orders, and all that they came to', () => {
  const { orders } = market(2)
  const many = orders.map((order) => ({
    ...order,
    refunded: order.actorId === 'anna' ? 100 : 0,
  }))
  const [first] = unusualConduct(many, [])
  expect(first).toMatchObject({ kind: 'refunds', personId: 'anna', othersTimes: 0 })
  expect(first?.amount).toBe((first?.times ?? 0) * 100)
  expect(first?.shown).toHaveLength(20)
  expect(first?.shown[0]?.at).toBe((first?.times ?? 0) - 1)
})
