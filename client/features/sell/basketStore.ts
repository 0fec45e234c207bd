import * as v from 'valibot'
import { Basket } from './basket.ts'

const Kept = v.pipe(v.string(), v.parseJson(), Basket)

type Storage = Pick<globalThis.Storage, 'getItem' | 'setItem'>

export interface BasketStore {
  read(): Basket | null
  /** Done when it returns: what is on the screen is what a reload finds. */
  write(basket: Basket): void
  /** Calls back when another tab has written; returns what stops that. */
  subscribe(take: () => void): () => void
}

/** The open basket of this device, shared by its tabs. Where the browser keeps nothing, it lives as long as the page. */
export function openBasketStore(
  deviceId: string,
  storage: () => Storage = () => localStorage,
  tabs: Pick<EventTarget, 'addEventListener' | 'removeEventListener'> = window,
): BasketStore {
  const name = `basket.${deviceId}`
  let last: Basket | null = null

  return {
    read() {
      try {
        const parsed = v.safeParse(Kept, storage().getItem(name))
        return parsed.success ? parsed.output : last
      } catch {
        return last
      }
    },
    write(basket) {
      last = basket
      try {
        storage().setItem(name, JSON.stringify(basket))
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
