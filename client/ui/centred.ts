import { onBeforeUnmount, onMounted } from 'vue'
import type { ShallowRef } from 'vue'

/** Keeps that part of a bar that goes on sideways in sight: once all is drawn, and when the screen is turned. */
export function useCentred(bar: Readonly<ShallowRef<HTMLElement | null>>, part: string) {
  const show = () => centre(bar.value, bar.value?.querySelector(part))
  const watcher = new ResizeObserver(show)
  onMounted(() => bar.value && watcher.observe(bar.value))
  onBeforeUnmount(() => watcher.disconnect())
  return show
}

/** Pushes the bar, and leaves the page where it is. */
function centre(bar: HTMLElement | null, part: Element | null | undefined): void {
  if (!bar || !part) return
  const [frame, box] = [bar.getBoundingClientRect(), part.getBoundingClientRect()]
  bar.scrollLeft += box.left + box.width / 2 - (frame.left + frame.width / 2)
}
