import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { expectAccessible } from './axe.ts'
import { allSent, expectBadge, hears, sheet } from './frame.ts'
import { charge, chargeButton, expectBasket, nextOrder, payCash, sell, scan } from './selling.ts'
import { askedWares } from './wares.ts'
import { readyTillOffline } from './till.ts'

const side = (page: Page) => page.getByRole('complementary', { name: 'Basket' })
const line = (page: Page, name: string) =>
  side(page).getByRole('button', { name: new RegExp(`^${name} .*change it$`) })
const product = (page: Page, name: string) => page.getByRole('main').getByRole('button', { name }).first()
const pressed = (page: Page, name: string | RegExp) => sheet(page).getByRole('button', { name })

test('It asks for variants, options and prices, takes something off, and sells what was asked for, offline', async () => {
  const { market, tablet, page } = await readyTillOffline(askedWares)

  await product(page, 'Tote bag').click()
  await expectAccessible(page, 'the variants')
  await pressed(page, /^Large/).click()
  await expectBasket(page, '1 × Tote bag, Large')

  await product(page, 'Flat white').click()
  expect(await sheet(page).getByRole('button', { name: /^Add/ }).isDisabled()).toBe(true)
  await pressed(page, /^Oat milk/).click()
  await pressed(page, /^Extra shot/).click()
  await expectAccessible(page, 'the options')
  await pressed(page, 'Add £4.30').click()
  await product(page, 'Flat white').click()
  await pressed(page, /^Oat milk/).click()
  await pressed(page, /^Extra shot/).click()
  await pressed(page, 'Add £4.30').click()
  await expectBasket(page, '1 × Tote bag, Large', '2 × Flat white')

  await product(page, 'Something else').click()
  await page.keyboard.type('1250', { delay: 120 })
  await sheet(page).getByLabel('What it is').fill('Old jug')
  await expectAccessible(page, 'an open price')
  await page.reload()
  expect(await sheet(page).getByLabel('What it is').inputValue()).toBe('Old jug')
  await pressed(page, 'Add £12.50').click()
  await expectBasket(page, '1 × Tote bag, Large', '2 × Flat white', '1 × Old jug')

  await line(page, 'Flat white').click()
  await pressed(page, 'Change').click()
  await pressed(page, /^Whole milk/).click()
  await pressed(page, 'Done £3.90').click()
  expect(await line(page, 'Flat white').innerText()).toContain('Whole milk, Extra shot')

  await line(page, 'Old jug').click()
  await sheet(page).getByLabel('How many').focus()
  await scan(page, '4006381333931')
  await hears(page, 'Tote bag, Small is in the basket')
  await expectAccessible(page, 'a message in a sheet')
  expect(await sheet(page).getByLabel('How many').inputValue()).toBe('1')
  await sheet(page).getByLabel('How many').fill('0')
  await sheet(page).getByText('A whole number from 1 to 9999.').waitFor()
  expect(await pressed(page, 'Done').isDisabled()).toBe(true)
  await sheet(page).getByLabel('How many').fill('1')
  await sheet(page).getByLabel('Note').fill('Wrapped')
  await pressed(page, 'Discount').click()
  await pressed(page, '20%').click()
  await sheet(page).getByLabel('Reason').fill('Chipped')
  await expectAccessible(page, 'a line')
  await page.reload()
  expect(await sheet(page).getByLabel('Reason').inputValue()).toBe('Chipped')
  expect(await sheet(page).getByLabel('Note').inputValue()).toBe('Wrapped')
  await pressed(page, 'Done').click()
  expect(await line(page, 'Old jug').innerText()).toMatch(/Chipped, 20\s% −£2\.50/)

  await expectBasket(page, '1 × Tote bag, Large', '2 × Flat white', '1 × Old jug', '1 × Tote bag, Small')
  await side(page).getByRole('button', { name: 'Discount' }).click()
  await sheet(page).getByLabel('Amount off').fill('1')
  await expectAccessible(page, 'the discount')
  await pressed(page, 'Done').click()
  await expectAccessible(page, 'a reduced basket')
  await page.reload()
  await chargeButton(page).getByText('£27.30').waitFor()
  await charge(page)
  await payCash(page)
  await expectBadge(page, 'Offline · 1 order (£27.30) waiting')
  await tablet.connect()
  await expectBadge(page, allSent)

  const [order] = market.books.all('order')
  expect(order).toMatchObject({ total: 2_730, discount: { amount: 100, value: 100 } })
  expect(
    order?.lines.map((sold) => [sold.name, sold.price, sold.quantity, sold.discount?.amount, sold.note]),
  ).toEqual([
    ['Tote bag, Large', 600, 1, undefined, undefined],
    ['Flat white', 390, 2, undefined, undefined],
    ['Old jug', 1_250, 1, 250, 'Wrapped'],
    ['Tote bag, Small', 450, 1, undefined, undefined],
  ])
  expect(market.books.all('exception')).toEqual([])
  expect(market.books.level('Tote bag, Large', 'Leith Saturday')).toBe(4)
})

test('It parks orders, by name, for everyone on the tablet, and sells each of them once, offline', async () => {
  const { tablet, page } = await readyTillOffline()

  await sell(page, 'Sourdough')
  await side(page).getByRole('button', { name: 'Park', exact: true }).click()
  await hears(page, 'Order parked')
  await page.getByRole('button', { name: 'Name it' }).click()
  await sheet(page, 'Parked orders').getByLabel('Name').fill('Blue coat')
  await expectAccessible(page, 'parked orders')
  await page.keyboard.press('Escape')
  await sell(page, 'Coffee', 'Coffee')
  await side(page).getByRole('button', { name: 'Clear', exact: true }).click()
  await expectBasket(page)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expectBasket(page, '2 × Coffee')
  await side(page).getByRole('button', { name: 'Park', exact: true }).click()
  await expectBasket(page)
  await sell(page, 'Baguette')
  await expectBasket(page, '1 × Baguette')

  await tablet.kill()
  await tablet.start('/sell')
  await expectBasket(tablet.page, '1 × Baguette')
  const shelf = () => side(tablet.page).getByRole('button', { name: /^Parked orders/ })
  expect(await shelf().innerText()).toContain('2')
  await shelf().click()
  const sheetOf = sheet(tablet.page, 'Parked orders')
  await sheetOf.getByRole('button', { name: /^Delete Parked at/ }).click()
  await sheetOf.getByText('2 × Coffee').waitFor({ state: 'detached' })
  await sheetOf.getByRole('button', { name: 'Undo' }).click()
  await sheetOf.getByText('2 × Coffee').waitFor()
  await sheetOf
    .getByRole('listitem')
    .filter({ hasText: 'Blue coat' })
    .getByRole('button', { name: 'Resume' })
    .click()
  await expectBasket(tablet.page, '1 × Sourdough')

  const other = await tablet.openTab('/sell')
  await expectBasket(other, '1 × Sourdough')
  await tablet.page.bringToFront()
  await charge(tablet.page)
  await payCash(tablet.page)
  await expectBasket(other)
  await nextOrder(tablet.page)
  await shelf().click()
  await sheetOf
    .getByRole('listitem')
    .filter({ hasText: 'Coffee' })
    .getByRole('button', { name: 'Resume' })
    .click()
  await expectBasket(tablet.page, '2 × Coffee')
  await expectBadge(tablet.page, 'Offline · 1 order (£4.50) waiting')
})
