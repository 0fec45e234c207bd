import { type Component, defineAsyncComponent } from 'vue'

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
  if ('requestIdleCallback' in globalThis) requestIdleCallback(begin, { timeout: patience })
  else setTimeout(begin, patience / 10)
}

/** A part that draws nothing until it is here. Where it cannot be fetched, it is asked for again and again. */
export function later<T extends Component>(load: () => Promise<{ default: T }>): T {
  return defineAsyncComponent({
    loader: () => begun.then(load).then((part) => part.default),
    suspensible: false,
    onError: (_error, retry) => void setTimeout(retry, again),
  })
}
