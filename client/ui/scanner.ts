import { onMounted, onUnmounted } from 'vue'
import { isTyping } from './keys.ts'

/** Between two keys, ms. Scanners take 1 to 30; the rest is for a tablet that is busy. */
const mostPause = 100

/** Where people type amounts, a short run is a scanner's only where its keys come faster than any hand's, ms on average. */
export const handsPause = 40
const [shortest, long] = [4, 8]

/** In a field people type as well: only a barcode's digits, faster than anyone's typing, are a scanner there. */
const barcode = /^\d{8,}$/

type Field = HTMLInputElement | HTMLTextAreaElement

interface Hearing {
  hears?: () => boolean
  /** Keys of a run of less than eight signs come this fast, ms on average. */
  pause?: number
}

/**
 * Hears a barcode scanner that types like a keyboard wherever the focus is: fast, and Enter at the end, or twice. `at` is
 * the Enter's own time.
 */
export function useScanner(
  take: (code: string, at: number) => void,
  { hears = () => true, pause = mostPause }: Hearing = {},
): void {
  const burst = openBurst(pause)
  let [last, before] = [-Infinity, '']

  function hear(event: KeyboardEvent) {
    if (!hears() || event.ctrlKey || event.metaKey || event.altKey) return
    const field = fieldOf(event.target)
    if (!field && isTyping(event.target)) return
    // A search field takes in what is scanned by itself.
    if (field?.type === 'search') return
    if (field && event.timeStamp - last > mostPause) before = field.value
    last = event.timeStamp
    const code = burst(event.key, event.timeStamp)
    if (code === null || (field && code !== '' && !barcode.test(code))) return
    // The Enter belongs to the code, not to the button that happens to have the focus, nor to a form.
    event.preventDefault()
    event.stopPropagation()
    if (code === '') return
    if (field) putBack(field, before)
    take(code, event.timeStamp)
  }
  onMounted(() => window.addEventListener('keydown', hear, true))
  onUnmounted(() => window.removeEventListener('keydown', hear, true))
}

/** A code that landed in a field, such as how many, is no part of what stands there. */
function putBack(field: Field, text: string) {
  field.value = text
  field.dispatchEvent(new Event('input', { bubbles: true }))
}

/**
 * Takes keys with their times, ms; gives the code once a fast run of them ends with Enter, and an empty one for the Enter
 * that some scanners send after it.
 */
export function openBurst(pause: number): (key: string, at: number) => string | null {
  let code = ''
  let [first, last, ended] = [0, -Infinity, -Infinity]
  return (key, at) => {
    if (at - last > mostPause) code = ''
    last = at
    if (key === 'Enter') {
      const whole = code
      code = ''
      if (whole === '') return at - ended <= mostPause ? '' : null
      const isShort = whole.length < long
      if (isShort && (whole.length < shortest || (at - first) / whole.length > pause)) return null
      ended = at
      return whole
    }
    if (key.length > 1 && key !== 'Shift') code = ''
    if (key.length > 1) return null
    if (code === '') first = at
    code += key
    return null
  }
}

function fieldOf(target: EventTarget | null): Field | null {
  if (target instanceof HTMLTextAreaElement) return target
  return target instanceof HTMLInputElement && isTyping(target) ? target : null
}
