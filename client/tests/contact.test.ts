import { afterEach, beforeEach, expect, test } from 'vitest'
import { demand, type Market, openMarket, place, type Tablet } from './market.ts'

let market: Market
beforeEach(async () => {
  market = await openMarket()
})
afterEach(() => market.close())

const email = 'morag.macintyre@example.com'
const phone = '+44 131 496 0123'

test('It opens on the server what a tablet sealed offline, for whoever is signed in, and nowhere else', async () => {
  const [anna] = await market.tablets('Anna')
  if (!anna) throw new Error('nobody')
  anna.network.cut()
  const id = await place(anna, { ...market.order([0, 1]), customer: { contact: await sealed(anna) } })
  expect(await everything(anna)).not.toMatch(/morag|496 0123/)
  anna.network.mend()
  demand(await anna.till.sync())

  expect(await anna.till.api.contact(id)).toMatchObject({ ok: true, value: { email, phone } })
  expect(JSON.stringify([...market.rows().values()])).not.toMatch(/morag|496 0123/)
  anna.visitor.forgetCookies()
  expect(await anna.till.api.contact(id)).toMatchObject({ ok: false, code: 'sign-in-needed' })
})

test('It has nothing for an order without a contact, and says so of one sealed to another server', async () => {
  const [anna] = await market.tablets('Anna')
  if (!anna) throw new Error('nobody')
  const contact = await sealed(anna)
  const plain = await place(anna, market.order([0, 1]))
  const damaged = `${contact.sealed.slice(0, -3)}AAA`
  const odd = await place(anna, {
    ...market.order([1, 1]),
    customer: { contact: { ...contact, sealed: damaged } },
  })
  demand(await anna.till.sync())
  expect(await anna.till.api.contact(plain)).toMatchObject({ ok: true, value: {} })
  expect(await anna.till.api.contact(odd)).toMatchObject({ ok: false, code: 'sealed-elsewhere' })
})

test('It keeps one key over restarts, and never seals the same twice the same way', async () => {
  const [anna] = await market.tablets('Anna')
  if (!anna) throw new Error('nobody')
  const before = await keyOf(anna)
  const [one, other] = [await sealed(anna), await sealed(anna)]
  expect(one.sealed).not.toBe(other.sealed)
  market.restart()
  demand(await anna.till.sync())
  expect(await keyOf(anna)).toBe(before)
  const id = await place(anna, { ...market.order([0, 1]), customer: { contact: one } })
  demand(await anna.till.sync())
  expect(await anna.till.api.contact(id)).toMatchObject({ ok: true, value: { email, phone } })
})

async function sealed({ till }: Tablet) {
  const key = await keyOf({ till })
  const parts = [await till.seal(key, { email }), await till.seal(key, { phone })]
  return { sealed: parts.join(' '), email: true, phone: true }
}

async function keyOf({ till }: Pick<Tablet, 'till'>): Promise<string> {
  const key = (await till.db.business.get('business'))?.contactKey
  if (key === undefined) throw new Error('the server has told its key')
  return key
}

async function everything({ till }: Tablet): Promise<string> {
  const tables = await Promise.all(till.db.tables.map((table) => table.toArray()))
  return JSON.stringify(tables)
}
