import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'

/** A product's tile; its words end in how many are left, where that is kept. */
export function tile(page: Page, product: string): Locator {
  const name = new RegExp(
    `(^| )${product} £[\\d.,]+( \\d+| \\d+ left| sold out| \\d+ for this tablet| only what you can see on the table)?$`,
  )
  return page.getByRole('main').getByRole('button', { name })
}

export async function sell(page: Page, ...products: string[]) {
  for (const product of products) await tile(page, product).click()
}

/** "12", "3 left", "sold out"; empty for what is not kept. */
export async function left(page: Page, product: string): Promise<string> {
  const words = await tile(page, product).innerText()
  return words.split('\n').at(-1)?.replace(/^£.*/, '').trim() ?? ''
}

/** As a wedge scanner types: five milliseconds between its keys by their own time, however busy this machine is. */
export async function scan(page: Page, code: string) {
  const session = await page.context().newCDPSession(page)
  const keys = [...code, 'Enter']
  const start = Date.now() - keys.length * 5
  for (const [index, key] of keys.entries()) {
    const text = key === 'Enter' ? '\r' : key
    const timestamp = (start + index * 5) / 1_000
    await session.send('Input.dispatchKeyEvent', { type: 'keyDown', key, text, timestamp })
    await session.send('Input.dispatchKeyEvent', { type: 'keyUp', key, timestamp })
  }
  await session.detach()
}

export function chargeButton(page: Page): Locator {
  return page.getByRole('button', { name: /^Charge/ })
}

export async function charge(page: Page) {
  await chargeButton(page).click()
  await page.getByRole('heading', { name: /^To pay/ }).waitFor()
}

/** Takes cash: exactly the total, or what is typed on the pad ("2000" is £20). Gives the order's number. */
export async function payCash(page: Page, typed = ''): Promise<string> {
  for (const digit of typed) await page.getByRole('button', { name: digit, exact: true }).click()
  await settledButton(page, /^Take/).click()
  return savedNumber(page)
}

export async function payCard(page: Page): Promise<string> {
  await page.getByText('Card terminal', { exact: true }).click()
  await settledButton(page, /^Card paid/).click()
  return savedNumber(page)
}

/** Saves the order with all of it still to pay. Gives its number. */
export async function payLater(page: Page): Promise<string> {
  await page.getByText('Pay later', { exact: true }).click()
  await settledButton(page, /^Pay later/).click()
  return savedNumber(page)
}

export async function savedNumber(page: Page): Promise<string> {
  const heading = page.getByRole('heading', { name: /^Order [A-Z]+-\d+$/ })
  return (await heading.innerText()).replace(/^Order\s*/, '')
}

export async function nextOrder(page: Page) {
  await settledButton(page, 'Next order').click()
  await page.getByRole('heading', { name: 'Basket', exact: true }).waitFor()
}

/** Screens take no tap in their first moments; until then they say that their button is off. */
export function settledButton(page: Page, name: string | RegExp): Locator {
  return page.getByRole('button', { name, disabled: false })
}

/** Taps these buttons in the moment they are there, as the second half of a double tap on what was there before would. */
export async function tapInTheirFirstMoment(page: Page, ...names: string[]) {
  await page.evaluate((sought) => {
    const observer = new MutationObserver(() => {
      const found = [...document.querySelectorAll('button')].filter(({ innerText }) =>
        sought.includes(innerText.trim()),
      )
      if (found.length < sought.length) return
      observer.disconnect()
      for (const button of found) button.click()
    })
    observer.observe(document.body, { childList: true, subtree: true })
  }, names)
}

export async function nameCustomer(page: Page, name: string) {
  await page.getByRole('button', { name: 'Customer' }).click()
  const dialog = page.getByRole('dialog', { name: 'Customer and note' })
  await dialog.getByLabel('Customer’s name').fill(name)
  await dialog.getByRole('button', { name: 'Done' }).click()
  await dialog.waitFor({ state: 'hidden' })
}

/** Waits until the basket holds these lines, and until they would outlive a dead battery. */
export async function expectBasket(page: Page, ...lines: string[]) {
  await expect.poll(() => basket(page)).toEqual(lines)
  await page.locator('aside[aria-busy=false]').waitFor({ state: 'attached' })
}

/** What lies in the basket: "2 × Sourdough". */
async function basket(page: Page): Promise<string[]> {
  const steppers = page.getByRole('complementary').getByRole('group', { name: /^How many: / })
  // At one look: a line that goes in between would be waited for.
  return steppers.evaluateAll((found) =>
    found.map((it) => {
      const label = it.getAttribute('aria-label') ?? ''
      return `${it.textContent.trim()} × ${label.replace('How many: ', '')}`
    }),
  )
}
