import { computed, onScopeDispose, shallowReactive, watch } from 'vue'

const lockName = 'awning.busy'
const reasons = shallowReactive(new Set<symbol>())

/** Whether someone in this tab is in the middle of something, such as an open basket. */
export const isBusyHere = computed(() => reasons.size > 0)

/**
 * Says, for as long as the page lives, when it must not be interrupted: `useBusy(() => !isEmpty.value)`. No new version
 * starts meanwhile, in this tab or any other: tabs tell each other by a shared lock, which a crashed tab lets go, too.
 */
export function useBusy(isBusy: () => boolean, locks: LockManager = navigator.locks): void {
  const reason = Symbol('busy')
  let release: () => void = nothing

  function tell(busy: boolean) {
    release()
    if (busy) reasons.add(reason)
    else reasons.delete(reason)
    release = busy ? hold(locks) : nothing
  }

  watch(isBusy, tell, { immediate: true, flush: 'sync' })
  onScopeDispose(() => tell(false))
}

/** Runs `act` unless some tab is busy; tells whether it ran. */
export async function whileNobodyIsBusy(
  act: () => Promise<void>,
  locks: LockManager = navigator.locks,
): Promise<boolean> {
  return locks.request(lockName, { ifAvailable: true }, async (lock) => {
    if (!lock || isBusyHere.value) return false
    await act()
    return true
  })
}

function hold(locks: LockManager): () => void {
  let release: () => void = nothing
  const released = new Promise<void>((resolve) => (release = resolve))
  void locks.request(lockName, { mode: 'shared' }, () => released)
  return release
}

function nothing() {
  return
}
