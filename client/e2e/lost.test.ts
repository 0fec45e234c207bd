import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { expectAccessible } from './axe.ts'
import { notSignedIn, signIn } from './doors.ts'
import { expectBadge, expectSent, hears } from './frame.ts'
import { keep, seenAs, sideways, themes } from './looking.ts'
import { charge, nextOrder, payCash, sell } from './selling.ts'
import { staff } from './seed.ts'
import { noNetwork } from './tablet.ts'
import { readyTill } from './till.ts'

test('It says what is safe and what is lost when the browser has thrown the database away, and sells again', async () => {
  const { market, tablet, page } = await readyTill()
  for (const name of ['Sourdough', 'Baguette']) await sellOne(page, name)
  await expectSent(page, market.books, 2)
  await tablet.cut()
  await sellOne(page, 'Sourdough')
  await expectBadge(page, /^Offline · 1 order/)

  tablet.expects(/DatabaseClosedError|NotFoundError|InvalidStateError/)
  await throwDatabaseAway(page)
  await page.goto(new URL('/orders', page.url()).href)
  await page.getByRole('heading', { name: 'The storage of tablet A is gone' }).waitFor()
  await page.getByText('Safe: 2 orders had been sent').waitFor()
  await page.getByText('Probably lost: 1 order (£').waitFor()
  await page.getByText('The last order number given out here was A-0003.').waitFor()
  await page.getByText('The server cannot be reached just now').waitFor()
  await expectAccessible(page, 'storage lost')
  for (const theme of themes)
    for (const size of ['landscape', 'portrait', 'phone'] as const)
      await seenAs(page, size, theme, async () => {
        expect(await sideways(page)).toBe(0)
        await keep(page, 'storage-lost', size, theme)
      })

  await tablet.connect()
  tablet.expects(noNetwork)
  tablet.expects(notSignedIn)
  await page.getByRole('link', { name: 'Sign in and enrol it again' }).click()
  await page.getByText('The storage of tablet A is gone').waitFor()
  await keep(page, 'storage-lost-sign-in', 'landscape', 'light')
  await signIn(page, staff.mia)
  await expect.poll(() => page.getByLabel('Name of the tablet').inputValue()).toBe('Blue tablet')
  await page.getByRole('button', { name: 'Enrol and start selling' }).click()
  await hears(page, /This is tablet B/)
  await page.goto(new URL('/sell', page.url()).href)
  await sellOne(page, 'Sourdough')
  await expectSent(page, market.books, 3)
  expect(
    market.books
      .all('order')
      .map(({ number }) => number)
      .sort(),
  ).toEqual(['A-0001', 'A-0002', 'B-0001'])
})

async function sellOne(page: Page, name: string) {
  await sell(page, name)
  await charge(page)
  await payCash(page)
  await nextOrder(page)
}

async function throwDatabaseAway(page: Page) {
  const { origin } = new URL(page.url())
  const session = await page.context().newCDPSession(page)
  await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'indexeddb' })
  await session.detach()
}
