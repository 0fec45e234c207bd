import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { allSent, expectBadge, hears, sheet, turnTo } from './frame.ts'
import { charge, payCash, payLater, scan, sell, settledButton } from './selling.ts'
import { readyTill, readyTillOffline } from './till.ts'
import { askedWares } from './wares.ts'

const baguette = '5012345678900'

test('It takes no barcode for money, goods or a PIN, wherever it is scanned', async () => {
  const { market, tablet, page } = await readyTillOffline(askedWares)
  await sell(page, 'Baguette')
  await charge(page)
  for (const code of ['W-1000', 'BREAD', baguette]) await scan(page, code)
  await hears(page, 'Go back to the basket')
  await settledButton(page, /^Take £2.10/).waitFor()
  await payLater(page)

  await turnTo(page, 'Orders')
  await page.getByRole('link', { name: 'A-0001' }).click()
  await page.getByRole('button', { name: /^Take payment/ }).click()
  const payment = sheet(page, 'Payment for A-0001')
  await payment.getByText('Card terminal').click()
  await payment.getByText('Cash', { exact: true }).click()
  await scan(page, baguette)
  await scan(page, 'W-1000')
  await page.waitForTimeout(300)
  await settledButton(page, /^Take £2.10/).waitFor()
  await page.keyboard.press('Escape')

  await turnTo(page, 'Stock')
  await page.getByRole('button', { name: 'Count', exact: true }).click()
  await scan(page, baguette)
  const box = sheet(page).getByRole('textbox', { name: /Baguette/ })
  await expect.poll(() => box.evaluate((it) => it === document.activeElement)).toBe(true)
  expect(await sheet(page).getByRole('textbox').count()).toBe(1)
  expect(await box.inputValue()).toBe('')
  await scan(page, baguette)
  await expect.poll(() => box.inputValue()).toBe('')
  await page.keyboard.press('Escape')

  await tablet.connect()
  await expectBadge(page, allSent)
  expect(market.books.commands()).toEqual(['order.place'])
})

test('It asks a manager again for more, follows what is scanned, and begins anew with the last line', async () => {
  const { market, page } = await readyTill(askedWares)
  await sell(page, 'Baguette')
  await line(page, 'Baguette').click()
  const form = sheet(page, 'Baguette')
  await scan(page, baguette)
  await expect.poll(() => form.getByLabel('How many').inputValue()).toBe('2')
  await form.getByLabel('Note').fill('sliced')
  await form.getByRole('button', { name: 'Done' }).click()
  await page.getByRole('complementary').getByText('£4.20').first().waitFor()

  await page.getByRole('complementary').getByRole('button', { name: 'Note' }).click()
  await sheet(page).getByLabel('Customer’s name').fill('Morag')
  await sheet(page).getByRole('button', { name: 'Done' }).click()
  await line(page, 'Baguette').click()
  await form.getByRole('button', { name: 'Remove' }).click()
  await hears(page, 'Baguette removed')
  await sell(page, 'Baguette')
  expect(await page.getByRole('complementary').getByText('Morag').count()).toBe(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await hears(page, 'Another order is open, so the one you cleared is parked.')
  await charge(page)
  await page.getByText('Card terminal', { exact: true }).click()
  await page.getByText('Cash', { exact: true }).click()
  await payCash(page, '500')

  await expectBadge(page, allSent)
  expect(market.books.all('order').map(({ customer }) => customer)).toEqual([undefined])
})

test('It undoes a move of an order only from where it was moved to', async () => {
  const { market, tablet, page } = await readyTill(askedWares)
  await sell(page, 'Baguette')
  await charge(page)
  await page.getByText('Call out when ready').click()
  await payCash(page)
  await turnTo(page, 'Orders')
  const other = await tablet.openTab('/orders')
  await page.getByRole('button', { name: /^Ready/ }).click()
  await hears(page, 'A-0001 is ready')
  await other.getByRole('button', { name: /^Handed over/ }).click()
  await hears(other, 'A-0001 is completed')
  await page.getByRole('button', { name: 'Undo' }).click()
  await hears(page, 'A-0001 is completed by now, and stays so')
  await expectBadge(page, allSent)
  expect(market.books.all('order').map(({ status }) => status)).toEqual(['completed'])
})

function line(page: Page, product: string) {
  return page
    .getByRole('complementary')
    .getByRole('button', { name: new RegExp(product) })
    .first()
}
