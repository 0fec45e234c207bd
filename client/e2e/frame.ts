import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Books } from './books.ts'

/** What the sync badge says, in full. */
export async function badge(page: Page): Promise<string> {
  return (await page.getByRole('banner').getByRole('status').innerText()).trim()
}

export async function expectBadge(page: Page, words: string | RegExp, timeout = 10_000) {
  await expect.poll(() => badge(page), { timeout, interval: 25 }).toMatch(words)
  // It is drawn a moment after a tap is kept, and would still say so of what was before.
  if (words === allSent) await expect.poll(() => waiting(page), { timeout, interval: 25 }).toBe(0)
}

export const allSent = 'All saved and sent'

/** How many commands the tablet keeps that have no outcome yet. */
function waiting(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open('awning')
        opening.onerror = () => reject(new Error('no database'))
        opening.onsuccess = () => {
          const database = opening.result
          const entries = database.transaction('entries').objectStore('entries')
          const counting = entries.index('state').count('waiting')
          counting.onerror = () => reject(new Error('not counted'))
          counting.onsuccess = () => {
            database.close()
            resolve(counting.result)
          }
        }
      }),
  )
}

/** Waits until the server holds so many orders, and the badge says that none waits here. */
export async function expectSent(page: Page, books: Books, orders: number) {
  await expect.poll(() => books.all('order').length).toBe(orders)
  await expectBadge(page, allSent)
}

/** Goes there as a person does, by the navigation. */
export async function turnTo(page: Page, name: 'Sell' | 'Orders' | 'Stock' | 'Till' | 'Manage') {
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name }).click()
  await page.getByRole('main').getByRole('heading', { name, level: 1 }).waitFor({ state: 'attached' })
}

/** The sheet or dialog that is open. */
export function sheet(page: Page, name?: string | RegExp) {
  return page.getByRole('dialog', name === undefined ? {} : { name })
}

/** Waits for a toast that says so. */
export async function hears(page: Page, words: string | RegExp) {
  await page
    .getByRole('region', { name: /Messages/ })
    .getByText(words)
    .first()
    .waitFor()
}
