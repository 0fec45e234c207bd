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
 * not come back in step. Half a minute at most, which a battery bears all day; five seconds while somebody looks on
 * and orders wait.
 */
export function retryAfter(failures: number, isUrgent: boolean, chance: number): number {
  const most = isUrgent ? 5_000 : 30_000
  return Math.min(most, 1_000 * 2 ** (Math.min(failures, 10) - 1)) * (1 - chance / 2)
}
