import { expect, test } from 'vitest'
import { signBackIn } from './doors.ts'
import { expectSent, hears, sheet, turnTo } from './frame.ts'
import { judge } from './judge.ts'
import { staff } from './seed.ts'
import { charge, payCash, sell } from './selling.ts'
import { openTablet, sizes } from './tablet.ts'
import { readyTill } from './till.ts'

test('It makes a second tablet by a code that a manager types on the first, and Erik sells on it', async () => {
  const { market, page } = await readyTill()
  const second = await openTablet(market.server.url, '/', sizes.portrait)
  await second.page.getByRole('link', { name: 'Join with a code' }).click()
  const code = second.page.getByText(/^[2-9A-Z]{4}-[2-9A-Z]{4}$/)
  await code.waitFor()
  await second.page.getByRole('img', { name: 'The code, to scan' }).waitFor()
  await judge(second.page, 'join')
  const number = await second.page.getByText(/^\d{3} \d{3}$/).innerText()

  await turnTo(page, 'Manage')
  await page.getByRole('link', { name: /^Tablets/ }).click()
  await page.getByRole('button', { name: 'Add a tablet' }).click()
  const adding = sheet(page, 'Add a tablet')
  await adding.getByLabel('Code').fill((await code.innerText()).toLowerCase())
  await judge(page, 'tablet-add')
  await adding.getByRole('button', { name: 'Look it up' }).click()
  await adding.getByText(number, { exact: true }).waitFor()
  await adding.getByText('Chrome on Linux').waitFor()
  await judge(page, 'tablet-add-found')
  await adding.getByLabel('Name of the tablet').fill('Green tablet')
  await adding.getByRole('button', { name: 'Same number, add it' }).click()
  await hears(page, /Green tablet is tablet B now/)
  await page.getByRole('table', { name: 'Tablets' }).getByText('Green tablet').waitFor()

  await hears(second.page, /This is Green tablet now, tablet B/)
  await signBackIn(second.page, staff.erik)
  await sell(second.page, 'Sourdough')
  await charge(second.page)
  expect(await payCash(second.page)).toBe('B-0001')
  await expectSent(second.page, market.books, 1)
  expect(market.books.all('exception')).toEqual([])
})
