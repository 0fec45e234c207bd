import { onMounted, onUnmounted, ref } from 'vue'
import type { Ref } from 'vue'

/**
 * False for the first moments of a screen: what is tapped then was meant for the screen before it, by a double tap or
 * a wet finger, and must not be taken for an answer.
 */
export function useSettled(milliseconds = 350): Readonly<Ref<boolean>> {
  const isSettled = ref(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  onMounted(() => (timer = setTimeout(() => (isSettled.value = true), milliseconds)))
  onUnmounted(() => clearTimeout(timer))
  return isSettled
}
