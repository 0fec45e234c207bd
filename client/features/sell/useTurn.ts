import { type Ref, ref, watch } from 'vue'
import { afterFrame } from '../../ui/frame.ts'

/**
 * Whether the shelf may be drawn. Where an order was just charged, what was saved comes first, in a frame of its own:
 * somebody waits for it, and a full shelf takes several times as long.
 */
export function useTurn(view: () => string): Readonly<Ref<boolean>> {
  const isDue = ref(true)
  watch(view, (now, before) => {
    isDue.value = now !== 'saved' || before !== 'charge'
    if (!isDue.value) afterFrame(() => (isDue.value = true))
  })
  return isDue
}
