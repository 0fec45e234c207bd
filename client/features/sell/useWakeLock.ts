import { onMounted, onUnmounted } from 'vue'

/** Keeps the screen awake for as long as the page is open and in sight, where the browser can. */
export function useWakeLock(
  wakeLock: () => Pick<WakeLock, 'request'> | undefined = () =>
    'wakeLock' in navigator ? navigator.wakeLock : undefined,
): void {
  let isOpen = false
  let held: WakeLockSentinel | null = null
  const isWanted = () => isOpen && document.visibilityState === 'visible'

  async function hold() {
    if (!isWanted() || (held && !held.released)) return
    try {
      held = (await wakeLock()?.request('screen')) ?? null
      if (!isWanted()) await held?.release()
    } catch {
      // Refused, as on a low battery: the screen sleeps as it always would.
      held = null
    }
  }

  const wake = () => void hold()
  onMounted(() => {
    isOpen = true
    document.addEventListener('visibilitychange', wake)
    wake()
  })
  onUnmounted(() => {
    isOpen = false
    document.removeEventListener('visibilitychange', wake)
    void held?.release()
  })
}
