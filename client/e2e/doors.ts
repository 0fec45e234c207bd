import type { Page } from 'playwright-core'
import { expect } from 'vitest'
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
  await page.getByRole('heading', { name: 'Sell', exact: true }).waitFor({ state: 'attached' })
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
