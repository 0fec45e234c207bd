import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Role } from '#shared/role.ts'
import { levelId } from '#shared/tables.ts'
import { fillingOf, waiting } from '../data/queries.ts'
import { rowsIn } from '../data/testing.ts'
import { demand, type Market, openMarket, password, place, type Tablet } from './market.ts'
import { onlyAt, type Way } from './network.ts'

let market: Market
let quay: string
beforeEach(async () => {
  market = await openMarket()
  quay = await market.openPlace('Quay')
})
afterEach(() => market.close())

const seller = (name: string, at?: string) => market.tablet(name, 'employee', {}, at)

test('It gives a seller’s tablet its own place’s orders and stock book, and a manager’s all of them', async () => {
  const [anna, ben, cleo] = [await seller('Anna'), await seller('Ben', quay), await market.tablet('Cleo')]
  const ours = await sell(anna, market.locationId)
  const theirs = await sell(ben, quay)
  demand(await ben.till.record('order.setStatus', { orderId: theirs, status: 'ready' }))
  const [productId = ''] = market.products
  const counted = { locationId: quay, lines: [{ productId, quantity: 7, expected: 0 }] }
  demand(await ben.till.record('stock.count', counted))
  await meet(ben, anna, ben, cleo)

  await expectScope(anna, market.locationId)
  await expectScope(ben, quay)
  await expectScope(cleo, null)
  expect(await anna.till.db.order.toCollection().primaryKeys()).toEqual([ours])
  expect(await cleo.till.db.order.toCollection().primaryKeys()).toEqual([ours, theirs].sort())
  expect(await anna.till.db.level.get(levelId(productId, quay))).toMatchObject({ quantity: 7 })
})

test('It lets a seller’s tablet look back at its own place’s orders, and a manager’s at all of them', async () => {
  const [anna, ben, cleo] = [await seller('Anna'), await seller('Ben', quay), await market.tablet('Cleo')]
  const [ours, theirs] = [await sell(anna, market.locationId), await sell(ben, quay)]
  await meet(anna, ben, cleo)
  const seenBy = async ({ till }: Tablet) => {
    const answer = await till.lookBack({ filter: {}, before: null })
    return answer.ok ? answer.value.orders.map(({ id }) => id) : []
  }
  expect(await seenBy(anna)).toEqual([ours])
  expect(await seenBy(ben)).toEqual([theirs])
  expect((await seenBy(cleo)).sort()).toEqual([ours, theirs].sort())
  expect(await anna.till.fetchOrder(theirs)).toMatchObject({ ok: false, code: 'not-found' })
  expect(await anna.till.mailsOf(theirs)).toMatchObject({ ok: false, code: 'not-found' })
  expect(await cleo.till.mailsOf(theirs)).toEqual({
    ok: true,
    value: { mails: [], isSet: false, isHeldUp: false },
  })
  expect(await cleo.till.fetchOrder(theirs)).toMatchObject({ ok: true, value: { order: { id: theirs } } })
  changeRole(cleo, 'employee')
  expect(await seenBy(cleo)).toEqual([ours])
  anna.network.cut()
  expect(await anna.till.lookBack({ filter: {}, before: null })).toMatchObject({ code: 'unreachable' })
})

test('It brings a transfer to both of its ends', async () => {
  const [anna, ben] = [await seller('Anna'), await seller('Ben', quay)]
  const [productId = ''] = market.products
  const lines = [{ productId, quantity: 5 }]
  const transfer = { locationId: market.locationId, toLocationId: quay, reason: 'transfer', lines } as const
  demand(await anna.till.record('stock.move', transfer))
  await meet(anna, ben, anna)
  const moved = async ({ till }: Tablet) =>
    (await till.db.movement.toArray()).flatMap((row) =>
      row.reason === 'transfer' ? [[row.locationId, row.quantity]] : [],
    )
  expect(await moved(anna)).toEqual([[market.locationId, -5]])
  expect(await moved(ben)).toEqual([[quay, 5]])
  await expectScope(anna, market.locationId)
  await expectScope(ben, quay)
})

test('It takes in another place’s orders when it is moved there, shows the old ones until then, and keeps what waits', async () => {
  const [anna, ben] = [await seller('Anna'), await seller('Ben', quay)]
  const [ours, theirs] = [await sell(anna, market.locationId), await sell(ben, quay)]
  await meet(anna, ben)
  anna.network.cut()
  const late = await sell(anna, market.locationId)
  moveTo(anna, quay)
  anna.network.mend()

  const shown: boolean[] = []
  anna.network.take(async (send) => {
    const keys = await anna.till.db.order.toCollection().primaryKeys()
    shown.push(keys.includes(ours) && keys.includes(late))
    return send()
  })
  demand(await anna.till.sync())
  expect(new Set(shown)).toEqual(new Set([true]))
  expect(market.store().rows.one('order', late)).toBeDefined()
  expect(await anna.till.db.order.toCollection().primaryKeys()).toEqual([theirs])
  expect(await anna.till.device()).toMatchObject({ locationId: quay })
  expect(await waiting(anna.till.db)).toMatchObject({ orders: 0 })
  await expectScope(anna, quay)
})

test('It takes or lets go of other places’ orders as the role of the person on the till changes', async () => {
  const [anna, ben] = [await seller('Anna'), await seller('Ben', quay)]
  await sell(ben, quay)
  await meet(ben, anna)
  await expectScope(anna, market.locationId)
  changeRole(anna, 'manager')
  await meet(anna)
  await expectScope(anna, null)
  expect(await anna.till.db.order.count()).toBe(1)
  changeRole(anna, 'employee')
  await meet(anna)
  await expectScope(anna, market.locationId)
  expect(await anna.till.db.order.count()).toBe(0)
})

test('It goes by who is on the till now, and by whom the server let on it', async () => {
  const [cleo, ben] = [await market.tablet('Cleo'), await seller('Ben', quay)]
  await sell(ben, quay)
  await meet(ben, cleo)
  await expectScope(cleo, null)
  demand(await cleo.till.api.signIn({ username: 'ben', password }))
  demand(await cleo.till.takeOver())
  await meet(cleo)
  await expectScope(cleo, market.locationId)
  expect(await cleo.till.db.order.count()).toBe(0)
})

test('It is told at the hello as well that its place is another', async () => {
  const anna = await seller('Anna')
  moveTo(anna, quay)
  market.restart()
  demand(await anna.till.sync())
  await expectScope(anna, quay)
})

test('It sells as soon as the first part is in, and takes in the rest beside that', async () => {
  const cleo = await market.tablet('Cleo')
  const before = [await sell(cleo, market.locationId), await sell(cleo, quay)]
  await meet(cleo)
  const dora = await stranded('Dora', 2)
  expect(await fillingOf(dora.till.db)).toBe('sellable')
  expect(await dora.till.db.product.count()).toBe(3)
  expect(await dora.till.db.order.count()).toBe(0)
  const sold = await place(dora, market.order([0, 2]))
  const level = levelId(market.products[0] ?? '', market.locationId)
  expect(await dora.till.db.level.get(level)).toMatchObject({ quantity: 97 })

  dora.network.mend()
  await meet(dora)
  expect(await fillingOf(dora.till.db)).toBe('whole')
  expect(await dora.till.db.order.toCollection().primaryKeys()).toEqual([...before, sold].sort())
  await expectScope(dora, null)
})

test('It ends equal when others sell while a new tablet takes everything in', async () => {
  const cleo = await market.tablet('Cleo')
  const first = await sell(cleo, market.locationId)
  await meet(cleo)
  const dora = await stranded('Dora', 2)
  const meanwhile: Way = async (send) => {
    await sell(cleo, quay)
    demand(await cleo.till.record('order.setStatus', { orderId: first, status: 'cancelled', restock: true }))
    demand(await cleo.till.sync())
    return send()
  }
  dora.network.take(onlyAt('/api/sync', 1, meanwhile))
  demand(await dora.till.sync())
  await expectScope(dora, null)
  expect(await dora.till.db.order.get(first)).toMatchObject({ status: 'cancelled' })
})

/** A new manager's tablet whose network was cut at its n-th request for rows. */
async function stranded(name: string, request: number): Promise<Tablet> {
  const cut: Way = async () => {
    throw new TypeError('fetch failed')
  }
  let asked = 0
  const until: Way = (send, path, init) =>
    path === '/api/sync' && ++asked >= request ? cut(send, path, init) : send()
  return market.tablet(name, 'manager', {}, market.locationId, until)
}

async function sell(tablet: Tablet, at: string): Promise<string> {
  market.time.ahead += 1_000
  return place(tablet, { ...market.order([0, 1]), locationId: at })
}

async function meet(...tablets: Tablet[]): Promise<void> {
  for (const { network, till } of tablets) {
    network.mend()
    demand(await till.sync())
  }
}

async function expectScope({ till }: Tablet, at: string | null): Promise<void> {
  expect(await rowsIn(till.db)).toEqual(market.rowsAt(at))
  expect(await till.db.base.count()).toBe(0)
}

/** As the back office will. */
function moveTo(tablet: Tablet, locationId: string): void {
  const store = market.store()
  const device = store.rows.all('device').find(({ name }) => name.startsWith(nameOf(tablet)))
  if (!device) throw new Error('no such tablet')
  store.revise(Date.now(), (rev) => store.rows.put('device', { ...device, locationId }, rev))
}

function nameOf({ person }: Tablet): string {
  return market.store().rows.one('person', person)?.name ?? ''
}

function changeRole({ person }: Tablet, role: Role): void {
  const store = market.store()
  const row = store.rows.one('person', person)
  if (row) store.revise(Date.now(), (rev) => store.rows.put('person', { ...row, role }, rev))
}
