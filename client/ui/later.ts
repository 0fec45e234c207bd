import { type Component, defineAsyncComponent } from 'vue'
import { idle } from './idle.ts'

/*
 * What nobody sees when a page is first drawn, such as its sheets, is fetched once that is done and the browser has
 * nothing else to do; at the first touch or key at the latest, so that no tap waits longer than for a file.
 */

const patience = 2_000
const again = 3_000
const signs = ['pointerdown', 'keydown'] as const

let begin: () => void = () => undefined
const begun = new Promise<void>((resolve) => (begin = resolve))
for (const sign of signs) addEventListener(sign, begin, { capture: true, once: true, passive: true })
setTimeout(begin, patience)

/** What had to be there first has been drawn. */
export function drawn(): void {
  idle(begin)
}

/** Fetches something when there is time; where it cannot be had it is asked for again and again. */
export async function fetchLater<T>(load: () => Promise<T>): Promise<T> {
  await begun
  return untilHere(load)
}

/** A part that draws nothing until it is here, and is fetched when there is time. */
export function later<T extends Component>(load: () => Promise<{ default: T }>): T {
  return partOf(() => fetchLater(load))
}

/** The same for what is drawn on its own: then it is fetched at once, if there was no time before. */
export function ahead<T extends Component>(load: () => Promise<{ default: T }>): T {
  void fetchLater(load)
  return partOf(() => untilHere(load))
}

function partOf<T extends Component>(load: () => Promise<{ default: T }>): T {
  return defineAsyncComponent({ loader: async () => (await load()).default, suspensible: false })
}

/** Fetches something at once; where it cannot be had it is asked for again and again. */
export async function untilHere<T>(load: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await load()
    } catch {
      await new Promise((resolve) => setTimeout(resolve, again))
    }
  }
}
