import type { Outside } from './outside.ts'

export type Alarm = ReturnType<typeof alarm>

/** A sleep that can be cut short. A ring while nobody sleeps is not lost: the next sleep ends at once. */
export function alarm(outside: Pick<Outside, 'wait'>) {
  let sleeping: AbortController | null = null
  let hasRung = false
  let failures = 0
  return {
    ring() {
      hasRung = true
      sleeping?.abort()
    },
    /** Forgets rings so far: what they asked for is about to be done. */
    hush() {
      hasRung = false
    },
    async sleep(ms: number): Promise<void> {
      if (hasRung) return
      sleeping = new AbortController()
      await outside.wait(ms, sleeping.signal)
      sleeping = null
    },
    /** Counts a failure since the last reset. */
    failed(): number {
      return ++failures
    },
    reset() {
      failures = 0
    },
  }
}

/**
 * How long to wait after the n-th failure: a second, doubling, with up to half taken off by chance so that tablets do
 * not come back in step. While somebody looks on, a minute's outage (a restart, a walk past the cold store) is tried
 * at least every second and a half. After that every five seconds where orders wait, and every half a minute where
 * none do or nobody looks, which a battery bears all day.
 */
export function retryAfter(
  failures: number,
  isWatched: boolean,
  hasWaiting: boolean,
  chance: number,
): number {
  return (
    Math.min(mostFor(failures, isWatched, hasWaiting), 1_000 * 2 ** (Math.min(failures, 10) - 1)) *
    (1 - chance / 2)
  )
}

function mostFor(failures: number, isWatched: boolean, hasWaiting: boolean): number {
  if (isWatched && failures <= 40) return 1_500
  return isWatched && hasWaiting ? 5_000 : 30_000
}
