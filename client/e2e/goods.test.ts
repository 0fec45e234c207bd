import { expect, test } from 'vitest'
import { expectAccessible } from './axe.ts'
import { allSent, expectBadge, hears, sheet, turnTo } from './frame.ts'
import { readyTill } from './till.ts'

test('It moves, wastes, gives away and corrects goods without a network, and tells who did and why', async () => {
  const { market, tablet, page } = await readyTill()
  await tablet.cut()
  await turnTo(page, 'Stock')
  const form = sheet(page)

  await page.getByRole('button', { name: 'Transfer', exact: true }).click()
  await form.getByRole('textbox', { name: 'Transfer: Baguette' }).fill('6')
  await form.getByRole('button', { name: 'Save the transfer' }).click()
  await form.getByText('Choose where it goes to.').waitFor()
  await form.getByLabel('To', { exact: true }).selectOption('Porty Kitchen')
  await form.getByRole('button', { name: 'Save the transfer' }).click()
  await hears(page, 'Saved on this tablet')
  for (const [verb, save, figure, note] of [
    ['Waste', 'Save the waste', '2', 'fell into a puddle'],
    ['Sample', 'Save the samples', '1', ''],
    ['Correct', 'Save the correction', '-1', 'miscounted'],
  ] as const) {
    await page.getByRole('button', { name: verb, exact: true }).click()
    await form.getByRole('textbox', { name: `${verb}: Baguette` }).fill(figure)
    if (note) await form.getByLabel('Note').fill(note)
    await form.getByRole('button', { name: save }).click()
    await form.waitFor({ state: 'hidden' })
  }

  await page.getByRole('button', { name: /Baguette/ }).click()
  await form.getByText('fell into a puddle').waitFor()
  await form.getByText('miscounted').waitFor()
  await expect.poll(() => form.getByText(/Mia · tablet A/).count()).toBe(4)
  await form.getByText('Who edited it is on the server').waitFor()
  await form.getByLabel('Location').selectOption('All locations')
  await form.getByText('Came by transfer').waitFor()
  await expectAccessible(page, 'a history without a network')
  await page.keyboard.press('Escape')

  await tablet.connect()
  await expectBadge(page, allSent)
  expect(market.books.level('Baguette', 'Leith Saturday')).toBe(10)
  expect(market.books.level('Baguette', 'Porty Kitchen')).toBe(6)
})
