import { liveQuery } from 'dexie'
import { type Alarm, alarm, retryAfter } from './alarm.ts'
import type { Outside } from './outside.ts'
import { waiting } from './queries.ts'
import type { SyncResult } from './sync.ts'
import type { Till } from './till.ts'

export interface CourierStatus {
  /** Whether the server answered the last time it was asked; `navigator.onLine` is never believed. */
  reach: 'unknown' | 'online' | 'offline'
  sending: { done: number; total: number } | null
  /** When a conversation last came to its end, epoch ms. */
  lastAnswerAt: number | null
  /** The server does not let this tablet in any more until somebody signs in. */
  needsSignIn: boolean
}

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
const steady = 10_000

/**
 * Keeps a till synced for ever: at once, after every tap in whichever tab, at a poke, when the browser comes online or
 * into view, by hand, and by timer. Of several tabs with locks one leads; without locks all do, which is only wasteful.
 */
export function startCourier(till: Till, outside: Outside, wakers: Wakers = {}): Courier {
  const stopped = new AbortController()
  const { signal } = stopped
  const listeners = new Set<(status: CourierStatus) => void>()
  const bell = alarm(outside)
  const stream = openStream(till, outside, bell, signal)
  let status: CourierStatus = { reach: 'unknown', sending: null, lastAnswerAt: null, needsSignIn: false }

  const show = (changes: Partial<CourierStatus>) => {
    status = { ...status, ...changes }
    for (const take of listeners) take(status)
  }
  const now = () => {
    bell.reset()
    bell.ring()
  }
  // A request that set out on a network that is gone may hang for long; given up, it is made again on the new one.
  const online = () => {
    stream.drop()
    till.interrupt()
    now()
  }
  const visible = () => {
    if (wakers.document?.visibilityState === 'visible') now()
  }

  till.onProgress((sending) => show({ sending }))
  wakers.window?.addEventListener('online', online)
  wakers.document?.addEventListener('visibilitychange', visible)
  let known = ''
  const taps = liveQuery(() => till.db.read('head', 'device')).subscribe(({ head, device }) => {
    const found = `${device?.id ?? ''} ${head?.seq ?? 0}`
    if (known !== '' && found !== known) bell.ring()
    known = found
  })
  const isWatched = () => wakers.document?.visibilityState !== 'hidden'
  const begin = () => work({ till, outside, bell, stream, signal, show, isWatched })
  const lead = outside.locks ? outside.locks.request(`awning ${till.db.name}`, { signal }, begin) : begin()
  lead.catch((error: unknown) => {
    if (!signal.aborted) throw error
  })

  return {
    status: () => status,
    subscribe(take) {
      listeners.add(take)
      return () => listeners.delete(take)
    },
    now,
    stop() {
      stopped.abort()
      bell.ring()
      taps.unsubscribe()
      wakers.window?.removeEventListener('online', online)
      wakers.document?.removeEventListener('visibilitychange', visible)
    },
  }
}

interface Stream {
  isUp(): boolean
  /** How long until it may be tried again, ms. */
  retryIn(): number
  drop(): void
  keepUp(): void
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

async function work({ till, outside, bell, stream, signal, show, isWatched }: Rounds): Promise<void> {
  while (!signal.aborted && till.db.isOpen()) {
    bell.hush()
    const result = await till.sync().catch(surprised)
    if (isAborted(signal) || !till.db.isOpen()) return
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
}

/** Asked through a function, since the compiler takes a signal once read for unchanging. */
function isAborted(signal: AbortSignal): boolean {
  return signal.aborted
}

function statusAfter(result: SyncResult, now: number): Partial<CourierStatus> {
  if (result.ok) return { reach: 'online', lastAnswerAt: now, needsSignIn: false }
  if (result.code === 'not-enrolled') return { reach: 'unknown' }
  if (result.code === 'unreachable') return { reach: 'offline' }
  return {
    reach: 'online',
    needsSignIn: result.code === 'unknown-device' || result.code === 'sign-in-needed',
  }
}

/** The stream of pokes, kept up while conversations succeed. That it opens, pokes or breaks is each worth a sync. */
function openStream(till: Till, outside: Outside, bell: Alarm, stopped: AbortSignal): Stream {
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

/** A surprise is shown where all are, and ends nothing: the next round may go better. */
function surprised(error: unknown): SyncResult {
  if ('reportError' in globalThis) globalThis.reportError(error)
  return { ok: false, code: 'try-again' }
}
