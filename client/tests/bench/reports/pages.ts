import type { Page } from 'playwright-core'
import type { Figure } from '../figures.ts'
import { soon } from '../till/probe.ts'
import { openTablet } from '../till/tablet.ts'
import type { Range } from './questions.ts'

const painting = 1_000

/** An address, and what stands on its page once it is drawn. */
interface Sight {
  what: string
  path: string
  parts: string[]
}

const [figures, drawn, rows, words] = [
  '.ui-figures .value',
  '.ui-chart .apexcharts-series path',
  '.data-row',
  'main p',
]

function sightsOf({ from, to }: Range, months: Range): Sight[] {
  const year = `period=own&from=${from}&to=${to}`
  const page = (what: string, path: string, ...parts: string[]) => ({
    what: `page: ${what}`,
    path: `/manage/reports${path}`,
    parts,
  })
  return [
    page('overview', '', figures, drawn),
    page('a year of sales by day', `/sales?${year}`, figures, drawn),
    page('a year of sales by product', `/sales?${year}&by=product`, figures, drawn),
    page('a year of margins', `/margins?${year}`, figures, drawn, rows),
    page('a year of stock', `/stock?${year}`, figures, drawn, rows),
    page('a year of cash-ups', `/cash?${year}`, figures, rows),
    page('what to bring', '/bring', rows),
    page('three months’ unusual', `/unusual?from=${months.from}&to=${months.to}`, words),
  ]
}

/** From when the browser sets out for an address, the app's own start included, to a frame with all figures and charts. */
export async function openPages(
  url: string,
  place: string,
  year: Range,
  months: Range,
  rounds: number,
): Promise<Figure[]> {
  const { page, close } = await openTablet(url, 1, place)
  const read = new Map<string, number[]>()
  for (let round = -1; round < rounds; round += 1)
    for (const { what, path, parts } of sightsOf(year, months)) {
      const took = await open(page, `${url}${path}`, parts)
      // The first time everything is fetched that stays.
      if (round >= 0) read.set(what, [...(read.get(what) ?? []), took])
    }
  await close()
  return [...read].map(([what, values]) => ({ what, unit: 'ms', values, goal: painting }))
}

async function open(page: Page, address: string, parts: string[]): Promise<number> {
  await page.goto(address, { waitUntil: 'commit' })
  const drawing = page.evaluate(
    (all) =>
      new Promise<number>((resolve) => {
        const look = () => {
          if (document.querySelector('.ui-spinner') || !all.every((css) => document.querySelector(css)))
            return
          observer.disconnect()
          requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel()
            port1.onmessage = () => resolve(performance.now())
            port2.postMessage(null)
          })
        }
        const observer = new MutationObserver(look)
        observer.observe(document, { subtree: true, childList: true, attributes: true })
        look()
      }),
    parts,
  )
  return soon(drawing, address)
}
