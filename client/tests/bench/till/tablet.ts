import { gzipSync } from 'node:zlib'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, chromium, type Page } from 'playwright-core'
import { findChromium } from '../../../../server/cli/chromium.mjs'
import { staff } from '../../../e2e/seed.ts'
import { switches } from '../../../e2e/switches.ts'
import { installProbe } from './probe.ts'

const aWhile = 15 * 60_000

/** A browser with a till that was enrolled, has taken in everything there is, and works offline by now. */
export interface Tablet {
  page: Page
  /** How many times slower than this machine its processor is to be. */
  slow(times: number): Promise<void>
  close(): Promise<void>
}

export async function openTablet(url: string, orders: number, place = 'Leith Saturday'): Promise<Tablet> {
  const profile = mkdtempSync(join(tmpdir(), 'awning-bench-'))
  const context = await chromium.launchPersistentContext(profile, {
    ...{ executablePath: findChromium() ?? '', args: switches, viewport: { width: 1180, height: 820 } },
    ...{ locale: 'en-GB', timezoneId: 'Europe/London' },
  })
  const page = context.pages()[0] ?? (await context.newPage())
  await installProbe(page)
  await page.goto(url)
  await enrol(page, place)
  await filled(page, orders)
  const session = await context.newCDPSession(page)
  return {
    page,
    async slow(rate) {
      await session.send('Emulation.setCPUThrottlingRate', { rate })
    },
    async close() {
      await context.close()
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

async function enrol(page: Page, place: string): Promise<void> {
  const { username, password } = staff.mia
  await page.getByLabel('User name').fill(username)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByLabel('Name of the tablet').fill('Bench')
  await page.getByLabel('Where it stands').selectOption(place)
  await page.getByRole('button', { name: 'Enrol and start selling' }).click()
  await page.getByRole('button', { name: 'Not now' }).click()
  await page.locator('[data-tile="0"]').waitFor({ timeout: aWhile })
}

/** Waits until all orders are on the tablet. */
async function filled(page: Page, orders: number): Promise<void> {
  const until = Date.now() + aWhile
  for (;;) {
    const held = await heldBy(page)
    if (held >= orders) break
    if (Date.now() > until) throw new Error(`only ${held} orders came`)
    await page.waitForTimeout(500)
  }
  await page
    .getByRole('banner')
    .getByRole('status')
    .getByText('All saved and sent')
    .waitFor({ timeout: aWhile })
}

/** How many orders are on the tablet by now. */
export function heldBy(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const opening = indexedDB.open('awning')
    await new Promise((resolve) => (opening.onsuccess = resolve))
    const counting = opening.result.transaction('order').objectStore('order').count()
    await new Promise((resolve) => (counting.onsuccess = resolve))
    opening.result.close()
    return counting.result
  })
}

/** What the sell page fetches of scripts and styles before it can be used, compressed, in kB of 1,000 bytes. */
export async function firstLoad(
  context: BrowserContext,
  url: string,
): Promise<{ scripts: number; styles: number }> {
  const page = await context.newPage()
  const session = await context.newCDPSession(page)
  await session.send('Network.enable')
  await session.send('Network.setBypassServiceWorker', { bypass: true })
  await session.send('Network.setCacheDisabled', { cacheDisabled: true })
  const sums = { scripts: 0, styles: 0 }
  const bodies: Promise<void>[] = []
  let isDrawn = false
  page.on('response', (response) => {
    if (isDrawn) return
    const kind = response.request().resourceType()
    if (kind !== 'script' && kind !== 'stylesheet') return
    bodies.push(
      response.body().then((body) => {
        sums[kind === 'script' ? 'scripts' : 'styles'] += gzipSync(body, { level: 9 }).byteLength / 1_000
      }),
    )
  })
  await page.goto(url)
  await page.locator('[data-tile="0"]').waitFor()
  isDrawn = true
  await Promise.all(bodies)
  await page.close()
  return sums
}
