import type { Locator, Page } from 'playwright-core'

/** When things happened in a page, ms by its own clock. */
export interface Timed {
  /** The tap, by when the browser was told of it. */
  tap: number
  /** The strict transaction that wrote the journal was complete. */
  durable: number
  /** What was waited for stood in the page, and a frame with it had been drawn. */
  there: number
  drawn: number
}

/** What is waited for: a part of the page, and the words in it. */
export interface Sight {
  css: string
  text: string
}

interface Probe extends Timed {
  watch(sight: Sight): void
  /** Resolves when it has been drawn. Nothing asks meanwhile: whoever asks is in the way. */
  drawing: Promise<void>
}

declare global {
  interface Window {
    probe?: Probe
  }
}

/** Before the app: notes taps, strict transactions over the journal, and when what is waited for is seen. */
export async function installProbe(page: Page): Promise<void> {
  await page.addInitScript(() => {
    let observer: MutationObserver | undefined
    const probe: Probe = {
      ...{ tap: NaN, durable: NaN, there: NaN, drawn: NaN, drawing: Promise.resolve() },
      watch({ css, text }: Sight) {
        Object.assign(probe, { tap: NaN, durable: NaN, there: NaN, drawn: NaN })
        const { promise, resolve } = Promise.withResolvers<undefined>()
        probe.drawing = promise
        const look = () => {
          const found = [...document.querySelectorAll<HTMLElement>(css)]
          if (!found.some((one) => one.textContent.replace(/\s+/g, ' ').includes(text))) return
          observer?.disconnect()
          probe.there = performance.now()
          requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel()
            port1.onmessage = () => {
              probe.drawn = performance.now()
              resolve(undefined)
            }
            port2.postMessage(null)
          })
        }
        observer?.disconnect()
        observer = new MutationObserver(() => !Number.isNaN(probe.tap) && look())
        const everything = { subtree: true, childList: true, characterData: true, attributes: true }
        observer.observe(document, everything)
      },
    }
    window.probe = probe
    for (const kind of ['click', 'input'] as const)
      window.addEventListener(kind, (event) => (probe.tap = event.timeStamp), { capture: true })
    const { transaction } = IDBDatabase.prototype
    IDBDatabase.prototype.transaction = function (stores, mode, options) {
      const opened = transaction.call(this, stores, mode, options)
      // Begun since the tap: what was recorded before is written once more, some time later.
      if (
        !Number.isNaN(probe.tap) &&
        mode === 'readwrite' &&
        options?.durability === 'strict' &&
        opened.objectStoreNames.contains('entries')
      )
        opened.addEventListener('complete', () => {
          // Nobody waits for the second one, which does that for this tap.
          if (Number.isNaN(probe.durable)) probe.durable = performance.now()
        })
      return opened
    }
  })
}

/** Does it, and tells when what it was done for came about. */
export async function timed(page: Page, sight: Sight, act: () => Promise<void>): Promise<Timed> {
  const drawn = page.evaluate(async (wanted) => {
    if (!window.probe) throw new Error('there is no probe in this page')
    window.probe.watch(wanted)
    await window.probe.drawing
    const { tap, durable, there, drawn } = window.probe
    return { tap, durable, there, drawn }
  }, sight)
  const seen = soon(drawn, `“${sight.text}” in ${sight.css}`)
  // What asks is through before the tap comes: at a quarter of the speed it would be a tenth of what is measured.
  await Promise.race([page.evaluate(() => undefined), seen])
  await act()
  return seen
}

export async function soon<T>(coming: Promise<T>, what: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} did not come`)), 20_000)
  })
  return Promise.race([coming, late]).finally(() => clearTimeout(timer))
}

/** How long a finger lies on the glass (ms). A tap is told of when it leaves, and what its landing draws is drawn by then. */
export const press = 80

/** A tap by finger: the place is found first, so that nothing but the tap is under way in the page. */
export async function tapOn(page: Page, css: string, text = ''): Promise<() => Promise<void>> {
  const found = page.locator(css, text ? { hasText: text } : {}).first()
  const { x, y, width, height } = await soon(placeOf(found), `${css} ${text}`)
  return () => page.mouse.click(x + width / 2, y + height / 2, { delay: press })
}

/** It may be drawn anew between being seen and being measured. */
async function placeOf(found: Locator) {
  for (;;) {
    await found.waitFor()
    const box = await found.boundingBox()
    if (box) return box
  }
}
