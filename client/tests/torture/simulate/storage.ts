import type { Cursor } from '#shared/protocol.ts'
import type { Row, Table } from '#shared/rows.ts'
import type { BaseCopy, Entry } from '../../../data/db.ts'
import { type Memory, openMemory, type Transaction } from '../../indexedDb/factory.ts'

/*
 * A tablet's storage in memory, and what can happen to it. The faults are laid under Dexie, where a browser has them:
 * at a write inside a transaction, or at the moment a transaction would begin.
 */

type Mishap = 'crash' | 'quota'

type Kept = { [T in Table]: Row<T> } & {
  entries: Entry
  base: BaseCopy
  meta: { key: string; value: unknown }
}

export interface Storage {
  memory: Memory
  /** What lies there, by its keys in order, without asking the tablet. */
  all<T extends keyof Kept>(table: T): Kept[T][]
  /** Lets the n-th write from now on end the tab (its transaction never was), or run out of room. */
  arm(mishap: Mishap, writes: number): void
  disarm(): void
  /** Whether what was armed has happened. */
  hasHappened(): boolean
  /** After a crash nothing reads or writes any more until the tab is opened again. */
  revive(): void
  /** Whatever a while ago was written is on the disk by now. */
  flush(): void
  /** The device goes dark: the tab is gone, and what was not flushed. */
  cutPower(): void
  /** A row is gone, or one of its numbers is off by one. False where it has none that a key is not made of. */
  spoil(table: Table, id: string, roll: (() => number) | null): boolean
  /** How many transactions have written something so far. */
  transactions(): number
  /** Takes the beginning of one away: so many changes of the last, or of one so many before it. */
  tear(before: number, changes: number): number
  changesOf(before: number): number
  /** The whole disk as it is now; calling what is returned puts it back, while no tab is open. */
  image(): () => void
  /** Hears each cursor that a transaction made durable. */
  onCursor(hear: (cursor: Cursor) => void): void
}

/** `name` is the one database's name. */
export function openStorage(name: string): Storage {
  let armed: { mishap: Mishap; left: number } | null = null
  let isDead = false
  let hasHappened = false
  let hear: (cursor: Cursor) => void = () => {}

  function strike(transaction: Transaction): void {
    if (!armed || --armed.left > 0) return
    const { mishap } = armed
    armed = null
    hasHappened = true
    isDead = mishap === 'crash'
    const reason = mishap === 'crash' ? 'AbortError' : 'QuotaExceededError'
    transaction.fail(new DOMException('', reason))
  }

  const memory = openMemory({
    begins() {
      if (isDead) throw new DOMException('the tab is gone', 'InvalidStateError')
    },
    writes(transaction, table, value) {
      if (armed) strike(transaction)
      if (table === 'meta') listen(transaction, value as { key: string; value: Cursor }, () => hear)
    },
  })

  return {
    memory,
    all: <T extends keyof Kept>(table: T) => (memory.peek(name, table) ?? []) as Kept[T][],
    arm(mishap, writes) {
      armed = { mishap, left: writes }
      hasHappened = false
    },
    disarm() {
      armed = null
    },
    hasHappened: () => hasHappened,
    flush: () => memory.flush(name),
    cutPower() {
      isDead = true
      memory.cutPower(name)
    },
    spoil(table, id, roll) {
      const row = (memory.peek(name, table) ?? []).find((one) => (one as Row).id === id)
      const spoilt = roll && row ? flipped(row as Row, roll) : undefined
      if (roll && !spoilt) return false
      memory.spoil(name, table, id, spoilt)
      return true
    },
    transactions: () => memory.transactionsOf(name),
    tear: (before, changes) => memory.tear(name, before, changes),
    changesOf: (before) => memory.changesOf(name, before),
    image() {
      const image = memory.image(name)
      return () => memory.reset(name, image)
    },
    onCursor(next) {
      hear = next
    },
    revive() {
      isDead = false
      armed = null
    },
  }
}

function listen(
  transaction: Transaction,
  kept: { key: string; value: Cursor },
  hear: () => (cursor: Cursor) => void,
): void {
  if (kept.key === 'cursor') transaction.addEventListener('complete', () => hear()(kept.value))
}

/** With one of its numbers off by one. */
function flipped(row: Row, roll: () => number): object | undefined {
  const numbers = Object.entries(row).filter(([, value]) => typeof value === 'number')
  const [field, value] = numbers[Math.floor(roll() * numbers.length)] ?? []
  return field === undefined ? undefined : { ...row, [field]: Number(value) + 1 }
}
