import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { expectAccessible } from './axe.ts'
import { enrolled, notSignedIn, signBackIn, signIn, signOut } from './doors.ts'
import { allSent, expectBadge, expectSent, turnTo } from './frame.ts'
import { sideways } from './looking.ts'
import { chartOf, figure, turnToReport } from './reports.ts'
import { staff } from './seed.ts'
import { charge, nextOrder, payCard, payCash, sell } from './selling.ts'
import type { Tablet } from './tablet.ts'
import { readyTill } from './till.ts'

test('It shows a sale of another tablet on the dashboard, and the same figures in table, file and print', async () => {
  const { market, tablet, page } = await readyTill()
  const other = await enrolled(market, 'Red tablet')
  await turnToReport(page, 'Overview')
  await page.getByText('Nothing sold yet today').waitFor()

  await sell(other.page, 'Sourdough', 'Sourdough', 'Coffee')
  await charge(other.page)
  await payCash(other.page)
  await figure(page, 'Sales today').getByText('£12.20').waitFor()
  await chartOf(page, /^Today by hour.*£12\.20/)
  await page.getByRole('row', { name: /Sourdough 2 £9\.00/ }).waitFor()
  await expectAccessible(page, 'the dashboard')

  await turnToReport(page, 'Sales')
  await page.getByRole('radiogroup', { name: 'When' }).getByText('Today').click()
  await page.getByLabel('By', { exact: true }).selectOption('Product')
  await page.getByRole('row', { name: /Coffee 1 1 £0\.00 £0\.00 £3\.20/ }).waitFor()
  expect(new URL(page.url()).search).toBe('?period=today&by=product')
  await chartOf(page, /^Sales by product.*Sourdough: £9\.00/)
  await expectAccessible(page, 'sales by product')
  await expectFile(page)
  await expectPrint(page)

  await page.goBack()
  await page.getByRole('img', { name: /^Sales by day/ }).waitFor()
  await page.goForward()
  await page.getByRole('img', { name: /^Sales by product/ }).waitFor()
  await page.getByLabel('Where', { exact: true }).selectOption('Porty Kitchen')
  await page.getByText('Nothing was sold').waitFor()
  await turnToReport(page, 'Margins')
  expect(new URL(page.url()).search).toMatch(/^\?period=today&at=[0-9a-f-]{36}$/)
  await page.goBack()
  await page.getByText('Nothing was sold').waitFor()
  await expectSameAfterSigningIn(tablet)
})

/** A session that ends while there is no network asks for the password after it, and leads back to what was asked. */
async function expectSameAfterSigningIn(tablet: Tablet) {
  const { page, context } = tablet
  tablet.expects(/status of 401 .*\/api\/reports/)
  // The page asks by itself too, and would be gone before a choice is made in it.
  await tablet.cut()
  await page.getByLabel('By', { exact: true }).selectOption('Category')
  await context.clearCookies()
  await tablet.connect()
  await page.getByText('Your session has ended.').waitFor()
  await signIn(page, staff.mia)
  await page.getByLabel('Where', { exact: true }).selectOption('All places')
  await page.getByRole('img', { name: /^Sales by category/ }).waitFor()
  expect(new URL(page.url()).search).toBe('?period=today&by=category')
}

async function expectFile(page: Page) {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export as a file for spreadsheets' }).click(),
  ])
  expect(file.suggestedFilename()).toMatch(/^sales.*\.csv$/)
  const text = readFileSync(await file.path(), 'utf8')
  expect(text).toMatch(/Sourdough\W+1\W+2\W+9\W/)
}

/** On paper: the figures with their head, and none of what is there to be tapped. */
async function expectPrint(page: Page) {
  const before = page.viewportSize() ?? { width: 1180, height: 820 }
  await page.setViewportSize({ width: 658, height: 930 })
  await page.emulateMedia({ media: 'print' })
  await page.getByText(/^Leith Larder · printed/).waitFor()
  await page.getByText(/^Not final/).waitFor()
  await page.getByRole('row', { name: /Sourdough 1 2/ }).waitFor()
  const tapped = page.getByRole('navigation').or(page.getByRole('radiogroup', { name: 'When' }))
  expect(await tapped.count()).toBe(0)
  // What was drawn for the screen is scaled to the paper: a pixel is rounding.
  expect(await sideways(page)).toBeLessThan(2)
  await page.emulateMedia({ media: null })
  await page.setViewportSize(before)
}

test('It adds up today on the tablet itself without a network, and shows no money to who counts blind', async () => {
  const { market, tablet, page } = await readyTill()
  tablet.expects(notSignedIn)
  await sell(page, 'Sourdough')
  await charge(page)
  await payCard(page)
  await nextOrder(page)
  await expectSent(page, market.books, 1)
  await tablet.cut()
  await sell(page, 'Coffee', 'Coffee')
  await charge(page)
  await payCash(page)

  await turnTo(page, 'Manage')
  await page.getByRole('link', { name: /^Reports/ }).click()
  await page.getByText('The server cannot be reached just now').waitFor()
  await page.getByRole('link', { name: 'Today on this tablet' }).click()
  await figure(page, 'Sales').getByText('£10.90').waitFor()
  await figure(page, 'Not sent yet').getByText('1', { exact: true }).waitFor()
  await page.getByRole('row', { name: /Cash 1 £0\.00 £6\.40/ }).waitFor()
  await page.getByRole('row', { name: /Card terminal 1 £0\.00 £4\.50/ }).waitFor()
  await page.getByRole('row', { name: /Coffee 1 2 £0\.00 £6\.40/ }).waitFor()
  await chartOf(page, /^Today by hour/)
  await expectAccessible(page, 'today on this tablet')

  await tablet.connect()
  await expectBadge(page, allSent)
  await signOut(page)
  await signBackIn(page, staff.erik)
  await turnTo(page, 'Till')
  await page.getByRole('link', { name: 'Today' }).click()
  await page.getByRole('row', { name: /Coffee 1 2/ }).waitFor()
  expect(await page.getByRole('main').innerText()).not.toContain('£')
})
