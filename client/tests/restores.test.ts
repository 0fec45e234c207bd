import { copyFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { v7 } from 'uuid'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { waiting } from '../data/queries.ts'
import { rowsIn } from '../data/testing.ts'
import { demand, type Market, openMarket, place, type Tablet } from './market.ts'

let market: Market
beforeEach(async () => {
  market = await openMarket()
})
afterEach(() => market.close())

const cases: [what: string, after: (ben: Tablet) => Promise<void> | void][] = [
  ['to before its head', () => undefined],
  [
    'and has gone on past where it was',
    async (ben) => {
      for (let round = 0; round < 6; round++) {
        await place(ben, market.order([1, 1]))
        demand(await ben.till.sync())
      }
    },
  ],
  [
    'under another epoch',
    () => {
      market.store().meta.set('epoch', v7())
      market.restart()
    },
  ],
]

test.each(cases)('It is whole again after the server was restored %s', async (_, goOn) => {
  const [anna, ben] = await market.tablets('Anna', 'Ben')
  if (!anna || !ben) throw new Error('two tablets')
  const kept = [await place(anna, market.order([0, 1])), await place(ben, market.order([0, 2]))]
  demand(await anna.till.sync())
  demand(await ben.till.sync())
  backUp()
  for (let round = 0; round < 3; round++) {
    kept.push(await place(anna, market.order([0, 1], [1, 2])))
    demand(await anna.till.sync())
  }
  await anna.till.record('product.save', {
    id: market.products[2] ?? '',
    isNew: false,
    fields: { price: 999 },
  })
  demand(await anna.till.sync())
  kept.push(await place(anna, market.order([2, 1])))
  restore()
  const before = orderIds()
  await goOn(ben)
  const since = orderIds().filter((id) => !before.includes(id))

  const shown = await rowsIn(anna.till.db)
  demand(await anna.till.sync())
  demand(await ben.till.sync())
  demand(await anna.till.sync())
  expect(orderIds()).toEqual([...kept, ...since].sort())
  for (const { till } of [anna, ben]) {
    expect(await rowsIn(till.db)).toEqual(market.rows())
    expect(await waiting(till.db)).toMatchObject({ orders: 0, others: 0 })
  }
  expect([...shown.keys()].filter((key) => !market.rows().has(key))).toEqual([])
})

test('It forgets what the restored server has lost for good, and shows all of it until then', async () => {
  const [anna, ben] = await market.tablets('Anna', 'Ben')
  if (!anna || !ben) throw new Error('two tablets')
  backUp()
  const lost = await place(ben, market.order([0, 5]))
  demand(await ben.till.sync())
  demand(await anna.till.sync())
  expect(await anna.till.db.order.get(lost)).toBeDefined()
  restore()
  const sizes: number[] = []
  anna.network.take(async (send) => {
    sizes.push(await anna.till.db.order.count())
    return send()
  })
  demand(await anna.till.sync())
  expect(Math.min(...sizes)).toBe(1)
  expect(await anna.till.db.order.get(lost)).toBeUndefined()
  expect(await rowsIn(anna.till.db)).toEqual(market.rows())

  demand(await ben.till.sync())
  demand(await anna.till.sync())
  expect(await anna.till.db.order.get(lost)).toBeDefined()
})

function orderIds(): string[] {
  return market
    .store()
    .rows.all('order')
    .map(({ id }) => id)
    .sort()
}

const file = () => join(market.folder, 'awning.db')
const backup = () => join(market.folder, 'backup.db')

function backUp(): void {
  market.store().database.prepare('VACUUM INTO ?').run(backup())
}

function restore(): void {
  market.store().close()
  for (const end of ['', '-wal', '-shm']) rmSync(`${file()}${end}`, { force: true })
  copyFileSync(backup(), file())
  market.restart()
}
