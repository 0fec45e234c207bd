import { join } from 'node:path'
import { expect, test } from 'vitest'
import { expectAccessible } from './axe.ts'
import { root } from './build.ts'
import { allSent, expectBadge, sheet, turnTo } from './frame.ts'
import { sell, tile } from './selling.ts'
import { readyTill } from './till.ts'

test('It says what is in a product without a network, and never that something nobody spoke of is not', async () => {
  const { market, tablet, page } = await readyTill()
  await turnTo(page, 'Manage')
  await page.getByRole('link', { name: /^Products/ }).click()
  await page.getByRole('button', { name: /Croissant/ }).waitFor()
  await tablet.cut()

  await page.getByRole('button', { name: /Croissant/ }).click()
  const form = sheet(page)
  await form.getByText('Nobody has said what is in it').click()
  const say = (allergen: string, presence: string) =>
    form
      .getByRole('radiogroup', { name: new RegExp(`^${allergen}`) })
      .getByText(presence, { exact: true })
      .click()
  await say('Gluten', 'contains')
  await say('Milk', 'contains')
  await say('Nuts', 'may contain')
  await form.getByText('Contains gluten, milk · may contain nuts · 11 not known').waitFor()
  await form.getByLabel('Cost').fill('0.90')
  await form.getByLabel('Picture file').setInputFiles(join(root, 'public', 'icon-512.png'))
  await form.getByRole('button', { name: 'Remove the picture' }).waitFor()
  await form.getByLabel('Low at Leith Saturday').fill('9')
  await expectAccessible(page, 'a product with allergens')
  await form.getByRole('button', { name: 'Save', exact: true }).click()
  await form.waitFor({ state: 'hidden' })

  await turnTo(page, 'Sell')
  const photo = tile(page, 'Croissant').locator('img')
  await expect.poll(() => photo.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(480)
  await tile(page, 'Croissant').click({ button: 'right' })
  const contents = sheet(page, 'Croissant')
  await contents.getByRole('heading', { name: 'May contain' }).waitFor()
  await contents.getByText('Take it that they may be.').waitFor()
  await expectAccessible(page, 'what is in it')
  await page.keyboard.press('Escape')
  await contents.waitFor({ state: 'hidden' })

  await sell(page, 'Croissant')
  await page
    .getByRole('button', { name: /^Croissant/ })
    .last()
    .click()
  await sheet(page).getByRole('button', { name: 'What is in it' }).click()
  await contents.getByRole('heading', { name: 'Not known' }).waitFor()
  await page.keyboard.press('Escape')
  await contents.getByRole('heading', { name: 'Not known' }).waitFor({ state: 'hidden' })
  await page.keyboard.press('Escape')
  await sheet(page).waitFor({ state: 'hidden' })
  await tablet.connect()
  await expectBadge(page, allSent)
  const croissant = market.books.all('product').find(({ name }) => name === 'Croissant')
  expect(croissant?.allergens).toEqual({ gluten: 'contains', milk: 'contains', nuts: 'may' })
  expect(croissant?.cost).toBe(90)
  expect(croissant?.picture).toMatch(/^[0-9a-f]{64}$/)
})
