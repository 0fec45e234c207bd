import { onScopeDispose, ref } from 'vue'
import type { Ref } from 'vue'

/** The time by this device's clock, epoch ms, kept up to date twice a minute. */
export function useNow(read: () => number = () => Date.now()): Readonly<Ref<number>> {
  const now = ref(read())
  const timer = setInterval(() => (now.value = read()), 30_000)
  onScopeDispose(() => clearInterval(timer))
  return now
}
