import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { expectAccessible } from './axe.ts'
import { notSignedIn } from './doors.ts'
import { allSent, expectBadge, hears, sheet } from './frame.ts'
import { openMarket } from './market.ts'
import { expectBasket, savedNumber, scan, settledButton, tile } from './selling.ts'
import { staff } from './seed.ts'
import { openTablet } from './tablet.ts'

test('It sells two orders by keyboard alone, from signing in to the next order', async () => {
  const market = await openMarket()
  const tablet = await openTablet(market.server.url)
  tablet.expects(notSignedIn)
  const { page } = tablet
  await tabTo(page, page.getByLabel('User name'))
  await page.keyboard.type(staff.mia.username)
  await tabTo(page, page.getByLabel('Password', { exact: true }))
  await page.keyboard.type(staff.mia.password)
  await page.keyboard.press('Enter')
  await tabTo(page, page.getByLabel('Name of the tablet'))
  await page.keyboard.type('Blue tablet')
  await page.keyboard.press('Enter')
  await tabTo(page, page.getByRole('button', { name: 'Not now' }))
  await page.keyboard.press('Enter')
  await tile(page, 'Sourdough').waitFor()

  await page.keyboard.press('/')
  await type(page, 'sour')
  await page.keyboard.press('Enter')
  await expectBasket(page, '1 × Sourdough')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await expectBasket(page, '1 × Sourdough', '1 × Baguette')
  await tabTo(page, page.getByRole('button', { name: 'One Sourdough more' }))
  await page.keyboard.press('Space')
  await expectBasket(page, '2 × Sourdough', '1 × Baguette')
  await page.keyboard.press('ArrowDown')
  // A scanner's keys follow each other at once; a person's do not.
  await page.waitForTimeout(200)
  await page.keyboard.type('++-', { delay: 200 })
  await expectBasket(page, '2 × Sourdough', '2 × Baguette')
  await page.keyboard.press('Delete')
  await expectBasket(page, '2 × Sourdough')
  await hears(page, 'Baguette removed')
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toContain('Sourdough')
  await page.keyboard.press('Control+z')
  await expectBasket(page, '2 × Sourdough', '2 × Baguette')
  // As a scanner types it: its minus is none of ours.
  await scan(page, 'A-12-4')
  await hears(page, 'Nothing here has the code or name “A-12-4”.')
  await expectBasket(page, '2 × Sourdough', '2 × Baguette')
  await page.keyboard.press('?')
  await sheet(page, 'Keyboard').waitFor()
  await expectAccessible(page, 'the keyboard')
  await page.keyboard.press('Escape')
  await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur())
  await page.keyboard.press('Enter')
  await settledButton(page, /^Take/).waitFor()
  await type(page, '5000')
  await page.keyboard.press('Enter')
  expect(await savedNumber(page)).toBe('A-0001')
  await settledButton(page, 'Next order').waitFor()
  await tabTo(page, settledButton(page, 'Next order'))
  await page.keyboard.press('Enter')

  const heading = page.getByRole('heading', { name: 'Basket', exact: true })
  await heading.waitFor()
  await expect.poll(() => heading.evaluate((it) => it === document.activeElement)).toBe(true)
  await page.keyboard.press('/')
  await type(page, 'coff')
  await page.keyboard.press('Enter')
  await expectBasket(page, '1 × Coffee')
  await page.waitForTimeout(500)
  await page.keyboard.press('Enter')
  await settledButton(page, /^Take/).waitFor()
  await page.keyboard.press('Enter')
  expect(await savedNumber(page)).toBe('A-0002')
  await expectBadge(page, allSent)
})

/** At a person's speed: what comes faster is a barcode scanner. */
async function type(page: Page, text: string) {
  await page.keyboard.type(text, { delay: 80 })
}

/** Presses Tab until the thing has the focus. */
async function tabTo(page: Page, goal: Locator) {
  await goal.waitFor()
  for (let presses = 0; presses < 60; presses += 1) {
    if (await goal.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error('the keyboard does not get there')
}
