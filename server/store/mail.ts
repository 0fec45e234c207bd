import type { MailFault, MailKind, MailState } from '#shared/mail.ts'
import type { Database } from './database.ts'

/** A logical mail. What it goes to and what it says are sealed here, and opened when it is sent. */
export interface Mail {
  id: string
  kind: MailKind
  orderId: string | null
  /** Null: whoever its order names. */
  recipient: string | null
  about: string | null
  state: MailState
  queuedAt: number
  dueAt: number
  leasedUntil: number
  tries: number
  messageId: string | null
  settledAt: number | null
  fault: MailFault | null
  said: string
}

export type NewMail = Pick<Mail, 'id' | 'kind' | 'orderId' | 'recipient' | 'about' | 'queuedAt' | 'dueAt'>

export interface Stand {
  at: number
  id: string
}

export interface MailStore {
  /** False where there is one of that id already. */
  add(mail: NewMail): boolean
  one(id: string): Mail | null
  /** Takes the one that has been due longest, until an instant; null where none is due. Counts as a try. */
  lease(now: number, until: number): Mail | null
  /** Whoever held leases is no more. */
  endLeases(): void
  name(id: string, messageId: string): void
  /** What became of it. Of one that was sent, what it said is forgotten. */
  settle(
    id: string,
    state: 'sent' | 'failed' | 'cancelled',
    at: number,
    fault?: MailFault,
    said?: string,
  ): void
  /** Back to waiting; `counts` says whether it was a try. */
  defer(id: string, dueAt: number, counts: boolean, fault: MailFault, said: string): void
  retry(id: string | null, now: number): number
  cancel(id: string | null, now: number): string[]
  /** Those that have waited since before an instant fail as too late. */
  expire(before: number, now: number): number
  prune(before: number): void
  sizes(): Record<MailState, number>
  sizeOf(orderId: string, kind: MailKind): number
  /** An order's, the latest first, and no more than so many. */
  ofOrder(orderId: string, most: number): Mail[]
  /** The newest first. */
  page(state: MailState, before: Stand | null, size: number): Mail[]
  /** When the next one is due; null where none waits. */
  nextDue(): number | null
}

const columns = `id, kind, order_id AS orderId, recipient, about, state, queued_at AS queuedAt, due_at AS dueAt,
  leased_until AS leasedUntil, tries, message_id AS messageId, settled_at AS settledAt, fault, said`

export function openMail(database: Database): MailStore {
  const add = database.prepare(
    `INSERT OR IGNORE INTO mail (id, kind, order_id, recipient, about, state, queued_at, due_at)
     VALUES (@id, @kind, @orderId, @recipient, @about, 'waiting', @queuedAt, @dueAt)`,
  )
  const one = database.prepare<[string], Mail>(`SELECT ${columns} FROM mail WHERE id = ?`)
  const due = database.prepare<[number, number], { id: string }>(
    `SELECT id FROM mail WHERE state = 'waiting' AND due_at <= ? AND leased_until <= ?
     ORDER BY due_at, id LIMIT 1`,
  )
  const lease = database.prepare('UPDATE mail SET leased_until = ?, tries = tries + 1 WHERE id = ?')
  const endLeases = database.prepare('UPDATE mail SET leased_until = 0 WHERE leased_until > 0')
  const name = database.prepare('UPDATE mail SET message_id = ? WHERE id = ? AND message_id IS NULL')
  const settle = database.prepare(
    `UPDATE mail SET state = @state, settled_at = @at, fault = @fault, said = @said, leased_until = 0,
       about = CASE @state WHEN 'sent' THEN NULL ELSE about END
     WHERE id = @id AND (@state = 'sent' OR state = 'waiting')`,
  )
  const defer = database.prepare(
    `UPDATE mail SET due_at = @dueAt, leased_until = 0, fault = @fault, said = @said, tries = tries - @back
     WHERE id = @id AND state = 'waiting'`,
  )
  const retry = database.prepare(
    `UPDATE mail SET state = 'waiting', due_at = @now, queued_at = @now, tries = 0, settled_at = NULL
     WHERE state = 'failed' AND (@id IS NULL OR id = @id)`,
  )
  const hurry = database.prepare(
    `UPDATE mail SET due_at = @now WHERE state = 'waiting' AND due_at > @now AND id = @id`,
  )
  const cancel = database.prepare<[object], { id: string }>(
    `UPDATE mail SET state = 'cancelled', settled_at = @now
     WHERE state IN ('waiting', 'failed') AND (id = @id OR (@id IS NULL AND state = 'waiting')) RETURNING id`,
  )
  const expire = database.prepare(
    `UPDATE mail SET state = 'failed', fault = 'too-late', settled_at = ?
     WHERE state = 'waiting' AND queued_at < ? AND leased_until <= ?`,
  )
  const prune = database.prepare(
    `DELETE FROM mail WHERE state IN ('sent', 'cancelled', 'failed') AND settled_at < ?`,
  )
  const sizes = database.prepare<[], { state: MailState; size: number }>(
    'SELECT state, count(*) AS size FROM mail GROUP BY state',
  )
  const sizeOf = database.prepare<[string, MailKind], { size: number }>(
    'SELECT count(*) AS size FROM mail WHERE order_id = ? AND kind = ?',
  )
  const ofOrder = database.prepare<[string, number], Mail>(
    `SELECT ${columns} FROM mail WHERE order_id = ? ORDER BY queued_at DESC, id DESC LIMIT ?`,
  )
  const page = database.prepare<[MailState, number, string, number], Mail>(
    `SELECT ${columns} FROM mail WHERE state = ? AND (queued_at, id) < (?, ?)
     ORDER BY queued_at DESC, id DESC LIMIT ?`,
  )
  const next = database.prepare<[], { at: number | null }>(
    `SELECT min(max(due_at, leased_until)) AS at FROM mail WHERE state = 'waiting'`,
  )
  return {
    add: (mail) => add.run(mail).changes > 0,
    one: (id) => one.get(id) ?? null,
    lease(now, until) {
      const found = due.get(now, now)
      if (!found) return null
      lease.run(until, found.id)
      return one.get(found.id) ?? null
    },
    endLeases: () => void endLeases.run(),
    name: (id, messageId) => void name.run(messageId, id),
    settle: (id, state, at, fault, said = '') =>
      void settle.run({ id, state, at, fault: fault ?? null, said }),
    defer: (id, dueAt, counts, fault, said) =>
      void defer.run({ id, dueAt, back: counts ? 0 : 1, fault, said }),
    retry: (id, now) => retry.run({ id, now }).changes + (id === null ? 0 : hurry.run({ id, now }).changes),
    cancel: (id, now) => cancel.all({ id, now }).map((row) => row.id),
    expire: (before, now) => expire.run(now, before, now).changes,
    prune: (before) => void prune.run(before),
    sizes: () => ({
      ...{ waiting: 0, sent: 0, failed: 0, cancelled: 0 },
      ...Object.fromEntries(sizes.all().map(({ state, size }) => [state, size])),
    }),
    sizeOf: (orderId, kind) => sizeOf.get(orderId, kind)?.size ?? 0,
    ofOrder: (orderId, most) => ofOrder.all(orderId, most),
    page: (state, before, size) =>
      page.all(state, before?.at ?? Number.MAX_SAFE_INTEGER, before?.id ?? '', size),
    nextDue: () => next.get()?.at ?? null,
  }
}
