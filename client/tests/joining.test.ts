import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkNumber } from '#shared/joining.ts'
import { openOffice } from '../data/office.ts'
import { openTill, type Till } from '../data/till.ts'
import { demand, type Market, openMarket, password } from './market.ts'
import { losesAnswer, type Network, onlyAt, openNetwork } from './network.ts'
import { tabletOutside } from './outside.ts'
import { openVisitor } from './visitor.ts'

let market: Market
const opened: Till[] = []
beforeAll(async () => {
  market = await openMarket()
})
afterAll(() => {
  for (const till of opened) till.close()
  market.close()
})

/** A browser that is no tablet yet, and on which nobody is signed in. */
async function browser(): Promise<{ till: Till; network: Network; again: () => Promise<Till> }> {
  const network = openNetwork(openVisitor(market.carry).fetch)
  const outside = tabletOutside(network.fetch, { now: () => Date.now() + market.time.ahead })
  const open = async () => {
    const till = await openTill('awning', outside)
    opened.push(till)
    return till
  }
  return { till: await open(), network, again: open }
}

/** Ada, at her own desk. */
const office = () => openOffice(market.admin.visitor.fetch, () => null)

async function ask(till: Till, isAnew = false) {
  const asked = await till.askToJoin({ name: '' }, isAnew)
  if (!asked.ok) throw new Error(asked.code)
  return asked
}

async function confirm(code: string, name = 'Green tablet') {
  const found = await office().findJoin({ code })
  if (!found.ok) throw new Error(found.code)
  const { id, publicKey } = found.value
  const decision = { decision: 'confirm', name, locationId: market.locationId } as const
  demand(await office().decideJoin(id, decision))
  return { number: checkNumber(publicKey) }
}

test('It sells on a browser that a manager confirmed elsewhere, and on which no manager ever signed in', async () => {
  await market.tablet('Anna', 'employee')
  const { till } = await browser()
  const { code, number } = await ask(till)
  expect(await till.lookAtJoin()).toEqual({ ok: true, state: 'waiting' })
  expect((await confirm(code)).number).toBe(number)
  expect(await till.lookAtJoin()).toEqual({ ok: true, state: 'confirmed' })
  expect(await till.device()).toMatchObject({ name: 'Green tablet', locationId: market.locationId })
  expect(await till.person()).toBeNull()
  demand(await till.sync())

  demand(await till.api.signIn({ username: 'anna', password }))
  demand(await till.takeOver())
  const placed = await till.placeOrder(market.order([0, 1]))
  demand(placed)
  demand(await till.sync())
  expect(market.store().rows.one('order', placed.ok ? placed.id : '')).toMatchObject({
    number: `${(await till.device())?.letter}-0001`,
  })
})

test('It shows the same code after it was loaded again, until it asks for another', async () => {
  const { till, again } = await browser()
  const first = await ask(till)
  const later = await again()
  expect(await ask(later)).toEqual(first)
  const second = await ask(later, true)
  expect(second.number).toBe(first.number)
  expect(await office().findJoin({ code: first.code })).toMatchObject({ ok: false, code: 'join-over' })
  await confirm(second.code)
  expect(await till.lookAtJoin()).toEqual({ ok: true, state: 'confirmed' })
})

test('It is the tablet that was confirmed, even where that answer was lost, and whoever looks again', async () => {
  const { till, network, again } = await browser()
  const { code } = await ask(till)
  await confirm(code)
  network.take(losesAnswer)
  expect(await till.lookAtJoin()).toMatchObject({ ok: false, code: 'unreachable' })
  expect(await till.device()).toBeNull()
  network.mend()
  const later = await again()
  expect(await later.lookAtJoin()).toEqual({ ok: true, state: 'confirmed' })
  demand(await later.sync())
})

test('It asks anew where the answer to its asking was lost', async () => {
  const { till, network } = await browser()
  network.take(onlyAt('/api/joins', 1, losesAnswer))
  expect(await till.askToJoin({ name: '' })).toMatchObject({ ok: false, code: 'unreachable' })
  await confirm((await ask(till)).code)
  expect(await till.lookAtJoin()).toEqual({ ok: true, state: 'confirmed' })
})

test('It says that it was turned away, that its time is over, and that the server cannot be reached', async () => {
  const { till, network } = await browser()
  const { code } = await ask(till)
  const found = await office().findJoin({ code })
  demand(await office().decideJoin(found.ok ? found.value.id : '', { decision: 'refuse' }))
  expect(await till.lookAtJoin()).toEqual({ ok: true, state: 'refused' })
  await ask(till, true)
  network.cut()
  expect(await till.lookAtJoin()).toMatchObject({ ok: false, code: 'unreachable' })
  network.mend()
  market.time.ahead += 600_000
  expect(await till.lookAtJoin()).toEqual({ ok: true, state: 'over' })
  market.time.ahead += 2 * 86_400_000
  await ask((await browser()).till)
  expect(await till.lookAtJoin()).toEqual({ ok: true, state: 'over' })
})
