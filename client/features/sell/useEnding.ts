import { computed } from 'vue'
import type { Ending } from '../payments/charge.ts'
import { promiseText } from './promise.ts'
import type { OpenBasket } from './useBasket.ts'

interface Place {
  /** Whether orders here are usually made first and called out. */
  prepares(): boolean
  zone(): string
}

/** What becomes of the goods once an order is paid: a promised time says so by itself, until someone says otherwise. */
export function useEnding(basket: OpenBasket, { prepares, zone }: Place, now: () => number = Date.now) {
  const promisedAt = computed(() => basket.details.value.promisedAt)
  const ending = computed({
    get(): Ending {
      const said = basket.charge.value.ending
      if (said && (said !== 'collect' || promisedAt.value !== undefined)) return said
      if (promisedAt.value !== undefined) return 'collect'
      return prepares() ? 'processing' : 'completed'
    },
    set: (said: Ending) => (basket.charge.value = { ...basket.charge.value, ending: said }),
  })

  function terms() {
    const isCollected = ending.value === 'collect' && promisedAt.value !== undefined
    return {
      startStatus: ending.value === 'completed' ? ('completed' as const) : ('processing' as const),
      ...(isCollected ? { promisedAt: promisedAt.value } : {}),
    }
  }

  return {
    ending,
    endings: computed(() => [
      { value: 'completed' as const, label: 'Hand over now' },
      { value: 'processing' as const, label: 'Call out when ready' },
      {
        value: 'collect' as const,
        label: 'Collect later',
        ...(promisedAt.value === undefined ? {} : { note: promiseText(promisedAt.value, now(), zone()) }),
      },
    ]),
    terms,
  }
}
