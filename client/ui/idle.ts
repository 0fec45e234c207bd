/** Does something when nothing else is to be done, and soon (ms) at the latest. */
export function idle(act: () => void, patience = 2_000): void {
  if ('requestIdleCallback' in globalThis) requestIdleCallback(act, { timeout: patience })
  else setTimeout(act, patience / 10)
}
