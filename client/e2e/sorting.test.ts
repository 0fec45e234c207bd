import { expect, test } from 'vitest'
import { expectAccessible } from './axe.ts'
import { enrolled, installed } from './doors.ts'
import { allSent, expectBadge, hears, sheet, turnTo } from './frame.ts'
import { openMarket } from './market.ts'
import { tile } from './selling.ts'

test('It puts categories in order, renames one with its products, and offers tax rates by name, without a network', async () => {
  const market = await openMarket()
  const tablet = await enrolled(market, 'Blue tablet')
  const { page } = tablet
  await expectBadge(page, allSent)
  await installed(page)
  await turnTo(page, 'Manage')
  await page.getByRole('link', { name: /^Categories and tax/ }).click()
  await page.getByRole('button', { name: 'Move Pastry up' }).waitFor()
  await tablet.cut()

  await page.getByRole('button', { name: 'Move Pastry up' }).click()
  await page.getByRole('button', { name: 'Move Pastry up' }).click()
  const pastry = page.getByRole('group', { name: 'Pastry' })
  await pastry.getByLabel('Colour').selectOption('Plum')
  await page.getByRole('group', { name: 'Bread' }).getByRole('textbox', { name: 'Category' }).fill('Loaves')
  await page.getByRole('button', { name: 'Add a rate' }).click()
  await page.getByRole('group', { name: 'A new rate' }).getByRole('textbox', { name: 'Rate' }).fill('20')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('Give the rate a name, or take it out.').waitFor()
  await page.getByRole('textbox', { name: 'Name' }).fill('Standard')
  await expectAccessible(page, 'categories and tax')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await hears(page, 'Saved on this tablet')

  await turnTo(page, 'Sell')
  await tile(page, 'Sourdough').waitFor()
  const tabs = page
    .getByRole('radiogroup', { name: 'Category' })
    .or(page.getByRole('group', { name: 'Category' }))
  await expect
    .poll(async () => (await tabs.innerText()).split(/\s*\n\s*/))
    .toEqual(['All', 'Pastry', 'Loaves', 'Drinks'])
  await turnTo(page, 'Manage')
  await page.getByRole('link', { name: /^Products/ }).click()
  await page
    .getByRole('button', { name: /^🍞 Sourdough|Sourdough/ })
    .first()
    .click()
  await sheet(page).getByLabel('Tax', { exact: true }).selectOption('Standard, 20 %')
  await sheet(page).getByRole('button', { name: 'Save', exact: true }).click()
  await sheet(page).waitFor({ state: 'hidden' })

  await tablet.connect()
  await expectBadge(page, allSent)
  const sourdough = market.books.all('product').find(({ name }) => name === 'Sourdough')
  expect(sourdough).toMatchObject({ category: 'Loaves', taxRate: 2_000 })
})
