import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { expectSent, sheet, turnTo } from './frame.ts'
import {
  charge,
  chargeButton,
  nextOrder,
  payLater,
  savedNumber,
  sell,
  settledButton,
  tapInTheirFirstMoment,
} from './selling.ts'
import { readyTill } from './till.ts'

test('It has one order or the basket as it was, half paid, whenever the page dies while an order is being saved', async () => {
  const { market, tablet } = await readyTill()
  const delays = [0, 1, 2, 4, 6, 9, 14, 30]
  for (const delay of delays) {
    const { page } = tablet
    await sell(page, 'Croissant', 'Coffee')
    await charge(page)
    await type(page, '200')
    await settledButton(page, /^Take a part £2.00/).click()
    await page.getByRole('heading', { name: /^Still to pay/ }).waitFor()
    await settledButton(page, /^Take £3.50/).waitFor()
    await crash(page, /^Take £3.50/, delay)
    tablet.page = await tablet.openTab('/sell')
    await page.close()
    const saved = tablet.page.getByRole('heading', { name: /^Order A-/ })
    const empty = tablet.page.getByText('Tap a product to start an order.')
    const basket = chargeButton(tablet.page).and(tablet.page.locator(':enabled'))
    await saved.or(empty).or(basket).first().waitFor()
    if (await basket.isVisible()) {
      await basket.click()
      await tablet.page.getByRole('heading', { name: /^Still to pay, of £5.50/ }).waitFor()
      await settledButton(tablet.page, /^Take £3.50/).click()
      await savedNumber(tablet.page)
    }
    if (await saved.isVisible()) await nextOrder(tablet.page)
  }
  await expectSent(tablet.page, market.books, delays.length)
  const orders = market.books.all('order')
  expect(orders.map(({ number }) => number)).toEqual(delays.map((_, index) => `A-000${index + 1}`))
  for (const { payments } of orders) expect(payments.map(({ amount }) => amount)).toEqual([200, 350])
})

test('It takes one part of a double tap, and never the rest with it', async () => {
  const { market, page } = await readyTill()
  await sell(page, 'Croissant', 'Coffee')
  await charge(page)
  await type(page, '200')
  await settledButton(page, /^Take a part £2.00/).dblclick()
  await page.getByRole('heading', { name: /^Still to pay, of £5.50 £3.50/ }).waitFor()
  await tapInTheirFirstMoment(page, 'Receipt', 'Next order')
  await settledButton(page, /^Take £3.50/).dblclick()
  expect(await savedNumber(page)).toBe('A-0001')
  await settledButton(page, 'Receipt').waitFor()
  expect(await sheet(page).count()).toBe(0)
  await expectSent(page, market.books, 1)
  expect(market.books.all('order').map(({ payments }) => payments.map(({ amount }) => amount))).toEqual([
    [200, 350],
  ])
})

test('It takes a later payment once, of two tabs that take it at once', async () => {
  const { market, tablet, page } = await readyTill()
  await sell(page, 'Sourdough')
  await charge(page)
  await payLater(page)
  await turnTo(page, 'Orders')
  await page.getByRole('link', { name: 'A-0001' }).click()
  await page.getByRole('button', { name: /^Take payment/ }).click()
  await type(page, '100')
  const other = await tablet.openTab(new URL(page.url()).pathname + new URL(page.url()).search)
  const buttons = await Promise.all(
    [page, other].map((tab) => settledButton(tab, /^Take £1.00/).elementHandle()),
  )
  await Promise.all(buttons.map((button) => button.evaluate((it) => (it as HTMLElement).click())))
  await expect.poll(() => market.books.all('paid').length).toBe(1)
  await Promise.all([page, other].map((tab) => tab.goto(new URL('/orders', tab.url()).href)))
  await expectSent(other, market.books, 1)
  expect(market.books.all('paid').map(({ payments }) => payments)).toEqual([[{ kind: 'cash', amount: 100 }]])
  expect(market.books.all('order')[0]?.paidLater).toBe(100)
})

/** Taps, and lets the page's process die so many milliseconds later. */
async function crash(page: Page, name: RegExp, delay: number) {
  const cdp = await page.context().newCDPSession(page)
  const crashed = page.waitForEvent('crash')
  await settledButton(page, name).evaluate((button: HTMLElement) => button.click())
  setTimeout(() => void cdp.send('Page.crash').catch(() => undefined), delay)
  await crashed
}

async function type(page: Page, digits: string) {
  for (const digit of digits) await page.getByRole('button', { name: digit, exact: true }).click()
}
