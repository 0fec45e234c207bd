import type { Outside } from './outside.ts'
import type { Till } from './till.ts'

export interface CourierStatus {
  /** Whether the server answered the last time it was asked; `navigator.onLine` is never believed. */
  reach: 'unknown' | 'online' | 'offline'
  sending: { done: number; total: number } | null
  /** Epoch ms. */
  lastAnswerAt: number | null
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

export function startCourier(till: Till, outside: Outside, wakers: Wakers = {}): Courier {
  void [till, outside, wakers]
  const status: CourierStatus = { reach: 'unknown', sending: null, lastAnswerAt: null, needsSignIn: false }
  return { status: () => status, subscribe: () => () => {}, now: () => {}, stop: () => {} }
}
