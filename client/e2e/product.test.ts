import { expect, test } from 'vitest'
import { expectAccessible } from './axe.ts'
import { allSent, expectBadge, sheet, turnTo } from './frame.ts'
import { readyTill } from './till.ts'

test('It makes a product with questions and variants without a network, and keeps what was typed through a reload', async () => {
  const { market, tablet, page } = await readyTill([])
  await turnTo(page, 'Manage')
  await page.getByRole('link', { name: /^Products/ }).click()
  await page.getByRole('heading', { name: 'Products', level: 1 }).waitFor()
  await tablet.cut()

  await page.getByRole('button', { name: 'New product' }).click()
  const form = sheet(page)
  await form.getByLabel('Name', { exact: true }).fill('Flat white')
  await form.getByLabel('Price', { exact: true }).fill('3.40')
  await form.getByRole('button', { name: 'Add a question' }).click()
  await form.getByRole('textbox', { name: 'Question' }).fill('Milk')
  await form.getByRole('textbox', { name: 'Choice' }).fill('Cow')
  await form.getByRole('button', { name: 'Add a choice' }).click()
  await form.getByRole('textbox', { name: 'Choice' }).nth(1).fill('Oat')
  await form.getByRole('textbox', { name: 'Adds' }).nth(1).fill('lots')
  await form.getByRole('button', { name: 'Move Oat up' }).click()
  await form.getByRole('button', { name: 'Remove Cow' }).click()
  await form.getByRole('button', { name: 'Undo' }).click()
  await expectAccessible(page, 'a product with questions')
  await form.getByRole('button', { name: 'Save', exact: true }).click()
  await form.getByText('Give an amount such as 12.50').waitFor()

  page.once('dialog', (dialog) => void dialog.accept())
  await page.reload()
  await form.getByText('You had begun this already').waitFor()
  expect(await form.getByRole('textbox', { name: 'Choice' }).first().inputValue()).toBe('Oat')
  await form.getByRole('textbox', { name: 'Adds' }).first().fill('0.40')
  await form.getByRole('button', { name: 'Save', exact: true }).click()
  await form.waitFor({ state: 'hidden' })

  await page.getByRole('button', { name: /Flat white/ }).click()
  await form.getByRole('button', { name: 'Add a variant' }).click()
  await sheet(page, 'New variant of Flat white').waitFor()
  await form.getByRole('button', { name: 'Save', exact: true }).click()
  await form.getByText('Say what tells it apart').waitFor()
  await form.getByLabel('What tells it apart').fill('Large')
  await form.getByLabel('Price', { exact: true }).fill('4.10')
  await form.getByRole('button', { name: 'Save', exact: true }).click()
  await form.waitFor({ state: 'hidden' })
  await page
    .getByRole('textbox', { name: 'Search the products' })
    .or(page.getByRole('searchbox'))
    .fill('large')
  await page.getByRole('button', { name: /Flat white, Large/ }).waitFor()
  await expectAccessible(page, 'a list with variants')

  await page.getByRole('searchbox').fill('flat')
  await page.getByRole('button', { name: /Flat white(?!,)/ }).click()
  await form.getByLabel('Price', { exact: true }).fill('3.60')
  await form.getByRole('button', { name: 'Save', exact: true }).click()
  await form.waitFor({ state: 'hidden' })

  await tablet.connect()
  await expectBadge(page, allSent)
  await page.getByRole('button', { name: /Flat white(?!,)/ }).click()
  await form.getByRole('button', { name: 'History' }).click()
  await page.getByText('Price from £3.40 to £3.60').waitFor()
  await page.getByText('Added to the catalogue').waitFor()
  await expectAccessible(page, 'the history of a product')
  const [parent, variant] = market.books.all('product').sort((a, b) => a.price - b.price)
  expect(parent).toMatchObject({
    name: 'Flat white',
    sku: 'FLAT-WHITE',
    options: [
      {
        name: 'Milk',
        least: 1,
        most: 1,
        choices: [
          { name: 'Oat', price: 40 },
          { name: 'Cow', price: 0 },
        ],
      },
    ],
  })
  expect(variant).toMatchObject({
    variantOf: parent?.id,
    variant: 'Large',
    price: 410,
    sku: 'FLAT-WHITE-LARGE',
  })
})
