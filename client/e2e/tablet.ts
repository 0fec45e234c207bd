import { cpSync, mkdtempSync, readlinkSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, chromium, type ConsoleMessage, type Page } from 'playwright-core'
import { expect, onTestFinished } from 'vitest'
import { findChromium } from '../../server/cli/chromium.mjs'
import { root } from './build.ts'
import { switches } from './switches.ts'

export const sizes = {
  landscape: { width: 1180, height: 820 },
  portrait: { width: 820, height: 1180 },
  phone: { width: 390, height: 844 },
  desk: { width: 1440, height: 900 },
}

export type Size = { width: number; height: number }

/** A browser with a profile of its own, as a tablet at a stall has one. */
export interface Tablet {
  /** The tab in hand. */
  page: Page
  context: BrowserContext
  /** The folder in which the browser keeps all that it keeps. */
  profile: string
  /** Another tab of the same browser. */
  openTab(path: string): Promise<Page>
  goTo(path: string): Promise<void>
  /** Takes the network away, or gives it back. */
  cut(): Promise<void>
  connect(): Promise<void>
  close(): Promise<void>
  /** Ends the browser without a word, as a dead battery would. */
  kill(): Promise<void>
  /** Starts the browser again, cold, with what its profile kept. */
  start(path: string): Promise<void>
  /** A refusal that the browser writes into its console although the app handles it. */
  expects(complaint: RegExp): void
}

/** What the browser itself says in its console of every request that the network did not carry. */
export const noNetwork = /^Failed to load resource: net::ERR_/

interface More {
  /** A film (Y4M) of what its camera sees; without one it has none. */
  camera?: string | undefined
  /** A folder with what a browser kept, to begin with. */
  from?: string
}

export async function openTablet(
  url: string,
  path = '/',
  size = sizes.landscape,
  { camera, from }: More = {},
): Promise<Tablet> {
  const profile = mkdtempSync(join(tmpdir(), 'awning-profile-'))
  if (from) cpSync(from, profile, { recursive: true })
  const complaints: string[] = []
  const expected: RegExp[] = []
  let isCut = false
  let wasCut = false

  const hear = (text: string) => {
    if (wasCut && noNetwork.test(text)) return
    if (!expected.some((complaint) => complaint.test(text))) complaints.push(text)
  }

  async function launch(): Promise<BrowserContext> {
    const context = await chromium.launchPersistentContext(profile, {
      executablePath: findChromium() ?? '',
      args: camera ? [...switches, ...cameraOf(camera)] : switches,
      viewport: size,
      locale: 'en-GB',
      timezoneId: 'Europe/London',
      offline: isCut,
    })
    context.setDefaultTimeout(15_000)
    context.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') hear(textOf(message))
    })
    context.on('weberror', (error) => hear(String(error.error())))
    return context
  }

  const tablet: Tablet = {
    context: await launch(),
    profile,
    page: undefined as unknown as Page,
    async openTab(to) {
      const page = await tablet.context.newPage()
      await page.goto(url + to)
      return page
    },
    async goTo(to) {
      await tablet.page.goto(url + to)
    },
    async cut() {
      isCut = wasCut = true
      await tablet.context.setOffline(true)
    },
    async connect() {
      isCut = false
      await tablet.context.setOffline(false)
    },
    close: () => tablet.context.close(),
    async kill() {
      const closed = new Promise((resolve) => tablet.context.once('close', resolve))
      process.kill(processOf(profile), 'SIGKILL')
      await closed
    },
    async start(to) {
      tablet.context = await launch()
      tablet.page = tablet.context.pages()[0] ?? (await tablet.context.newPage())
      await tablet.goTo(to)
    },
    expects: (complaint) => void expected.push(complaint),
  }
  onTestFinished(async ({ task }) => {
    if (task.result?.state === 'fail') await picture(tablet.page, task.name)
    await tablet.context.close()
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
    expect(complaints).toEqual([])
  })
  tablet.page = tablet.context.pages()[0] ?? (await tablet.context.newPage())
  await tablet.goTo(path)
  return tablet
}

function cameraOf(film: string): string[] {
  return ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${film}`]
}

/** What was on the screen when a test failed. */
async function picture(page: Page, name: string): Promise<void> {
  const file = `${name.replaceAll(/\W+/g, '-').slice(0, 60)}-${Date.now() % 100_000}.png`
  await page.screenshot({ path: join(root, 'screenshots', 'failed', file) }).catch(() => undefined)
}

function textOf(message: ConsoleMessage): string {
  const { url } = message.location()
  return url ? `${message.text()} (${url})` : message.text()
}

/** Chromium notes in its profile which process has it: "host-1234". */
function processOf(profile: string): number {
  return Number(/-(\d+)$/.exec(readlinkSync(join(profile, 'SingletonLock')))?.[1])
}
