import { expect, test } from 'vitest'
import { openExchange } from '../../../../server/domain/exchange.ts'
import { makeFigures } from '../../../../server/domain/figures.ts'
import { openStore, type Store } from '../../../../server/store/store.ts'
import { sealing } from '../../../../server/tests/sealing.ts'
import { argsOf, found, keep, ordersOf, zone } from './years.ts'

const years = { orders: 400, products: 12, days: 70, end: Date.UTC(2026, 10, 2), seed: 5 }

test('It keeps orders, shelves and sums as the exchange would have', async () => {
  const [kept, exchanged] = [openStore(':memory:'), openStore(':memory:')]
  keep(kept, ordersOf(years, found(kept, years)), () => {})
  kept.write(() => makeFigures(kept))

  const trade = found(exchanged, years)
  const exchange = openExchange(exchanged, () => years.end)
  const lines = new Map<string, { seq: number; tablet: ReturnType<typeof sealing> }>()
  for (const order of ordersOf(years, trade)) {
    const { id, deviceId, actorId: actor, placedAt: at } = order
    const line = lines.get(deviceId) ?? { seq: 0, tablet: sealing(() => exchange, deviceId, actor) }
    lines.set(deviceId, line)
    const command = line.tablet.make('order.place', argsOf(order), { id, at, v: 3, zone, actor })
    const other = { ...line.tablet.grant, person: actor }
    const { outcomes } = await line.tablet.send([command], ++line.seq, [other], years.end)
    expect(['applied', 'flagged']).toContain(outcomes[0]?.status)
  }
  expect(stateOf(exchanged)).toEqual(stateOf(kept))
})

function stateOf({ rows, sales, shelfDays }: Store) {
  return {
    ...{ orders: rows.all('order'), movements: rows.all('movement'), levels: rows.all('level') },
    sales: [...sales.every('day'), ...sales.every('month')],
    shelves: [...shelfDays.every('day'), ...shelfDays.every('month')],
  }
}
