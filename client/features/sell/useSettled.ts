import { onMounted, onUnmounted, ref, watch } from 'vue'
import type { Ref } from 'vue'

/**
 * False for the first moments of a screen, and again whenever `on` changes: what is tapped then was meant for what was
 * there before, by a double tap or a wet finger, and must not be taken for an answer.
 */
export function useSettled(on: () => unknown = () => null, milliseconds = 350): Readonly<Ref<boolean>> {
  const isSettled = ref(false)
  let timer: ReturnType<typeof setTimeout> | undefined

  function begin() {
    isSettled.value = false
    clearTimeout(timer)
    timer = setTimeout(() => (isSettled.value = true), milliseconds)
  }

  onMounted(begin)
  watch(on, begin, { flush: 'sync' })
  onUnmounted(() => clearTimeout(timer))
  return isSettled
}
