import * as v from 'valibot'
import { Counter } from '#shared/schema.ts'
import type { KeptBasket } from '../../data/db.ts'
import { Held } from './held.ts'

const Kept = v.pipe(v.string(), v.parseJson(), v.object({ turn: Counter, ...Held.entries }))
type Kept = v.InferOutput<typeof Kept>

type Storage = Pick<globalThis.Storage, 'getItem' | 'setItem'>

export interface BasketStore {
  read(): Held | null
  /** Done when it returns: what is on the screen is what a reload finds. */
  write(held: Held): void
  /** Calls back when another tab has written; returns what stops that. */
  subscribe(take: () => void): () => void
}

/**
 * The baskets of this device, open and parked, shared by its tabs. Where the browser keeps nothing, they live as long
 * as the page. Browsers write localStorage to disk only seconds later: `keepToo` is handed what has to outlive a dead
 * battery.
 */
export function openBasketStore(
  deviceId: string,
  storage: () => Storage = () => localStorage,
  tabs: Pick<EventTarget, 'addEventListener' | 'removeEventListener'> = window,
  keepToo: (kept: KeptBasket) => void = () => undefined,
): BasketStore {
  const name = nameOf(deviceId)
  let last: { text: string; kept: Kept } | null = null

  /** What this page wrote last counts where the browser had no room for it. */
  function read(): Kept | null {
    const text = textIn(name, storage)
    if (last && (text === null || text === last.text)) return last.kept
    const kept = keptIn(text)
    if (!kept || text === null || kept.turn < (last?.kept.turn ?? 0)) return last?.kept ?? null
    last = { text, kept }
    return kept
  }

  return {
    read,
    write(held) {
      const kept = { ...held, turn: (read()?.turn ?? 0) + 1 }
      const text = JSON.stringify(kept)
      last = { text, kept }
      keepToo({ turn: kept.turn, text })
      try {
        storage().setItem(name, text)
      } catch {
        return
      }
    },
    subscribe(take) {
      const hear = (event: Event) => {
        if ('key' in event && event.key === name) take()
      }
      tabs.addEventListener('storage', hear)
      return () => tabs.removeEventListener('storage', hear)
    },
  }
}

/** After a crash: puts back what was kept too, where it is newer than what the browser still has. */
export function recoverBasket(
  deviceId: string,
  kept: KeptBasket | null,
  storage: () => Storage = () => localStorage,
): void {
  const name = nameOf(deviceId)
  if (!kept || kept.turn <= (keptIn(textIn(name, storage))?.turn ?? 0)) return
  try {
    storage().setItem(name, kept.text)
  } catch {
    return
  }
}

function textIn(name: string, storage: () => Storage): string | null {
  try {
    return storage().getItem(name)
  } catch {
    return null
  }
}

function keptIn(text: string | null): Kept | null {
  const parsed = v.safeParse(Kept, text)
  return parsed.success ? parsed.output : null
}

function nameOf(deviceId: string): string {
  return `basket.${deviceId}`
}
