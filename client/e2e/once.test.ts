import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { allSent, badge, expectBadge, expectSent } from './frame.ts'
import {
  expectBasket,
  charge,
  chargeButton,
  nextOrder,
  payCash,
  savedNumber,
  sell,
  settledButton,
} from './selling.ts'
import { noNetwork } from './tablet.ts'
import { readyTill } from './till.ts'

const take = (page: Page) => settledButton(page, /^Take/)

test('It makes one order of a double tap, and of two tabs that charge the same resumed basket at once', async () => {
  const { market, tablet, page } = await readyTill()
  const { openTab } = tablet
  await sell(page, 'Sourdough')
  await chargeButton(page).dblclick()
  await page.getByRole('heading', { name: /^To pay/ }).waitFor()
  await take(page).evaluate((button: HTMLElement) => {
    button.click()
    button.click()
  })
  expect(await savedNumber(page)).toBe('A-0001')
  await nextOrder(page)

  await sell(page, 'Baguette')
  await parkAndResume(page)
  const other = await openTab('/sell')
  await charge(other)
  await charge(page)
  const buttons = await Promise.all([take(page).elementHandle(), take(other).elementHandle()])
  await Promise.all(buttons.map((button) => button.evaluate((it) => (it as HTMLElement).click())))
  await expectSent(page, market.books, 2)
  for (const tab of [page, other]) {
    await tab.bringToFront()
    await tab.goto(new URL('/sell', tab.url()).href)
    await expectBadge(tab, allSent)
    await expectBasket(tab)
  }
  expect(
    market.books
      .all('order')
      .map(({ number }) => number)
      .sort(),
  ).toEqual(['A-0001', 'A-0002'])
  expect(market.books.level('Baguette', 'Leith Saturday')).toBe(19)
})

test('It has the order once or the basket as it was, whenever the page is reloaded after the tap', async () => {
  const { market, tablet, page } = await readyTill()
  tablet.expects(noNetwork)
  await market.server.kill()
  let orders = 0
  for (const delay of [0, 2, 8, 30]) {
    await sell(page, 'Croissant', 'Coffee')
    await parkAndResume(page)
    await charge(page)
    await Promise.all([
      page.waitForEvent('load'),
      take(page).evaluate((button: HTMLElement, ms) => {
        button.click()
        if (ms === 0) location.reload()
        else setTimeout(() => location.reload(), ms)
      }, delay),
    ])
    const saved = page.getByRole('heading', { name: /^Order A-/ })
    const again = page.getByRole('heading', { name: /^To pay/ })
    const empty = page.getByText('Tap a product to start an order.')
    await saved.or(again).or(empty).first().waitFor()
    if (await again.isVisible()) await payCash(page)
    orders += 1
    await expectBadge(page, new RegExp(`^Offline · ${orders} orders? `))
    if (await saved.isVisible()) await nextOrder(page)
  }
  await market.server.start()
  await expectSent(page, market.books, orders)
})

test('It keeps the basket through a reload and a browser that was killed, and every saved order', async () => {
  const { market, tablet } = await readyTill()
  await Promise.all([tablet.cut(), market.server.kill()])
  await sell(tablet.page, 'Sourdough', 'Coffee', 'Coffee')
  await tablet.page.reload()
  await chargeButton(tablet.page).waitFor()
  await expectBasket(tablet.page, '1 × Sourdough', '2 × Coffee')
  await sell(tablet.page, 'Baguette')
  await expectBasket(tablet.page, '1 × Sourdough', '2 × Coffee', '1 × Baguette')
  await tablet.kill()
  await tablet.start('/sell')
  await expectBasket(tablet.page, '1 × Sourdough', '2 × Coffee', '1 × Baguette')

  await charge(tablet.page)
  await payCash(tablet.page)
  await tablet.kill()
  await tablet.start('/sell')
  await expectBadge(tablet.page, 'Offline · 1 order (£13.00) waiting')
  expect(await badge(tablet.page)).not.toContain('2 orders')
  await expectBasket(tablet.page)
})

/** Puts the order aside and takes it up again, which must make it no other order. */
async function parkAndResume(page: Page) {
  await page.getByRole('button', { name: 'Park', exact: true }).click()
  await page
    .getByRole('button', { name: /^Parked orders/ })
    .first()
    .click()
  await page.getByRole('dialog').getByRole('button', { name: 'Resume' }).click()
  await chargeButton(page).and(page.locator(':enabled')).waitFor()
}
