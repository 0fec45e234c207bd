import { onScopeDispose, shallowRef } from 'vue'
import { type Basket, emptyBasket } from './basket.ts'
import type { BasketStore } from './basketStore.ts'
import type { Held } from './held.ts'

/** What is rung up on this device. Every change is kept before it is shown, so that a crash loses none. */
export function useHeld(store: BasketStore, newId: () => string) {
  const held = shallowRef(kept())
  onScopeDispose(store.subscribe(look))

  function kept(): Held {
    return store.read() ?? begin()
  }

  function begin(): Held {
    const begun = { basket: emptyBasket(newId()), parked: [] }
    store.write(begun)
    return begun
  }

  function keep(next: Held) {
    store.write(next)
    held.value = next
  }

  function change(by: (now: Held) => Held) {
    const now = kept()
    const next = by(now)
    if (next === now) look()
    else keep(next)
  }

  function keepBasket(basket: Basket) {
    change((now) => ({ ...now, basket }))
  }

  function look() {
    held.value = kept()
  }

  return { held, kept, change, keepBasket, look }
}

export type Holding = ReturnType<typeof useHeld>
