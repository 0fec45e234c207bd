import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { expectAccessible } from './axe.ts'
import { allSent, expectBadge, hears, sheet, turnTo } from './frame.ts'
import { charge, savedNumber, sell, settledButton, tapInTheirFirstMoment } from './selling.ts'
import { readyTillOffline } from './till.ts'

test('It takes what was left to pay in two parts, each once, offline, and shows how to reach the customer when online', async () => {
  const { market, tablet, page } = await readyTillOffline()
  await sell(page, 'Sourdough', 'Sourdough', 'Coffee')
  await page.getByRole('button', { name: 'Customer' }).click()
  const details = sheet(page, 'Customer and note')
  await details.getByLabel('Customer’s name').fill('Morag')
  await details.getByLabel('E-mail').fill('morag@example')
  await details.getByRole('button', { name: 'Done' }).click()
  await details.getByText('An e-mail address has a name, an @ and a domain').waitFor()
  await details.getByLabel('E-mail').fill('morag@example.com')
  await details.getByLabel('Phone').fill('0131 496 0123')
  await details.getByText('In 30 min').click()
  await details.getByText('E-mail noted').waitFor()
  await details.getByText('Phone noted').waitFor()
  await expectAccessible(page, 'customer')
  await details.getByRole('button', { name: 'Done' }).click()
  await charge(page)
  await page.getByText('Pay later', { exact: true }).click()
  await settledButton(page, /^Pay later £12.20/).click()
  expect(await savedNumber(page)).toBe('A-0001')
  expect(await page.getByRole('complementary', { name: 'Saved' }).innerText()).toMatch(
    /Promised for (tomorrow )?\d\d:\d\d/,
  )

  await turnTo(page, 'Orders')
  await page.getByRole('link', { name: 'A-0001' }).click()
  await page.getByRole('button', { name: /^Take payment £12.20/ }).click()
  const payment = sheet(page, 'Payment for A-0001')
  await type(page, '500')
  await page.reload()
  await payment.getByText('Then still to pay').waitFor()
  await expectAccessible(page, 'payment')
  await twice(page, /^Take £5.00/)
  await payment.getByText('£5.00 saved on this tablet').waitFor()
  await payment.getByText('£7.20').waitFor()
  await payment.getByRole('button', { name: 'Done' }).click()
  await page.getByRole('button', { name: /^Take payment £7.20/ }).click()
  await type(page, '2000')
  await tapInTheirFirstMoment(page, 'Done')
  await twice(page, /^Take £20.00/)
  await payment.getByText('Change due').waitFor()
  await payment.getByText('£12.80').waitFor()
  await payment.getByRole('button', { name: 'Done' }).click()
  await page.getByRole('button', { name: /^Take payment/ }).waitFor({ state: 'hidden' })

  await page.getByRole('button', { name: 'Show it' }).click()
  await page.getByText('it cannot be reached just now').waitFor()
  await tablet.connect()
  await expectBadge(page, allSent)
  await page.getByRole('button', { name: 'Show it' }).click()
  await page.getByRole('link', { name: 'morag@example.com' }).waitFor()
  await page.getByRole('link', { name: '0131 496 0123' }).waitFor()
  const paid = market.books.all('paid').map(({ payments }) => payments)
  expect(paid).toEqual([[{ kind: 'cash', amount: 500 }], [{ kind: 'cash', amount: 720, tendered: 2_000 }]])
  expect(market.books.all('order')[0]?.paidLater).toBe(1_220)
})

test('It changes the settings offline, field by field, and keeps what was typed through a reload', async () => {
  const { market, tablet, page } = await readyTillOffline()
  await turnTo(page, 'Manage')
  await page.getByRole('link', { name: /^Settings/ }).click()
  await page.getByLabel('Address').fill('1 Shore\nEdinburgh')
  await page.getByLabel('What an employee may take off alone').fill('lots')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('Give a share from 0 to 100').waitFor()
  await page.reload()
  await page.getByLabel('What an employee may take off alone').fill('15')
  expect(await page.getByLabel('Address').inputValue()).toBe('1 Shore\nEdinburgh')
  await expectAccessible(page, 'settings')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await hears(page, 'Saved on this tablet')
  await page.getByText('Waiting to be sent').waitFor()
  await tablet.connect()
  await expectBadge(page, allSent)
  const [business] = market.books.all('business')
  expect(business).toMatchObject({ address: '1 Shore\nEdinburgh', employeeDiscount: 1_500 })
  expect(Object.keys(business?.stamps ?? {}).sort()).toEqual(['address', 'employeeDiscount'])
})

async function type(page: Page, digits: string) {
  for (const digit of digits) await page.getByRole('button', { name: digit, exact: true }).click()
}

async function twice(page: Page, name: RegExp) {
  await settledButton(page, name).evaluate((button: HTMLElement) => {
    button.click()
    button.click()
  })
}
