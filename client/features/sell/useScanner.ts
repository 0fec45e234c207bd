import { onMounted, onUnmounted } from 'vue'

/** Between two keys, ms. Scanners take 1 to 30; the rest is for a tablet that is busy. Nobody types outside a field. */
const mostPause = 100

/** Hears a barcode scanner that types like a keyboard wherever the focus is: fast, and Enter at the end. */
export function useScanner(take: (code: string) => void, shortest = 4): void {
  const burst = openBurst(shortest)

  function hear(event: KeyboardEvent) {
    if (isField(event.target) || event.ctrlKey || event.metaKey || event.altKey) return
    const code = burst(event.key, event.timeStamp)
    if (code === null) return
    // The Enter belongs to the code, not to the button that happens to have the focus.
    event.preventDefault()
    event.stopPropagation()
    take(code)
  }
  onMounted(() => window.addEventListener('keydown', hear, true))
  onUnmounted(() => window.removeEventListener('keydown', hear, true))
}

/** Takes keys with their times; gives the code once a fast run of them ends with Enter. */
export function openBurst(shortest: number): (key: string, at: number) => string | null {
  let code = ''
  let last = -Infinity
  return (key, at) => {
    if (at - last > mostPause) code = ''
    last = at
    if (key === 'Enter') {
      const whole = code
      code = ''
      return whole.length >= shortest ? whole : null
    }
    if (key.length === 1) code += key
    else if (key !== 'Shift') code = ''
    return null
  }
}

function isField(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.matches('input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]')
  )
}
