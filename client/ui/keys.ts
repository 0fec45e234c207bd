import { getCurrentInstance, onMounted, onUnmounted } from 'vue'

/**
 * Hears keys anywhere on the page, but never those meant for a field, a button's own Enter, or a shortcut. While a dialog
 * is open only what stands in it hears any. `at` is the key's own time, ms.
 */
export function useKeys(listening: () => boolean, take: (key: string, at: number) => boolean) {
  const own = getCurrentInstance()

  function hear(event: KeyboardEvent) {
    if (!isInFront(own?.proxy?.$el)) return
    if (!listening() || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
    if (isTyping(event.target) || (event.key === 'Enter' && isPressable(event.target))) return
    if (take(event.key, event.timeStamp)) event.preventDefault()
  }
  onMounted(() => window.addEventListener('keydown', hear))
  onUnmounted(() => window.removeEventListener('keydown', hear))
}

/** Two keys that come closer than this are a scanner's, ms. */
const scanning = 100

/**
 * Hears keys that a scanner types as well, such as a minus in a code: only where no other key comes just before or just
 * after. A key that is held down counts each time.
 */
export function useLoneKeys(keys: readonly string[], take: (key: string) => void) {
  let [last, at] = ['', -Infinity]
  let waiting: { key: string; timer: ReturnType<typeof setTimeout> } | null = null
  const own = getCurrentInstance()

  function hear(event: KeyboardEvent) {
    const { key, timeStamp } = event
    if (key.length > 1) return
    const isRun = timeStamp - at < scanning && key !== last
    ;[last, at] = [key, timeStamp]
    end(!isRun)
    if (isRun || !keys.includes(key) || isTyping(event.target) || !isInFront(own?.proxy?.$el)) return
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    waiting = { key, timer: setTimeout(() => end(true), scanning) }
  }

  /** A page that is busy hears the next key before the time of the last one is over. */
  function end(isLone: boolean) {
    const over = waiting
    waiting = null
    if (!over) return
    clearTimeout(over.timer)
    if (isLone) take(over.key)
  }

  onMounted(() => window.addEventListener('keydown', hear))
  onUnmounted(() => {
    end(false)
    window.removeEventListener('keydown', hear)
  })
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

export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.matches('input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]')
  )
}

function isPressable(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('button, a, summary') !== null
}
