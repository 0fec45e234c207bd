import { type Alarm, retryAfter } from './alarm.ts'
import type { Outside } from './outside.ts'
import type { Till } from './till.ts'

const steady = 10_000

export interface Stream {
  isUp(): boolean
  /** How long until it may be tried again, ms. */
  retryIn(): number
  drop(): void
  keepUp(): void
}

/** The stream of pokes, kept up while conversations succeed. That it opens, pokes or breaks is each worth a sync. */
export function openStream(till: Till, outside: Outside, bell: Alarm, stopped: AbortSignal): Stream {
  let line: AbortController | null = null
  let failures = 0
  let notBefore = 0
  const listen = async (ticket: string, { signal }: AbortController) => {
    const since = outside.now()
    for await (const _event of till.api.events(ticket, AbortSignal.any([signal, stopped]))) bell.ring()
    if (signal.aborted || stopped.aborted) return
    line = null
    failures = outside.now() - since >= steady ? 0 : failures + 1
    notBefore = outside.now() + (failures === 0 ? 0 : retryAfter(failures, false, false, outside.random()))
    bell.ring()
  }
  return {
    isUp: () => line !== null,
    retryIn: () => Math.max(0, notBefore - outside.now()),
    drop() {
      line?.abort()
      line = null
    },
    keepUp() {
      const ticket = till.ticket()
      if (line || ticket === null || outside.now() < notBefore) return
      line = new AbortController()
      void listen(ticket, line)
    },
  }
}
