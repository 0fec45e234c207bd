import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { expectAccessible } from './axe.ts'
import { enrolled } from './doors.ts'
import { allSent, expectBadge, hears } from './frame.ts'
import { openMarket } from './market.ts'
import { tomorrow, tradeBefore } from './pastDays.ts'

test('It says what tomorrow will sell and why, plans the day with it, and says what was unusual', async () => {
  const market = await openMarket()
  await tradeBefore(market)
  const { page } = await enrolled(market, 'Blue tablet')
  await expectBadge(page, allSent)
  await page.goto(`${market.server.url}/manage/reports/bring`)
  const bread = page.getByRole('row', { name: /^Sourdough/ })
  await bread.getByText(/so more/).waitFor()
  await page.getByText(/^Rests on 10 market days there/).waitFor()
  await expectAccessible(page, 'what to bring')

  const toLoad = async () => Number.parseInt(await bread.getByRole('cell').nth(2).innerText(), 10)
  const usual = await toLoad()
  await page.getByText('19 of 20').click()
  await expect.poll(toLoad).toBeGreaterThan(usual)
  expect(new URL(page.url()).searchParams.get('enough')).toBe('95')
  const asked = await toLoad()

  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export as a file for spreadsheets' }).click(),
  ])
  expect(await readFile(await file.path(), 'utf8')).toMatch(/^\uFEFF"product",.*\r\n(.*\r\n)*"Sourdough"/)

  await page.getByRole('button', { name: /^Plan the day with this list/ }).click()
  await page.getByRole('heading', { name: 'Leith Saturday', level: 1 }).waitFor()
  await page.getByRole('row', { name: new RegExp(`^Sourdough ${asked} 0`) }).waitFor()
  await expectBadge(page, allSent)
  const [day] = market.books.all('marketDay')
  expect(day).toMatchObject({ name: 'Leith Saturday', on: tomorrow(), active: true })

  await page.getByRole('link', { name: 'What to bring' }).click()
  await page.getByText('Enough on 8 of 10').click()
  await expect.poll(toLoad).toBeLessThan(usual)
  const fewer = await toLoad()
  await page.getByRole('button', { name: /^Put on the load list/ }).click()
  await hears(page, /are on the list of Leith Saturday/)
  await expectBadge(page, allSent)
  const lines = () => Object.entries(market.books.all('marketDay')[0]?.load ?? {})
  await expect.poll(() => lines().map(([, quantity]) => quantity)).toContain(fewer)

  await page.goto(`${market.server.url}/manage/reports/unusual?from=${weeksAgo(11)}`)
  await page.getByRole('heading', { name: 'Refunds · Erik' }).waitFor()
  await page.getByText(/^Money went back on 16 of the 200 orders that Erik took, £72\.00 in all/).waitFor()
  await page.getByRole('link', { name: /^Z-0803/ }).waitFor()
  await expectAccessible(page, 'what was unusual')
})

function weeksAgo(weeks: number): string {
  return new Date(Date.now() - weeks * 7 * 86_400_000).toISOString().slice(0, 10)
}
