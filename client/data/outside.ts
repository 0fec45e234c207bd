import { v7 } from 'uuid'
import type { TabletAbout } from '#shared/protocol.ts'
import { type Ballast, openBallast } from './room.ts'

/** Everything a till takes from the world around it. A browser's by default; a test brings its own. */
export interface Outside {
  /** Called with paths from the root: `/api/…`. */
  fetch: typeof globalThis.fetch
  /** The device's own clock, epoch ms. */
  now(): number
  /** A clock that nobody can turn. It may stand still while the device sleeps. */
  steady: SteadyClock
  /** A UUIDv7. */
  newId(): string
  /** The IANA zone the device is in. */
  zone(): string
  subtle: SubtleCrypto
  indexedDB: IDBFactory
  IDBKeyRange: typeof globalThis.IDBKeyRange
  wait(ms: number, signal?: AbortSignal): Promise<void>
  /** From 0 up to 1. */
  random(): number
  /** As many bytes as are asked for, that nobody can guess. */
  bytes(size: number): Uint8Array<ArrayBuffer>
  /** Lets one tab of several do the syncing; without it every tab does, which is wasteful and never wrong. */
  locks?: Pick<LockManager, 'request'>
  /** Carries words between the tabs of one browser. */
  channel?: (name: string) => Channel
  /** What the server is told of this tablet when it says hello. */
  about?: () => Promise<Omit<TabletAbout, 'head'>>
  /** Room that can be given up for a tap; without it a full tablet has none to spare. */
  ballast?: Ballast
}

export interface SteadyClock {
  /** Each page has one of its own, from when it was opened. */
  id: string
  /** Ms. */
  now(): number
}

export type Channel = Pick<BroadcastChannel, 'postMessage' | 'close'> & {
  onmessage: ((event: MessageEvent<unknown>) => void) | null
}

export function browserOutside(): Outside {
  return {
    fetch: (input, init) => globalThis.fetch(input, init),
    now: () => Date.now(),
    steady: { id: v7(), now: () => performance.now() },
    newId: () => v7(),
    zone: () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    subtle: globalThis.crypto.subtle,
    indexedDB: globalThis.indexedDB,
    IDBKeyRange: globalThis.IDBKeyRange,
    wait,
    random: () => Math.random(),
    bytes: (size) => globalThis.crypto.getRandomValues(new Uint8Array(size)),
    locks: globalThis.navigator.locks,
    channel: (name) => new BroadcastChannel(name),
    ballast: openBallast(() => globalThis.navigator.storage),
  }
}

/** Resolves after `ms`, or at once when the signal is aborted. */
export function wait(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve()
    const done = () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    signal?.addEventListener('abort', done)
  })
}

/** Asked through a function, since the compiler takes a signal once read for unchanging. */
export function isAborted(signal: AbortSignal): boolean {
  return signal.aborted
}
