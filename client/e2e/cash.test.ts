import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { closeTill, countTill, moveCash, openTill, tally } from './cash.ts'
import { choosePin, enrolled, installed, signBackIn, typePin } from './doors.ts'
import { allSent, expectBadge, hears, sheet, turnTo } from './frame.ts'
import { openMarket } from './market.ts'
import { charge, nextOrder, payCard, payCash, sell, settledButton } from './selling.ts'
import { staff } from './seed.ts'

const pins = { mia: '314159', erik: '271828' }

test('It opens, sells, gives back, pays out and is counted blind by an employee, offline, with a manager’s PIN for a look before', async () => {
  const market = await openMarket()
  const tablet = await enrolled(market, 'Blue tablet')
  const { page } = tablet
  await choosePin(page, pins.mia)
  await handOver(page)
  await installed(page)
  await expectBadge(page, allSent)
  await tablet.cut()

  await page.getByText('No till opened').first().waitFor()
  await openTill(page, { '£20': 1, '£5': 2, '£0.50': 3 })
  await sold(page, 'Sourdough', 'Coffee')
  await turnTo(page, 'Sell')
  await sell(page, 'Rye loaf')
  await takeOffHalf(page)
  await charge(page)
  await payCard(page)
  await nextOrder(page)
  await sellSplit(page)
  await giveBackCoffee(page)
  await moveCash(page, 'Paid out', '500', 'Supplies')
  await expect.poll(() => page.getByRole('main').innerText()).toContain('−£5.00')
  expect(await page.getByRole('main').innerText()).not.toContain('£36.00')

  // Float £31.50, £7.70 and £5.00 in cash, less £3.20 given back and £5.00 paid out.
  await page.getByRole('button', { name: 'Count and close' }).click()
  const form = sheet(page, 'Count and close')
  await tally(form, { '£20': 1, '£10': 1, '£1': 4, '£0.20': 2 })
  expect(await form.getByText('Should be in it').count()).toBe(0)
  await page.reload()
  await form.getByText('£34.40').first().waitFor()
  await form.getByRole('button', { name: 'See it first, with a manager' }).click()
  await typePin(page, pins.mia)
  await form.getByText('£36.00').waitFor()
  await form.getByRole('button', { name: /^Counted/ }).click()
  await form.getByRole('status').getByText('£1.60 short').waitFor()
  await page.reload()
  await form.getByLabel('Note').fill('Bag of coins left in the van')
  await settledButton(page, 'Close the till').dblclick()
  await hears(page, 'Till closed. Saved on this tablet')
  await page.getByText('£1.60 short').first().waitFor()
  await page.getByRole('button', { name: 'Slip' }).click()
  await sheet(page, 'Cash-up').getByText('£1.60 short').waitFor()
  await page.keyboard.press('Escape')

  await tablet.connect()
  await expectBadge(page, allSent)
  expect(market.books.all('tillSession')).toMatchObject([
    {
      opened: { float: 3_150 },
      closings: [{ counted: 3_440, expected: 3_600, note: 'Bag of coins left in the van' }],
    },
  ])
  const mia = market.books.all('person').find(({ name }) => name === 'Mia')
  expect(market.books.all('order')[1]).toMatchObject({
    discount: { value: 5_000, amount: 260 },
    approval: { by: mia?.id },
  })
  expect(market.books.all('exception')).toEqual([])
  expect(market.books.commands().filter((name) => name.startsWith('till'))).toEqual([
    'till.open',
    'till.move',
    'till.close',
  ])
})

test('It lets a second tablet sell into the same drawer, and restates the day when that one comes back late', async () => {
  const market = await openMarket()
  const a = await enrolled(market, 'Blue tablet')
  await openTill(a.page, { '£10': 2 })
  const b = await enrolled(market, 'Red tablet')
  await installed(b.page)
  for (const { page } of [a, b]) await expectBadge(page, allSent)
  await b.cut()
  await turnTo(b.page, 'Till')
  await b.page.getByRole('button', { name: 'Use Tablet A’s drawer' }).click()
  await b.page.getByRole('heading', { name: 'Till: Tablet A’s drawer' }).waitFor()
  await sold(b.page, 'Coffee')
  await sold(b.page, 'Sourdough')

  await sold(a.page, 'Baguette')
  await countTill(a.page, { '£10': 2, '£2': 1, '£0.10': 1 }, 'Exact')
  await closeTill(a.page)
  expect(await a.page.getByText('Restated since it was counted').count()).toBe(0)

  await b.connect()
  await expectBadge(b.page, allSent)
  await a.page.getByText('Restated since it was counted').waitFor()
  await a.page.getByText('Tablet B: 2 orders, +£7.70 cash').first().waitFor()
  await a.page.getByRole('status').getByText('£7.70 short').waitFor()
  await a.page
    .getByText('Exact when it was counted. Should have been in it: £22.10 then, £29.80 now.')
    .waitFor()
  await a.page.getByRole('button', { name: 'Count again' }).click()
  const again = sheet(a.page, 'Count again')
  await again.getByText('One total').click()
  await again.getByLabel('Cash in the drawer').fill('29.80')
  await again.getByRole('button', { name: /^Counted/ }).click()
  await again.getByRole('status').getByText('Exact').waitFor()
  await settledButton(a.page, 'Save the count').click()
  await hears(a.page, 'Counted again')
  await expect.poll(() => a.page.getByText('Restated since it was counted').count()).toBe(0)
  await expectBadge(a.page, allSent)
  expect(market.books.all('tillSession').map(({ closings }) => closings.length)).toEqual([2])
  // The other one hears that its drawer was counted, and goes on selling.
  await turnTo(b.page, 'Sell')
  await b.page.getByText('No till opened').first().waitFor()
})

/** Mia hands the tablet to Erik, who chooses a PIN. */
async function handOver(page: Page) {
  await page.getByRole('button', { name: /sign out$/ }).click()
  await page.getByRole('button', { name: 'Switch person' }).click()
  await page.getByRole('button', { name: 'Sign in with a password' }).click()
  await signBackIn(page, staff.erik, pins.erik)
}

async function sold(page: Page, ...products: string[]) {
  await turnTo(page, 'Sell')
  await sell(page, ...products)
  await charge(page)
  await payCash(page)
  await nextOrder(page)
}

/** £6.90: £1.90 by card, the rest in cash. */
async function sellSplit(page: Page) {
  await sell(page, 'Croissant', 'Croissant', 'Croissant')
  await charge(page)
  await page.getByText('Card terminal', { exact: true }).click()
  for (const digit of '190') await page.getByRole('button', { name: digit, exact: true }).click()
  await settledButton(page, /^Part by card £1.90/).click()
  await page.getByText('Cash', { exact: true }).click()
  await payCash(page)
  await nextOrder(page)
}

/** More than an employee may take off alone, with the manager's word. */
async function takeOffHalf(page: Page) {
  await page.getByRole('complementary').getByRole('button', { name: 'Discount' }).click()
  const form = sheet(page, 'Discount on the order')
  await form.getByRole('button', { name: '50%' }).click()
  await form.getByRole('button', { name: 'Ask a manager' }).click()
  await typePin(page, pins.mia)
  await form.waitFor({ state: 'hidden' })
}

/** The coffee of the first order, £3.20 in cash, with the manager's word. */
async function giveBackCoffee(page: Page) {
  await turnTo(page, 'Orders')
  await page.getByRole('link', { name: /^A-0001/ }).click()
  await page.getByRole('button', { name: 'Refund', exact: true }).click()
  const form = sheet(page, 'Refund for A-0001')
  await form.getByRole('button', { name: 'One Coffee more' }).click()
  await form.getByRole('button', { name: /^Refund/ }).click()
  await typePin(page, pins.mia)
  await hears(page, 'Refund made. Saved on this tablet')
}
