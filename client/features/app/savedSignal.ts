import { computed, ref } from 'vue'
import type { Shelf } from './useKept.ts'

const name = 'till.signal'

/** A tone and a buzz when an order is saved, where this tablet is told to; remembered on it. */
export function openSavedSignal(give: () => void = sound, storage: () => Shelf = () => localStorage) {
  const isChosen = ref(remembered(storage))

  return {
    isOn: computed({
      get: () => isChosen.value,
      /** Whoever turns it on hears it at once. */
      set(on: boolean) {
        isChosen.value = on
        remember(storage, on)
        if (on) give()
      },
    }),
    saved() {
      if (isChosen.value) give()
    },
  }
}

export const savedSignal = openSavedSignal()

function sound() {
  import('../scan/signal.ts')
    .then(({ openSignal }) => {
      const signal = openSignal()
      signal.give(true)
      setTimeout(signal.close, 1_000)
    })
    .catch(() => undefined)
}

function remembered(storage: () => Shelf): boolean {
  try {
    return storage().getItem(name) === 'on'
  } catch {
    return false
  }
}

function remember(storage: () => Shelf, on: boolean) {
  try {
    if (on) storage().setItem(name, 'on')
    else storage().removeItem(name)
  } catch {
    return // a browser that keeps nothing is silent again after the next start
  }
}
