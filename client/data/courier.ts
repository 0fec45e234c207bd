import { liveQuery } from 'dexie'
import { type Alarm, alarm, retryAfter } from './alarm.ts'
import { mindClock } from './clock.ts'
import { echoTaps } from './echo.ts'
import { isAborted, type Outside } from './outside.ts'
import { waiting } from './queries.ts'
import { type CourierStatus, nothingKnown } from './status.ts'
import { openStream, type Stream } from './stream.ts'
import { surprised } from './surprised.ts'
import type { SyncResult } from './line.ts'
import { joinTabs } from './tabs.ts'
import type { Till } from './till.ts'

export interface Courier {
  status(): CourierStatus
  /** Calls back with each new status; returns what stops that. */
  subscribe(take: (status: CourierStatus) => void): () => void
  /** Syncs at once, whatever the back-off. */
  now(): void
  stop(): void
}

/** What wakes a courier: a browser's `window` and `document`. */
export interface Wakers {
  window?: Pick<EventTarget, 'addEventListener' | 'removeEventListener'>
  document?: Pick<Document, 'addEventListener' | 'removeEventListener' | 'visibilityState'>
}

const pollEvery = 20_000
/** With the stream up a poll only guards against a connection that died without a word. */
const pollBesideStream = 60_000

/**
 * Keeps a till synced for ever: at once, after every tap in whichever tab, at a poke, when the browser comes online or
 * into view, by hand, and by timer. Of several tabs with locks one leads, and tells the others how things stand;
 * without locks all do, which is only wasteful.
 */
export function startCourier(till: Till, outside: Outside, wakers: Wakers = {}): Courier {
  const stopped = new AbortController()
  const { signal } = stopped
  const listeners = new Set<(status: CourierStatus) => void>()
  const bell = alarm(outside)
  const stream = openStream(till, outside, bell, signal)
  let status = nothingKnown

  const put = (next: CourierStatus) => {
    status = next
    for (const take of listeners) take(status)
  }
  const show = (changes: Partial<CourierStatus>) => {
    put({ ...status, ...changes })
    tabs.tell()
  }
  const ring = () => {
    bell.reset()
    bell.ring()
  }
  const now = () => {
    ring()
    tabs.now()
  }
  const isWatched = () => wakers.document?.visibilityState !== 'hidden'
  const tabs = joinTabs(
    `awning ${till.db.name}`,
    outside,
    {
      status: () => status,
      isWatched,
      ring,
      hear: put,
      lead: (over) => work({ till, outside, bell, stream, signal: over, show, isWatched }),
    },
    signal,
  )
  // A request that set out on a network that is gone may hang for long; given up, it is made again on the new one.
  const online = () => {
    stream.drop()
    till.interrupt()
    now()
  }
  const visible = () => {
    if (isWatched()) now()
  }

  till.onProgress((sending) => show({ sending }))
  wakers.window?.addEventListener('online', online)
  wakers.document?.addEventListener('visibilitychange', visible)
  // Also a tab that follows notes where the clocks stand, for its own taps.
  void mindClock(till.db, outside).catch((error: unknown) => till.db.isOpen() && surprised(error))
  let known = ''
  const taps = liveQuery(() => till.db.read('head', 'device')).subscribe(({ head, device }) => {
    const found = `${device?.id ?? ''} ${head?.seq ?? 0}`
    if (known !== '' && found !== known) bell.ring()
    known = found
  })
  const stopEchoes = echoTaps(till.db, surprised)

  return {
    status: () => status,
    subscribe(take) {
      listeners.add(take)
      return () => listeners.delete(take)
    },
    now,
    stop() {
      stopped.abort()
      taps.unsubscribe()
      stopEchoes()
      wakers.window?.removeEventListener('online', online)
      wakers.document?.removeEventListener('visibilitychange', visible)
    },
  }
}

interface Rounds {
  till: Till
  outside: Outside
  bell: Alarm
  stream: Stream
  signal: AbortSignal
  show(changes: Partial<CourierStatus>): void
  isWatched(): boolean
}

/** Converses again and again until the signal is aborted. */
async function work({ till, outside, bell, stream, signal, show, isWatched }: Rounds): Promise<void> {
  signal.addEventListener('abort', bell.ring, { once: true })
  while (!signal.aborted && till.db.isOpen()) {
    bell.hush()
    const result = await round(till, outside).catch(failed)
    if (isAborted(signal) || !till.db.isOpen()) break
    show(statusAfter(result, outside.now()))
    if (result.ok) {
      bell.reset()
      stream.keepUp()
      await bell.sleep(stream.isUp() ? pollBesideStream : Math.min(pollEvery, stream.retryIn()))
    } else if (result.code === 'not-enrolled') {
      await bell.sleep(pollEvery)
    } else {
      if (result.code === 'unreachable') stream.drop()
      const { oldestAt } = await waiting(till.db)
      await bell.sleep(retryAfter(bell.failed(), isWatched(), oldestAt !== null, outside.random()))
    }
  }
  stream.drop()
}

async function round(till: Till, outside: Outside): Promise<SyncResult> {
  await mindClock(till.db, outside)
  return till.sync()
}

function statusAfter(result: SyncResult, now: number): Partial<CourierStatus> {
  if (result.ok) return { reach: 'online', lastAnswerAt: now, needsSignIn: false }
  if (result.code === 'not-enrolled') return { reach: 'unknown' }
  if (result.code === 'unreachable') return { reach: 'offline' }
  return {
    reach: 'online',
    needsSignIn: ['unknown-device', 'shut-out', 'sign-in-needed'].includes(result.code),
  }
}

/** The next round may go better. */
function failed(error: unknown): SyncResult {
  surprised(error)
  return { ok: false, code: 'try-again' }
}
