import { expect, test } from 'vitest'
import { expectAccessible } from './axe.ts'
import { enrolled, installed } from './doors.ts'
import { allSent, expectBadge, sheet, turnTo } from './frame.ts'
import { longAgo, placeLongAgo } from './longAgo.ts'
import { openMarket } from './market.ts'
import { settledButton } from './selling.ts'

test('It finds an order of long ago on the server, takes what is owed for it, and says so where there is no signal', async () => {
  const market = await openMarket()
  await placeLongAgo(market)
  const tablet = await enrolled(market, 'Blue')
  const { page } = tablet
  await installed(page)
  await expectBadge(page, allSent)
  await turnTo(page, 'Orders')

  await tablet.cut()
  await page.getByRole('button', { name: 'Look further back' }).click()
  await page.getByText('Older orders are on the server, and it cannot be reached just now.').waitFor()
  await tablet.connect()
  await page.getByRole('button', { name: 'Look further back' }).click()
  await page.getByRole('link', { name: /Z-0007/ }).waitFor()
  await page.getByText('That is all there is.').waitFor()
  await expectAccessible(page, 'orders from the server')
  await page.getByRole('link', { name: /Z-0007/ }).click()
  await page.getByText('This order is older than what this tablet keeps.').waitFor()

  await page.getByRole('button', { name: /^Take payment/ }).click()
  const form = sheet(page)
  await form.waitFor()
  await settledButton(page, /^Take £/).click()
  await form.getByText('£4.50 saved on this tablet').waitFor()
  await expect.poll(() => market.books.all('paid').length, { timeout: 20_000 }).toBe(1)
  await expect.poll(() => market.books.all('order')[0]?.paidLater).toBe(450)
  await expect.poll(() => page.getByText(/£4.50 to pay/).count()).toBe(0)

  // Another tablet holds nothing of it, and its receipt says all the same that it was paid.
  const other = await enrolled(market, 'Red')
  await other.goTo(`/orders/${longAgo}`)
  await other.page.getByRole('button', { name: 'Receipt' }).click()
  await sheet(other.page, 'Receipt Z-0007').getByText('Payment', { exact: false }).first().waitFor()
  const receipt = sheet(other.page, 'Receipt Z-0007').getByRole('article')
  expect(await receipt.innerText()).toMatch(/Cash, .*£4\.50/s)
  expect(await receipt.innerText()).not.toContain('Still to pay')
})
