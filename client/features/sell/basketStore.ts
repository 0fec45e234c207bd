import * as v from 'valibot'
import { Counter } from '#shared/schema.ts'
import type { KeptBasket } from '../../data/db.ts'
import { Basket } from './basket.ts'

const Kept = v.pipe(v.string(), v.parseJson(), v.object({ turn: Counter, basket: Basket }))
type Kept = v.InferOutput<typeof Kept>

type Storage = Pick<globalThis.Storage, 'getItem' | 'setItem'>

export interface BasketStore {
  read(): Basket | null
  /** Done when it returns: what is on the screen is what a reload finds. */
  write(basket: Basket): void
  /** Calls back when another tab has written; returns what stops that. */
  subscribe(take: () => void): () => void
}

/**
 * The open basket of this device, shared by its tabs. Where the browser keeps nothing, it lives as long as the page.
 * Browsers write localStorage to disk only seconds later: `keepToo` is handed what has to outlive a dead battery.
 */
export function openBasketStore(
  deviceId: string,
  storage: () => Storage = () => localStorage,
  tabs: Pick<EventTarget, 'addEventListener' | 'removeEventListener'> = window,
  keepToo: (kept: KeptBasket) => void = () => undefined,
): BasketStore {
  const name = nameOf(deviceId)
  let last: Kept | null = null
  const read = () => readKept(name, storage) ?? last

  return {
    read: () => read()?.basket ?? null,
    write(basket) {
      last = { turn: (read()?.turn ?? 0) + 1, basket }
      const text = JSON.stringify(last)
      keepToo({ turn: last.turn, text })
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
  if (!kept || kept.turn <= (readKept(name, storage)?.turn ?? 0)) return
  try {
    storage().setItem(name, kept.text)
  } catch {
    return
  }
}

function readKept(name: string, storage: () => Storage): Kept | null {
  try {
    const parsed = v.safeParse(Kept, storage().getItem(name))
    return parsed.success ? parsed.output : null
  } catch {
    return null
  }
}

function nameOf(deviceId: string): string {
  return `basket.${deviceId}`
}
