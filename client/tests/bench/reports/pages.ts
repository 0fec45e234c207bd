import type { Page } from 'playwright-core'
import type { Figure } from '../figures.ts'
import { soon } from '../till/probe.ts'
import { heldBy, openTablet } from '../till/tablet.ts'
import type { Range } from './questions.ts'

const painting = 1_000

/** An address, and what stands on its page once it is drawn. */
interface Sight {
  what: string
  path: string
  parts: string[]
}

const [figures, drawn, rows] = ['.ui-figures .value', '.ui-chart .apexcharts-series path', '.ui-data-table']
const overview = { what: 'overview, with the app’s start', path: '/manage/reports', parts: [figures, drawn] }

/** No page follows one of its own kind. */
function sightsOf({ from, to }: Range, months: Range): Sight[] {
  const year = `period=own&from=${from}&to=${to}`
  const page = (what: string, path: string, ...parts: string[]) => ({
    what: `page: ${what}`,
    path: `/manage/reports/${path}`,
    parts,
  })
  return [
    page('a year of sales by day', `sales?${year}`, figures, drawn),
    page('a year of margins', `margins?${year}`, figures, drawn, rows),
    page('a year of sales by product', `sales?${year}&by=product`, figures, drawn),
    page('a year of stock', `stock?${year}`, figures, drawn, rows),
    page('a year of cash-ups', `cash?${year}`, figures, rows),
    page('what to bring', 'bring', rows),
    page(
      'three months’ unusual',
      `unusual?from=${months.from}&to=${months.to}`,
      '.report > :is(.ui-empty-state, .text-soft)',
    ),
  ]
}

/**
 * From when the app sets out for a page to a frame with all its figures and charts. It starts anew each time, so that no
 * answer is known and no chart has been drawn: the first one brings what draws them.
 */
export async function openPages(
  url: string,
  place: string,
  year: Range,
  months: Range,
  rounds: number,
): Promise<Figure[]> {
  const { page, close } = await openTablet(url, 1, place)
  await takenIn(page)
  const read = new Map<string, number[]>()
  for (let round = -1; round < rounds; round += 1) {
    await page.goto(`${url}${overview.path}`, { waitUntil: 'commit' })
    const sights = [overview, ...sightsOf(year, months)]
    for (const sight of sights) {
      const took = await soon(drawing(page, sight, sight !== overview), sight.what)
      // The first time everything is fetched that stays.
      if (round >= 0) read.set(sight.what, [...(read.get(sight.what) ?? []), took])
    }
  }
  await close()
  const goalOf = (what: string) => (what === overview.what ? null : painting)
  return [...read].map(([what, values]) => ({ what, unit: 'ms', values, goal: goalOf(what) }))
}

/** Waits until no more orders come, however many these are: a tablet that takes in a month is busy with that. */
async function takenIn(page: Page): Promise<void> {
  for (let held = -1; ;) {
    const now = await heldBy(page)
    if (now === held) return
    held = now
    await page.waitForTimeout(5_000)
  }
}

/** Since the app set out for it, as a step in its history does; else since the browser set out for the app. */
function drawing(page: Page, sight: Sight, isStep: boolean): Promise<number> {
  return page.evaluate(
    ({ path, parts, isStep: goes }) =>
      new Promise<number>((resolve) => {
        const from = goes ? performance.now() : 0
        const before = goes ? document.querySelector('.ui-page-header') : null
        const look = () => {
          if (before?.isConnected || document.querySelector('main .ui-spinner')) return
          if (!parts.every((css) => document.querySelector(css))) return
          observer.disconnect()
          requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel()
            port1.onmessage = () => resolve(performance.now() - from)
            port2.postMessage(null)
          })
        }
        const observer = new MutationObserver(look)
        observer.observe(document, { subtree: true, childList: true, attributes: true })
        if (goes) {
          history.pushState(null, '', path)
          dispatchEvent(new PopStateEvent('popstate'))
        } else look()
      }),
    { ...sight, isStep },
  )
}
