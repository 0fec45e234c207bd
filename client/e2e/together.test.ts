import { expect, test } from 'vitest'
import { enrolled, installed, signBackIn, signOut } from './doors.ts'
import { allSent, expectBadge, hears, sheet, turnTo } from './frame.ts'
import { type Market, openMarket } from './market.ts'
import { charge, left, nextOrder, payCash, sell, tile } from './selling.ts'
import { staff } from './seed.ts'
import { count, receive } from './stock.ts'
import { noNetwork, type Tablet } from './tablet.ts'
import { readyTill } from './till.ts'

async function pair(market: Market): Promise<[Tablet, Tablet]> {
  const a = await enrolled(market, 'Blue tablet')
  const b = await enrolled(market, 'Red tablet')
  for (const { page } of [a, b]) {
    await installed(page)
    await expectBadge(page, allSent)
  }
  return [a, b]
}

test('It shows an order’s way on both tablets, and puts goods back on both shelves when it is cancelled', async () => {
  const market = await openMarket()
  const [a, b] = await pair(market)
  await sell(a.page, 'Sourdough', 'Sourdough')
  await charge(a.page)
  await a.page.getByText('Call out when ready').click()
  const number = await payCash(a.page)
  await nextOrder(a.page)
  await expect.poll(() => left(b.page, 'Sourdough')).toBe('10')

  await turnTo(b.page, 'Orders')
  await b.page.getByRole('button', { name: new RegExp(`^Ready ?, ${number}`) }).click()
  await turnTo(a.page, 'Orders')
  await a.page.getByRole('button', { name: new RegExp(`^Handed over ?, ${number}`) }).waitFor()

  await a.page.getByRole('link', { name: number }).click()
  await a.page.getByRole('button', { name: 'Cancel the order' }).click()
  const dialog = sheet(a.page, `Cancel ${number}`)
  await dialog.getByLabel('Why').fill('rained off')
  await dialog.getByRole('button', { name: 'Cancel the order' }).click()
  await dialog.waitFor({ state: 'hidden' })
  for (const { page } of [a, b]) {
    await turnTo(page, 'Sell')
    await expect.poll(() => left(page, 'Sourdough')).toBe('12')
  }
  const { url } = market.server
  await expect.poll(() => market.books.all('order')[0]?.status).toBe('cancelled')
  const [order] = market.books.all('order')
  await b.page.goto(`${url}/orders/${order?.id ?? ''}`)
  await b.page.getByText('rained off').first().waitFor()
  expect(order).toMatchObject({ number, status: 'cancelled', returned: { restock: true } })
  expect(market.books.level('Sourdough', 'Leith Saturday')).toBe(12)
})

test('It takes in goods and a count that were entered without a network, and has them right on both tablets', async () => {
  const market = await openMarket()
  const [a, b] = await pair(market)
  await Promise.all([a.cut(), b.cut()])
  await turnTo(a.page, 'Stock')
  await receive(a.page, { Sourdough: 30, Baguette: 5 })
  await sellCroissant(b)
  await turnTo(b.page, 'Stock')
  await count(b.page, { Croissant: 17, Baguette: 18 })
  await expectBadge(a.page, 'Offline · 1 change waiting')
  await expectBadge(b.page, 'Offline · 1 order (£2.30) and 1 change waiting')

  await Promise.all([a.connect(), b.connect()])
  const truth = { Sourdough: '42', Baguette: '18', Croissant: '17' }
  for (const { page } of [a, b]) {
    await turnTo(page, 'Sell')
    for (const [name, level] of Object.entries(truth)) await expect.poll(() => left(page, name)).toBe(level)
    await expectBadge(page, allSent)
  }
  expect(market.books.level('Baguette', 'Leith Saturday')).toBe(18)
})

async function sellCroissant({ page }: Tablet) {
  await turnTo(page, 'Sell')
  await sell(page, 'Croissant')
  await charge(page)
  await payCash(page)
}

test('It takes a new price from the manager’s tablet to the employee’s, whose Manage stays closed', async () => {
  const market = await openMarket()
  const [a, b] = await pair(market)
  await signOut(a.page)
  await signBackIn(a.page, staff.erik)
  await tile(a.page, 'Coffee').waitFor()
  const pages = a.page.getByRole('navigation', { name: 'Pages' }).getByRole('link')
  const names = async () => (await pages.allInnerTexts()).map((text) => text.replace(/^\s*\d+/, '').trim())
  await expect.poll(names).toEqual(['Sell', 'Orders', 'Stock', 'Till'])
  for (const path of ['/manage', '/manage/products', '/manage/tablets']) {
    await a.goTo(path)
    await a.page.getByText('Your role does not open this page').waitFor()
  }
  await a.goTo('/sell')

  await b.cut()
  await turnTo(b.page, 'Manage')
  await b.page.getByRole('link', { name: /^Products/ }).click()
  await b.page.getByRole('button', { name: /Coffee/ }).click()
  const form = sheet(b.page, 'Coffee')
  await form.getByLabel('Price', { exact: true }).fill('3,4x')
  await form.getByRole('button', { name: 'Save', exact: true }).click()
  await form.getByRole('alert').waitFor()
  expect(await form.getByLabel('Price', { exact: true }).inputValue()).toBe('3,4x')
  await form.getByLabel('Price', { exact: true }).fill('3.60')
  await form.getByRole('button', { name: 'Save', exact: true }).click()
  await hears(b.page, 'Saved on this tablet')
  await expectBadge(b.page, 'Offline · 1 change waiting')
  await b.connect()
  await expect.poll(() => tile(a.page, 'Coffee').innerText()).toContain('£3.60')
  expect(market.books.all('product').find(({ name }) => name === 'Coffee')?.price).toBe(360)
})

test('It sends what waits although whoever sold it has signed out', async () => {
  const { market, tablet } = await readyTill()
  await Promise.all([tablet.cut(), market.server.kill()])
  await sell(tablet.page, 'Rye loaf')
  await charge(tablet.page)
  await payCash(tablet.page)
  await signOut(tablet.page)
  // A new server process knows no tickets of the old one, and the tablet gets another.
  tablet.expects(/status of 401 .*\/api\/sync\)/)
  await market.server.start()
  await tablet.connect()
  await expect.poll(() => market.books.all('order').length, { timeout: 15_000 }).toBe(1)
  await signBackIn(tablet.page, staff.erik)
  await expectBadge(tablet.page, allSent)
  await expect.poll(() => left(tablet.page, 'Rye loaf')).toBe('3 left')
  const [order] = market.books.all('order')
  const mia = market.books.all('person').find(({ name }) => name === 'Mia')
  expect(order).toMatchObject({ number: 'A-0001', actorId: mia?.id })
})

test('It ends within a second or two when the server is told to, though a tablet listens', async () => {
  const market = await openMarket()
  const { page, expects } = await enrolled(market, 'Blue tablet')
  await expectBadge(page, allSent)
  expects(noNetwork)
  const asked = performance.now()
  await market.server.stop()
  expect(performance.now() - asked).toBeLessThan(3_000)
  await expectBadge(page, 'Offline · nothing waiting')
})
