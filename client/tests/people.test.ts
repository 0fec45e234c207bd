import { afterEach, beforeEach, expect, test } from 'vitest'
import { demand, type Market, openMarket, password, place, type Tablet } from './market.ts'
import { takenIn } from './taken.ts'

let market: Market
beforeEach(async () => {
  market = await openMarket()
})
afterEach(() => market.close())

const inADay = 86_400_000

test('It sends what was sold offline after the person has signed out', async () => {
  const anna = await market.tablet('Anna', 'employee')
  const sold = await sellOffline(anna)
  await anna.till.leave()
  anna.network.mend()
  demand(await anna.till.api.signOut())
  expect(await anna.till.placeOrder(market.order([0, 1]))).toMatchObject({ ok: false, code: 'nobody-here' })
  await expectArrived(anna, sold)
})

test('It sends what was sold offline after the web session ran out or was deleted', async () => {
  const anna = await market.tablet('Anna', 'employee')
  const sold = await sellOffline(anna)
  market.store().sessions.endAll(anna.person)
  market.time.ahead += 100 * inADay
  anna.network.mend()
  expect(await anna.till.api.me()).toMatchObject({ ok: false, code: 'sign-in-needed' })
  await expectArrived(anna, sold)
})

test('It sends what a person sold offline who was disabled meanwhile, and flags it', async () => {
  const anna = await market.tablet('Anna', 'employee')
  const sold = await sellOffline(anna)
  const { store } = { store: market.store() }
  const person = store.rows.one('person', anna.person)
  if (!person) throw new Error('nobody')
  store.revise(Date.now(), (rev) => store.rows.put('person', { ...person, active: false }, rev))
  anna.network.mend()
  await expectArrived(anna, sold)
  const entries = await anna.till.db.entries.toArray()
  for (const { outcome } of entries)
    expect(outcome).toMatchObject({ status: 'flagged', flags: ['not-permitted'] })
})

test('It sends what two people sold on one tablet, each in their own name', async () => {
  const anna = await market.tablet('Anna', 'employee')
  const ben = await market.tablet('Ben', 'employee')
  const first = await sellOffline(anna)
  anna.network.mend()
  demand(await anna.till.api.signIn({ username: 'ben', password }))
  demand(await anna.till.takeOver())
  const second = await sellOffline(anna)
  anna.network.mend()
  await expectArrived(anna, [...first, ...second])
  const actors = (ids: string[]) => new Set(ids.map((id) => market.store().rows.one('order', id)?.actorId))
  expect([actors(first), actors(second)]).toEqual([new Set([anna.person]), new Set([ben.person])])
})

async function sellOffline(tablet: Tablet): Promise<string[]> {
  tablet.network.cut()
  const sold = [await place(tablet, market.order([0, 1])), await place(tablet, market.order([1, 2]))]
  expect(await tablet.till.sync()).toMatchObject({ ok: false })
  return sold
}

async function expectArrived({ till }: Tablet, sold: string[]): Promise<void> {
  demand(await till.sync())
  expect(
    market
      .store()
      .rows.all('order')
      .map((order) => order.id),
  ).toEqual([...sold].sort())
  expect(await till.db.entries.where('state').equals('settled').count()).toBe(sold.length)
  expect(await takenIn(till.db, market.viewOf(market.locationId))).toEqual(market.rowsAt(market.locationId))
}
