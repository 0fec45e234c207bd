import { getCurrentInstance, onMounted, onUnmounted } from 'vue'

/**
 * Hears keys anywhere on the page, but never those meant for a field, a button's own Enter, or a shortcut. While a dialog
 * is open only what stands in it hears any.
 */
export function useKeys(listening: () => boolean, take: (key: string) => boolean) {
  const own = getCurrentInstance()

  function hear(event: KeyboardEvent) {
    if (!isInFront(own?.proxy?.$el)) return
    if (!listening() || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
    if (isTyping(event.target) || (event.key === 'Enter' && isPressable(event.target))) return
    if (take(event.key)) event.preventDefault()
  }
  onMounted(() => window.addEventListener('keydown', hear))
  onUnmounted(() => window.removeEventListener('keydown', hear))
}

export function isDialogOpen(): boolean {
  return dialogs().length > 0
}

/** Whether no dialog lies over it. */
export function isInFront(element: unknown): boolean {
  const front = dialogs().at(-1)
  return !front || (element instanceof Node && front.contains(element))
}

/** The one opened last comes last. */
function dialogs(): Element[] {
  return [...document.querySelectorAll('[role=dialog], [role=alertdialog]')]
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
