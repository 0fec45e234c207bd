import { onUnmounted, type Ref } from 'vue'
import { useKeys } from './keys.ts'
import { handsPause, useScanner } from './scanner.ts'

interface Pad {
  listening(): boolean
  /** Whether a key stands for itself on the pad. */
  takes(key: string): boolean
  press(keys: string): void
  erase(): void
  enter(): void
}

/** How long keys wait for the end of a scanner's run, ms. */
const aRun = 100
/** More than these in one go are no hand's, whether Enter follows or not. */
const mostByHand = 7

/**
 * A keyboard's keys for a pad. What comes faster than from a hand waits until it is seen whether a scanner typed it, and
 * then `text` is as it was before: a barcode is no money, no number of goods and no PIN.
 */
export function usePadKeys(text: Ref<string>, { listening, takes, press, erase, enter }: Pad): void {
  let [held, at, before] = ['', -Infinity, '']
  let timer: ReturnType<typeof setTimeout> | undefined

  function release(then = '') {
    clearTimeout(timer)
    const keys = held
    held = ''
    if (keys.length >= mostByHand) text.value = before
    else if (keys + then) press(keys + then)
  }

  function hear(key: string, now: number): boolean {
    const isFast = now - at < handsPause
    at = now
    if (!isFast) before = text.value
    if (takes(key) && isFast) {
      held += key
      clearTimeout(timer)
      timer = setTimeout(release, aRun)
    } else if (takes(key)) release(key)
    else if (key === 'Enter') {
      release()
      enter()
    } else if (key === 'Backspace' && held) held = held.slice(0, -1)
    else if (key === 'Backspace') erase()
    else return false
    return true
  }
  useKeys(listening, hear)
  useScanner(
    (_code, now) => {
      if (now - at > aRun) return // it went into a field
      clearTimeout(timer)
      held = ''
      text.value = before
    },
    { hears: listening, pause: handsPause },
  )
  onUnmounted(() => clearTimeout(timer))
}
