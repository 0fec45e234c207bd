const patience = 2_000

/** Does something when nothing else is to be done, and soon at the latest. */
export function idle(act: () => void): void {
  if ('requestIdleCallback' in globalThis) requestIdleCallback(act, { timeout: patience })
  else setTimeout(act, patience / 10)
}
