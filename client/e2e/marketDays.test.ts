import { expect, test } from 'vitest'
import { dayOf } from '#shared/time.ts'
import { expectAccessible } from './axe.ts'
import { allSent, expectBadge, hears, sheet, turnTo } from './frame.ts'
import { charge, payCash, sell } from './selling.ts'
import { readyTill } from './till.ts'

test('It plans a market day, loads it, counts what came back and says what is missing, all without a network', async () => {
  const { market, tablet, page } = await readyTill()
  await turnTo(page, 'Manage')
  await page.getByRole('link', { name: /^Market days/ }).click()
  await page.getByText('No market day yet').waitFor()
  await tablet.cut()

  await page.getByRole('button', { name: 'New market day' }).click()
  const form = sheet(page, 'New market day')
  await form.getByRole('button', { name: 'Save', exact: true }).click()
  await form.getByText('Choose at least one stall or van.').waitFor()
  await form.getByLabel('Market', { exact: true }).fill('Dock Place')
  await form.getByLabel('Day', { exact: true }).fill(dayOf(Date.now(), 'Europe/London'))
  await form.getByRole('button', { name: /^Leith Saturday/ }).click()
  await form.getByLabel('Loaded from, and brought back to').selectOption('Porty Kitchen')
  await form.getByRole('button', { name: 'Erik' }).click()
  await form.getByRole('button', { name: 'Save', exact: true }).click()
  await form.waitFor({ state: 'hidden' })

  await page.getByRole('link', { name: /Dock Place/ }).click()
  await page.getByRole('button', { name: 'Make the list' }).click()
  const list = sheet(page, /^Load list/)
  await list.getByRole('textbox', { name: 'To load: Sourdough' }).fill('20')
  await list.getByRole('button', { name: 'Save the list' }).click()
  await list.waitFor({ state: 'hidden' })
  await page.getByRole('button', { name: /^Load from Porty Kitchen/ }).click()
  await page.getByText('Everything on the list is loaded').waitFor()
  await expectAccessible(page, 'a load list')

  await turnTo(page, 'Sell')
  await sell(page, 'Sourdough', 'Sourdough', 'Sourdough')
  await charge(page)
  await payCash(page)

  await turnTo(page, 'Manage')
  await page.getByRole('link', { name: /^Market days/ }).click()
  await page.getByRole('link', { name: /Dock Place/ }).click()
  await page.getByRole('tab', { name: 'Came back' }).click()
  await page.getByRole('button', { name: 'Count what came back' }).click()
  const back = sheet(page, /^What came back/)
  await back.getByRole('textbox', { name: 'Came back: Sourdough' }).fill('28')
  await back.getByText('1 missing').waitFor()
  await back.getByRole('button', { name: 'Save what came back' }).click()
  await hears(page, 'What came back is saved on this tablet')

  await page.getByRole('tab', { name: 'Closing' }).click()
  const main = page.getByRole('main')
  await main.getByText('1 unit', { exact: true }).waitFor()
  await main.getByText('£4.50 at today’s prices').waitFor()
  await main.getByRole('row', { name: /Sourdough 32 3 0 0 28 0 −1 · £4.50/ }).waitFor()
  await expectAccessible(page, 'a closing sheet')

  await tablet.connect()
  await expectBadge(page, allSent)
  const [day] = market.books.all('marketDay')
  expect(day).toMatchObject({ name: 'Dock Place', active: true, staff: [expect.any(String)] })
  const levels = market.books.all('level').filter(({ locationId }) => locationId === day?.storeId)
  expect(levels.map(({ quantity }) => quantity)).toEqual([8])
})
