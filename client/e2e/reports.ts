import type { Page } from 'playwright-core'
import { turnTo } from './frame.ts'

/** To a report, by the page on which all of them are. */
export async function turnToReport(page: Page, name: string) {
  const ways = page.getByRole('navigation', { name: 'Reports' })
  if (!(await ways.isVisible())) {
    await turnTo(page, 'Manage')
    await page.getByRole('link', { name: /^Reports/ }).click()
  }
  await ways.getByRole('link', { name, exact: true }).click()
  await page.getByRole('heading', { name, level: 1 }).waitFor()
}

/** Waits for a picture of that name to be drawn. */
export async function chartOf(page: Page, name: string | RegExp) {
  await page.getByRole('img', { name }).locator('svg').first().waitFor()
}

/** What a large figure says: "£9.00". */
export function figure(page: Page, name: string) {
  return page.locator('.ui-figures > div').filter({ has: page.getByText(name, { exact: true }) })
}
