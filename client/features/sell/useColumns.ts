import { onMounted, onUnmounted, ref } from 'vue'
import type { Ref } from 'vue'

/** What was found last: mostly right where the same is drawn again, so that nothing has to be laid out to find it out. */
let last: number | null = null

/** How many columns of at least `least` rem fit into an element, with `gap` rem between them. */
export function useColumns(
  element: Readonly<Ref<HTMLElement | null>>,
  least: number,
  gap: number,
): Ref<number> {
  const columns = ref(last ?? 1)
  function measure() {
    // Out of sight it has no width.
    if (!element.value?.clientWidth) return
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize)
    const { paddingLeft, paddingRight } = getComputedStyle(element.value)
    const width = element.value.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight)
    last = columns.value = Math.max(1, Math.floor((width + gap * rem) / ((least + gap) * rem)))
  }
  const watcher = new ResizeObserver(measure)
  onMounted(() => {
    // The watcher says so in this very frame, once it is laid out.
    if (last === null) measure()
    if (element.value) watcher.observe(element.value)
  })
  onUnmounted(() => watcher.disconnect())
  return columns
}
