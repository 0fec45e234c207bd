import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { hears } from './frame.ts'
import type { Market } from './market.ts'
import type { Served } from './server.ts'
import { type Staff, staff } from './seed.ts'
import { openTablet, type Size, sizes, type Tablet } from './tablet.ts'

/** Who is not signed in is told so by a 401, of which the browser writes a line. */
export const notSignedIn = /status of 401 \(Unauthorized\) \(.*\/api\/me\)/

interface Enrolment {
  place?: string
  size?: Size
  as?: Staff
  /** Looks at the form before it is filled in. */
  before?: (page: Page) => Promise<void>
}

/** A tablet on which a manager has signed in and enrolled it. */
export async function enrolled(
  { server }: Pick<Market<Served>, 'server'>,
  name: string,
  { place = 'Leith Saturday', size = sizes.landscape, as = staff.mia, before }: Enrolment = {},
): Promise<Tablet> {
  const tablet = await openTablet(server.url, '/', size)
  tablet.expects(notSignedIn)
  await signIn(tablet.page, as)
  await tablet.page.getByLabel('Name of the tablet').waitFor()
  await before?.(tablet.page)
  await enrol(tablet.page, name, place)
  return tablet
}

export async function signIn(page: Page, { username, password }: Pick<Staff, 'username' | 'password'>) {
  await page.getByLabel('User name').fill(username)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

export async function enrol(page: Page, name: string, place: string) {
  await page.getByLabel('Name of the tablet').fill(name)
  await page.getByLabel('Where it stands').selectOption(place)
  await page.getByRole('button', { name: 'Enrol and start selling' }).click()
  await withoutPin(page)
}

/** Onto the till of a tablet by user name and password; then a PIN is chosen, or none. */
export async function signBackIn(page: Page, who: Staff, pin?: string) {
  await signIn(page, who)
  if (pin === undefined) await withoutPin(page)
  else await choosePin(page, pin)
}

async function withoutPin(page: Page) {
  await page.getByRole('button', { name: 'Not now' }).click()
  await page.getByRole('heading', { name: 'Sell', exact: true }).waitFor({ state: 'attached' })
}

/** Whoever is on the till sets their first PIN, by the menu or where it is asked for after signing in. */
export async function choosePin(page: Page, pin: string, look?: () => Promise<void>) {
  const menu = page.getByRole('button', { name: /sign out$/ })
  await page.getByRole('button', { name: 'Not now' }).or(menu).waitFor()
  if (await menu.isVisible()) {
    await menu.click()
    await page.getByRole('button', { name: 'Set a PIN' }).click()
  }
  await page.getByText('Your new PIN', { exact: true }).waitFor()
  await look?.()
  await typePin(page, pin)
  await page.getByText('Once more, to be sure', { exact: true }).waitFor()
  await typePin(page, pin)
  await hears(page, 'Your PIN is set on this tablet')
  await page.getByRole('heading', { name: 'Sell', exact: true }).waitFor({ state: 'attached' })
}

/** Taps six digits on the pad in front. */
export async function typePin(page: Page, pin: string) {
  const pad = page.getByRole('group', { name: /PIN|to be sure/ })
  for (const digit of pin) await pad.getByRole('button', { name: digit, exact: true }).click()
}

/** Hands the till to someone who has a PIN on it. */
export async function switchTo(page: Page, name: string, pin: string) {
  await page.getByRole('button', { name: /sign out$/ }).click()
  await page.getByRole('button', { name: 'Switch person' }).click()
  await page.getByRole('heading', { name: 'Who is at the till?' }).waitFor()
  await page.getByRole('button', { name: new RegExp(`^${name}`) }).click()
  await typePin(page, pin)
  await page.getByRole('button', { name: new RegExp(`^${name}.*sign out$`) }).waitFor()
}

export async function signOut(page: Page) {
  await page.getByRole('button', { name: /sign out$/ }).click()
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
}

/** Waits until the service worker serves this page, so that it opens without a network. */
export async function installed(page: Page) {
  await expect
    .poll(() => page.evaluate(() => navigator.serviceWorker.controller?.state ?? 'none'), { timeout: 20_000 })
    .toBe('activated')
}
