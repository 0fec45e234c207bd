import type { Locator, Page } from 'playwright-core'
import { hears, sheet, turnTo } from './frame.ts'
import { settledButton } from './selling.ts'

/** Types how many there are of each note and coin: `{ '£20': 2, '£0.50': 7 }`. */
export async function tally(form: Locator, found: Record<string, number>) {
  for (const [name, size] of Object.entries(found))
    await form.getByLabel(`How many: ${name}`, { exact: true }).fill(String(size))
}

/** Opens a till with a float. */
export async function openTill(page: Page, float: Record<string, number>) {
  await turnTo(page, 'Till')
  await page.getByRole('button', { name: 'Open the till' }).click()
  const form = sheet(page, 'Open the till')
  await tally(form, float)
  await form.getByRole('button', { name: /^Open/ }).click()
  await hears(page, 'Till opened. Saved on this tablet')
}

export async function moveCash(page: Page, what: 'Paid in' | 'Paid out', digits: string, reason: string) {
  await turnTo(page, 'Till')
  await page.getByRole('button', { name: 'Cash in or out' }).click()
  const form = sheet(page, 'Cash in or out')
  await form.getByText(what, { exact: true }).click()
  await form.getByRole('button', { name: reason, exact: true }).click()
  for (const digit of digits) await form.getByRole('button', { name: digit, exact: true }).click()
  await form.getByRole('button', { name: new RegExp(`^${what} £`) }).click()
  await form.waitFor({ state: 'hidden' })
}

/** Counts the till, and reads how it compares: "Exact", "£1.60 short". */
export async function countTill(page: Page, found: Record<string, number>, difference: string) {
  await turnTo(page, 'Till')
  await page.getByRole('button', { name: 'Count and close' }).click()
  const form = sheet(page, 'Count and close')
  await tally(form, found)
  await form.getByRole('button', { name: /^Counted/ }).click()
  await form.getByRole('status').getByText(difference).waitFor()
}

export async function closeTill(page: Page) {
  await settledButton(page, 'Close the till').click()
  await hears(page, 'Till closed. Saved on this tablet')
}
