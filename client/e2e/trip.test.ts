import { expect, test } from 'vitest'
import { expectAccessible } from './axe.ts'
import { enrolled, installed } from './doors.ts'
import { allSent, badge, expectBadge } from './frame.ts'
import { openMarket } from './market.ts'
import { charge, left, nameCustomer, nextOrder, payCard, payCash, sell } from './selling.ts'
import { staff } from './seed.ts'
import type { Tablet } from './tablet.ts'

test('It sells on two tablets without server or network, and ends with three orders and one truth', async () => {
  const market = await openMarket()
  const { server, books } = market
  const a = await enrolled(market, 'Blue tablet')
  const b = await enrolled(market, 'Red tablet', { as: staff.ada })
  for (const { page } of [a, b]) {
    await installed(page)
    await expectBadge(page, allSent)
  }

  await Promise.all([a.cut(), b.cut(), server.kill()])
  await Promise.all([a.close(), b.close()])
  await a.start('/sell')
  await b.start('/orders')
  await b.page.getByRole('heading', { name: 'Orders', level: 1 }).waitFor()
  for (const { page } of [a, b]) await expectBadge(page, 'Offline · nothing waiting')

  await expect.poll(() => left(a.page, 'Sourdough')).toBe('12')
  await sell(a.page, 'Sourdough', 'Sourdough', 'Coffee')
  await expect.poll(() => left(a.page, 'Sourdough')).toBe('10')
  await expectAccessible(a.page, 'sell')
  await charge(a.page)
  await expectAccessible(a.page, 'charge')
  expect(await payCash(a.page, '2000')).toBe('A-0001')
  expect(await a.page.getByRole('complementary', { name: 'Saved' }).innerText()).toMatch(/Change due\s+£7.80/)
  await expectAccessible(a.page, 'saved')
  await expectBadge(a.page, 'Offline · 1 order (£12.20) waiting')
  await nextOrder(a.page)
  await sell(a.page, 'Baguette')
  await charge(a.page)
  expect(await payCard(a.page)).toBe('A-0002')
  await expectBadge(a.page, 'Offline · 2 orders (£14.30) waiting')

  await b.goTo('/sell')
  await sell(b.page, 'Sourdough', 'Croissant')
  await nameCustomer(b.page, 'Morag')
  await charge(b.page)
  expect(await payCash(b.page)).toBe('B-0001')
  await expectBadge(b.page, 'Offline · 1 order (£6.80) waiting')

  await Promise.all([a.page.reload(), b.page.reload()])
  await a.goTo('/sell')
  await b.goTo('/sell')
  await expectBadge(a.page, 'Offline · 2 orders (£14.30) waiting')
  await expectBadge(b.page, 'Offline · 1 order (£6.80) waiting')
  await expect.poll(() => shelf(a)).toEqual({ Sourdough: '10', Baguette: '19', Croissant: '24' })
  await expect.poll(() => shelf(b)).toEqual({ Sourdough: '11', Baguette: '20', Croissant: '23' })

  await server.start()
  await Promise.all([a.connect(), b.connect()])
  const reconnected = performance.now()
  const truth = { Sourdough: '9', Baguette: '19', Croissant: '23' }
  const seconds = await Promise.all(
    [a, b].map(async (tablet) => {
      await expect.poll(() => shelf(tablet), { timeout: 20_000, interval: 20 }).toEqual(truth)
      await expectBadge(tablet.page, allSent)
      return (performance.now() - reconnected) / 1000
    }),
  )
  expect(Math.max(...seconds)).toBeLessThan(5)

  const orders = books.all('order')
  expect(orders.map(({ number }) => number).sort()).toEqual(['A-0001', 'A-0002', 'B-0001'])
  expect(orders.reduce((sum, { total }) => sum + total, 0)).toBe(1220 + 210 + 680)
  expect(books.commands()).toEqual(['order.place', 'order.place', 'order.place'])
  expect(books.level('Sourdough', 'Leith Saturday')).toBe(9)
  expect(await badge(a.page)).toBe(allSent)
})

async function shelf({ page }: Tablet): Promise<Record<string, string>> {
  const found: Record<string, string> = {}
  for (const name of ['Sourdough', 'Baguette', 'Croissant']) found[name] = await left(page, name)
  return found
}
