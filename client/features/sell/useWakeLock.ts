import { onMounted, onUnmounted, ref } from 'vue'

/** Keeps the screen awake for as long as the page is open and in sight, where the browser can. */
export function useWakeLock(
  wakeLock: () => Pick<WakeLock, 'request'> | undefined = () =>
    'wakeLock' in navigator ? navigator.wakeLock : undefined,
): void {
  const isOpen = ref(false)
  let held: WakeLockSentinel | null = null

  async function hold() {
    if (!isOpen.value || document.visibilityState !== 'visible' || (held && !held.released)) return
    try {
      held = (await wakeLock()?.request('screen')) ?? null
      if (!isOpen.value) await held?.release()
    } catch {
      // Refused, as on a low battery: the screen sleeps as it always would.
      held = null
    }
  }

  const wake = () => void hold()
  onMounted(() => {
    isOpen.value = true
    document.addEventListener('visibilitychange', wake)
    wake()
  })
  onUnmounted(() => {
    isOpen.value = false
    document.removeEventListener('visibilitychange', wake)
    void held?.release()
  })
}
