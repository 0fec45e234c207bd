import type { Cursor } from '#shared/protocol.ts'
import { IDBDatabase, IDBFactory, IDBObjectStore } from 'fake-indexeddb'

/*
 * A tablet's storage in memory, and what can happen to it. The faults are laid under Dexie, where a browser has them:
 * at a write inside a transaction, or at the moment a transaction would begin.
 */

type Mishap = 'crash' | 'quota'

export interface Storage {
  factory: IDBFactory
  /** Lets the n-th write from now on end the tab (its transaction never was), or run out of room. */
  arm(mishap: Mishap, writes: number): void
  disarm(): void
  /** Whether what was armed has happened. */
  hasHappened(): boolean
  /** After a crash nothing reads or writes any more until the tab is opened again. */
  revive(): void
  /** Hears each cursor that a transaction made durable. */
  onCursor(hear: (cursor: Cursor) => void): void
}

interface State {
  armed: { mishap: Mishap; left: number } | null
  isDead: boolean
  hasHappened: boolean
  hear: (cursor: Cursor) => void
}

const states = new Map<string, State>()

/** `name` is the database's name, one for each storage there is. */
export function openStorage(name: string): Storage {
  const state: State = { armed: null, isDead: false, hasHappened: false, hear: () => {} }
  states.set(name, state)
  return {
    factory: new IDBFactory(),
    arm(mishap, writes) {
      state.armed = { mishap, left: writes }
      state.hasHappened = false
    },
    disarm() {
      state.armed = null
    },
    hasHappened: () => state.hasHappened,
    onCursor(hear) {
      state.hear = hear
    },
    revive() {
      state.isDead = false
      state.armed = null
    },
  }
}

interface Innards {
  /** Rolls back and finishes with this error, as a browser does by itself. */
  _abort(error: string | null): void
}

const { put, add } = IDBObjectStore.prototype
const begin = IDBDatabase.prototype.transaction

IDBObjectStore.prototype.put = function (...args) {
  strike(this.transaction)
  if (this.name === 'meta') listen(this.transaction, args[0])
  return put.apply(this, args)
}

IDBObjectStore.prototype.add = function (...args) {
  strike(this.transaction)
  return add.apply(this, args)
}

IDBDatabase.prototype.transaction = function (...args) {
  if (states.get(this.name)?.isDead) throw new DOMException('the tab is gone', 'InvalidStateError')
  return begin.apply(this, args)
}

function listen(transaction: IDBTransaction, value: { key: string; value: Cursor }): void {
  const hear = states.get(transaction.db.name)?.hear
  if (value.key === 'cursor' && hear) transaction.addEventListener('complete', () => hear(value.value))
}

function strike(transaction: IDBTransaction): void {
  const state = states.get(transaction.db.name)
  if (!state?.armed || --state.armed.left > 0) return
  const { mishap } = state.armed
  state.armed = null
  state.hasHappened = true
  state.isDead = mishap === 'crash'
  ;(transaction as unknown as Innards)._abort(mishap === 'crash' ? 'AbortError' : 'QuotaExceededError')
}

/* Node's structuredClone goes by way of bytes. What lies in these tables is JSON but for a key, and JSON is copied at once. */

const cloneOfAnything = globalThis.structuredClone

globalThis.structuredClone = (value, options) =>
  isJson(value) ? (copyOf(value) as typeof value) : cloneOfAnything(value, options)

function isJson(value: unknown): boolean {
  if (typeof value !== 'object') return typeof value !== 'function' && typeof value !== 'symbol'
  if (value === null) return true
  if (Array.isArray(value)) return value.every(isJson)
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) return false
  for (const member of Object.values(value)) if (!isJson(member)) return false
  return true
}

function copyOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(copyOf)
  const copy: Record<string, unknown> = {}
  for (const [key, member] of Object.entries(value)) copy[key] = copyOf(member)
  return copy
}
