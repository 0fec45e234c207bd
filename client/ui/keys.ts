import { onMounted, onUnmounted } from 'vue'

/** Hears keys anywhere on the page, but never those meant for a field, a button's own Enter, or a shortcut. */
export function useKeys(listening: () => boolean, take: (key: string) => boolean) {
  function hear(event: KeyboardEvent) {
    if (!listening() || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
    if (isTyping(event.target) || (event.key === 'Enter' && isPressable(event.target))) return
    if (take(event.key)) event.preventDefault()
  }
  onMounted(() => window.addEventListener('keydown', hear))
  onUnmounted(() => window.removeEventListener('keydown', hear))
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.matches('input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]')
  )
}

function isPressable(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('button, a, summary') !== null
}
