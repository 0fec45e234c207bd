import { onMounted, onUnmounted, ref, shallowRef } from 'vue'
import type { Ref } from 'vue'

/** The element that scrolls this one, and how far down in it this one begins: what a list needs to draw only what is in sight. */
export function useScroller(element: Readonly<Ref<HTMLElement | null>>) {
  const scroller = shallowRef<HTMLElement>()
  const offset = ref(0)

  function measure() {
    if (!element.value || !scroller.value) return
    const top = scroller.value === document.documentElement ? 0 : scroller.value.getBoundingClientRect().top
    offset.value = element.value.getBoundingClientRect().top - top + scroller.value.scrollTop
  }

  const watcher = new ResizeObserver(measure)
  onMounted(() => {
    scroller.value = scrollingAncestor(element.value)
    // Says where this one begins in this very frame, once it is laid out: asking now would lay it out twice.
    watcher.observe(scroller.value)
    for (const child of scroller.value.children) watcher.observe(child)
  })
  onUnmounted(() => watcher.disconnect())

  return { scroller, offset }
}

function scrollingAncestor(element: HTMLElement | null): HTMLElement {
  for (let up = element?.parentElement; up; up = up.parentElement) {
    if (/auto|scroll/.test(getComputedStyle(up).overflowY)) return up
  }
  return document.documentElement
}
