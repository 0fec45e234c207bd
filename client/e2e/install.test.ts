import type { Page } from 'playwright-core'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { buildVersion, makeSureOfBuild, root } from './build.ts'
import { enrolled, installed } from './doors.ts'
import { allSent, expectBadge, hears, sheet } from './frame.ts'
import { openMarket, openMarketWith } from './market.ts'
import { expectBasket, chargeButton, sell } from './selling.ts'
import type { Tablet } from './tablet.ts'
import { readyTillOffline } from './till.ts'

test('It can be installed: a manifest with icons of their sizes, and a service worker over every page', async () => {
  const market = await openMarket()
  const { page, context } = await enrolled(market, 'Blue tablet')
  await installed(page)
  const cdp = await context.newCDPSession(page)
  const { installabilityErrors } = await cdp.send('Page.getInstallabilityErrors')
  expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito')).toEqual([])
  const { url, data = '', errors } = await cdp.send('Page.getAppManifest')
  expect(errors).toEqual([])
  expect(new URL(url).pathname).toBe('/manifest.webmanifest')
  const manifest = JSON.parse(data) as {
    name: string
    start_url: string
    display: string
    icons: { src: string; sizes: string; purpose: string }[]
  }
  expect(manifest).toMatchObject({ name: 'Awning', start_url: '/', display: 'standalone' })
  expect(manifest.icons.map(({ sizes, purpose }) => `${sizes} ${purpose}`)).toEqual(
    expect.arrayContaining(['192x192 any', '512x512 any', '512x512 maskable']),
  )
  for (const { src, sizes } of manifest.icons) {
    const drawn = await page.evaluate(async (address) => {
      const picture = new Image()
      picture.src = address
      await picture.decode()
      return `${picture.naturalWidth}x${picture.naturalHeight}`
    }, src)
    expect(drawn, src).toBe(sizes)
  }
})

test('It says what is wrong where a browser keeps nothing, without a network too, and opens once it does', async () => {
  const { tablet } = await readyTillOffline()
  const page = await tablet.context.newPage()
  await page.addInitScript(() => {
    if (sessionStorage.getItem('keeps') === null) Reflect.deleteProperty(window, 'indexedDB')
  })
  await page.goto(tablet.page.url())
  await page.getByRole('heading', { name: 'This browser does not let Awning keep orders' }).waitFor()
  await page.evaluate(() => sessionStorage.setItem('keeps', 'again'))
  await page.getByRole('button', { name: 'Try again' }).click()
  await chargeButton(page).waitFor()
})

test('It makes neither script nor markup out of a text that anybody could have written', async () => {
  const tablet = await enrolled(await openMarket(), 'Blue tablet')
  tablet.expects(/Trusted|inline event handler/)
  const made = await tablet.page.evaluate(() => {
    const drawn = (text: string) => {
      const box = document.createElement('div')
      box.innerHTML = text
      return box.childElementCount === 0 && box.textContent === text ? 'as text' : box.innerHTML
    }
    const attempt = (work: () => unknown) => {
      try {
        work()
        return 'taken'
      } catch (error) {
        return error instanceof TypeError ? 'refused' : String(error)
      }
    }
    const script = document.createElement('script')
    return {
      handler: drawn('<img src=x onerror="document.title = 1">'),
      script: drawn('<b>fine</b><script>document.title = 1</script>'),
      link: drawn('<a href="javascript:document.title = 1">here</a>'),
      name: drawn('Bread & <cakes>'),
      legend: drawn('<span class="legend">Bread</span>'),
      code: attempt(() => (script.text = 'document.title = 1')),
      address: attempt(() => (script.src = 'https://evil.example/x.js')),
      worker: attempt(() => new Worker('data:text/javascript,postMessage(1)')),
    }
  })
  expect(made).toEqual({
    ...{ handler: 'as text', script: 'as text', link: 'as text', name: 'as text' },
    legend: '<span class="legend">Bread</span>',
    ...{ code: 'refused', address: 'refused', worker: 'refused' },
  })
})

test('It starts a new version when a person asks for it, and never with an open basket', async () => {
  makeSureOfBuild()
  const folder = mkdtempSync(join(tmpdir(), 'awning-dist-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const [dist, next] = [join(folder, 'dist'), join(folder, 'next')]
  cpSync(join(root, 'dist'), dist, { recursive: true })
  buildVersion('99.0.0', next)
  const market = await openMarketWith(dist)
  const tablet = await enrolled(market, 'Blue tablet')
  const { page } = tablet
  await installed(page)
  await expectBadge(page, allSent)
  const before = await version(tablet)
  await sell(page, 'Sourdough')
  await page.evaluate(() => document.body.setAttribute('data-mark', 'the same page'))

  rmSync(dist, { recursive: true })
  cpSync(next, dist, { recursive: true })
  // As when the tablet is picked up again: that is when the app looks for a new version.
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
  const update = page.getByRole('button', { name: 'New version ready' })
  await update.waitFor({ timeout: 60_000 })
  await update.click()
  await hears(page, /starts once no basket is open/)
  expect(await page.evaluate(() => document.body.getAttribute('data-mark'))).toBe('the same page')
  await expectBasket(page, '1 × Sourdough')
  await tablet.goTo('/orders')
  expect(await version(tablet)).toBe(before)
  await tablet.goTo('/sell')
  await expectBasket(page, '1 × Sourdough')

  await page.getByRole('button', { name: 'Clear', exact: true }).click()
  await expect.poll(() => chargeButton(page).isDisabled()).toBe(true)
  await expect.poll(() => isBusy(page)).toBe(false)
  await withoutPausedWorker(page, () =>
    Promise.all([page.waitForEvent('load', { timeout: 60_000 }), update.click()]),
  )
  expect(await version(tablet)).toBe('99.0.0')
  expect(await update.count()).toBe(0)
  await expectBadge(page, allSent)
})

/**
 * A request that comes while the old worker ends, to make way, starts it again, and one that a debugger is attached to
 * then waits for it, which Playwright does not know (microsoft/playwright#39475). It is ended until it has made way.
 */
async function withoutPausedWorker(page: Page, act: () => Promise<unknown>): Promise<void> {
  const cdp = await page.context().newCDPSession(page)
  let old: string | undefined
  cdp.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
    old ??= versions.find(({ status }) => status === 'activated')?.versionId
  })
  await cdp.send('ServiceWorker.enable')
  await expect.poll(() => old).toBeDefined()
  const stopping = setInterval(() => {
    if (old !== undefined) cdp.send('ServiceWorker.stopWorker', { versionId: old }).catch(() => undefined)
  }, 5_000)
  try {
    await act()
  } finally {
    clearInterval(stopping)
    await cdp.detach()
  }
}

/** Whether some tab still holds the lock by which tabs tell each other that they are in the middle of something. */
function isBusy(page: Page): Promise<boolean> {
  return page.evaluate(async () =>
    ((await navigator.locks.query()).held ?? []).some(({ name }) => name === 'awning.busy'),
  )
}

/** What the sheet about this tablet says. */
async function version({ page }: Tablet): Promise<string> {
  await page.getByRole('button', { name: /sign out$/ }).click()
  const menu = page.getByRole('dialog')
  await menu.getByRole('button', { name: 'This tablet', exact: true }).click()
  const facts = sheet(page, /^Tablet/)
    .getByText('Version of the app')
    .locator('xpath=..')
  const words = await facts.innerText()
  await sheet(page, /^Tablet/)
    .getByRole('button', { name: 'Close' })
    .click()
  return words.replace('Version of the app', '').trim()
}
