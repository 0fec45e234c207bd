import type { Page } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import { headerOf, openPostbox } from '../../server/tests/postbox.ts'
import { enrolled } from './doors.ts'
import { expectSent, hears, sheet, turnTo } from './frame.ts'
import { openMarket } from './market.ts'
import { staff } from './seed.ts'
import { charge, nextOrder, payCash, sell } from './selling.ts'

test('It sets mail up, confirms an order to its customer in German, and mails a receipt that was asked for offline', async () => {
  const box = await openPostbox()
  onTestFinished(() => box.close())
  const market = await openMarket()
  const tablet = await enrolled(market, 'Blue tablet', { as: staff.ada })
  const { page } = tablet

  await sell(page, 'Sourdough')
  await page.getByRole('button', { name: 'Customer' }).click()
  const details = sheet(page, 'Customer and note')
  await details.getByLabel('E-mail').fill('morag@example.org')
  await details.getByRole('button', { name: 'Done' }).click()
  await details.waitFor({ state: 'hidden' })
  await charge(page)
  await payCash(page)
  await nextOrder(page)
  await expectSent(page, market.books, 1)

  await turnTo(page, 'Manage')
  await page.getByRole('link', { name: /^Settings/ }).click()
  await page.getByLabel('Language').selectOption('Deutsch')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await hears(page, 'Saved on this tablet')
  await page.getByRole('link', { name: 'Back to Manage' }).click()
  await page.getByRole('link', { name: /^Mail/ }).click()
  await page.getByText('Nobody has said yet how mail leaves').waitFor()
  await page.getByRole('button', { name: /Order confirmation A-0001/ }).waitFor()
  await page.getByRole('link', { name: 'Set mail up' }).click()
  await setUp(page, box.port)
  await page.getByRole('button', { name: 'Send it' }).click()
  await page.getByText('The mail server took it').waitFor()

  await page.getByRole('link', { name: 'Back to Mail' }).click()
  await page.getByText('Sent', { exact: true }).click()
  await page.getByRole('button', { name: /Order confirmation A-0001/ }).click()
  await sheet(page, 'Order confirmation A-0001').getByRole('link', { name: 'See the order' }).click()
  const became = page.getByRole('main').locator('section', { hasText: 'E-mail to the customer' })
  await became.getByText('Sent', { exact: true }).waitFor()
  expect(box.mails.map(({ to }) => to.join()).sort()).toEqual(['morag@example.org', 'stall@example.com'])
  expect(box.mails.map(({ raw }) => headerOf(raw, 'subject'))).toContain('Bestellung A-0001 bei Leith Larder')

  await tablet.cut()
  await page.getByRole('button', { name: 'Receipt' }).click()
  const receipt = sheet(page, 'Receipt A-0001')
  await receipt.getByRole('heading', { name: 'Bestellung A-0001' }).waitFor()
  await receipt.getByRole('button', { name: 'E-mail' }).click()
  await receipt.getByLabel('Another address').fill('ewan@example.org')
  await receipt.getByRole('button', { name: 'Send the receipt' }).click()
  await hears(page, 'Noted')
  await page.keyboard.press('Escape')
  await became.getByText('It goes out once this tablet has a signal').waitFor()
  await tablet.connect()
  await expect.poll(() => box.mails.map(({ to }) => to.join())).toContain('ewan@example.org')
  await expect.poll(() => became.getByText('Sent', { exact: true }).count(), { timeout: 30_000 }).toBe(2)
})

async function setUp(page: Page, port: number) {
  await page.getByLabel('Server').fill('127.0.0.1')
  await page.getByLabel('Security').selectOption('none')
  await page.getByLabel('Port').fill(String(port))
  await page.getByLabel('Sent from').fill('stall@example')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('An e-mail address has a name, an @ and a domain').waitFor()
  await page.getByLabel('Sent from').fill('stall@example.com')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await hears(page, 'Mail settings saved')
}
