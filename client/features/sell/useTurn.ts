import { type Ref, ref, watch } from 'vue'
import { afterFrame } from '../../ui/frame.ts'

/** Whether shelf and basket may be drawn. Where an order was just charged, what was saved comes first: somebody waits for it. */
export function useTurn(view: () => string): Readonly<Ref<boolean>> {
  const isDue = ref(true)
  watch(view, (now, before) => {
    isDue.value = now !== 'saved' || before !== 'charge'
    if (!isDue.value) afterFrame(() => (isDue.value = true))
  })
  return isDue
}
