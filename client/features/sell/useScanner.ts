import { onMounted, onUnmounted } from 'vue'

/** Between two keys, ms. Scanners take 1 to 30; the rest is for a tablet that is busy. Nobody types outside a field. */
const mostPause = 100

/** In a field people type as well: only a barcode's digits, faster than anyone's typing, are a scanner there. */
const barcode = /^\d{8,}$/

type Field = HTMLInputElement | HTMLTextAreaElement

/** Hears a barcode scanner that types like a keyboard wherever the focus is: fast, and Enter at the end. */
export function useScanner(
  take: (code: string) => void,
  { shortest = 4, hears = () => true }: { shortest?: number; hears?: () => boolean } = {},
): void {
  const burst = openBurst(shortest)
  let [last, before] = [-Infinity, '']

  function hear(event: KeyboardEvent) {
    if (!hears() || event.ctrlKey || event.metaKey || event.altKey) return
    const field = fieldOf(event.target)
    if (!field && isField(event.target)) return
    // A search field takes in what is scanned by itself.
    if (field?.type === 'search') return
    if (field && event.timeStamp - last > mostPause) before = field.value
    last = event.timeStamp
    const code = burst(event.key, event.timeStamp)
    if (code === null || (field && !barcode.test(code))) return
    // The Enter belongs to the code, not to the button that happens to have the focus, nor to a form.
    event.preventDefault()
    event.stopPropagation()
    if (field) putBack(field, before)
    take(code)
  }
  onMounted(() => window.addEventListener('keydown', hear, true))
  onUnmounted(() => window.removeEventListener('keydown', hear, true))
}

/** A code that landed in a field, such as how many, is no part of what stands there. */
function putBack(field: Field, text: string) {
  field.value = text
  field.dispatchEvent(new Event('input', { bubbles: true }))
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

function fieldOf(target: EventTarget | null): Field | null {
  if (target instanceof HTMLTextAreaElement) return target
  return target instanceof HTMLInputElement && isField(target) ? target : null
}
