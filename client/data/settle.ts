import type { Cursor, Outcome, SyncAnswer } from '#shared/protocol.ts'
import type { Clock, Database, Entry, EntryState } from './db.ts'
import { rebase } from './rebase.ts'

export interface Asked {
  cursor: Cursor | null
  /** The last command that was sent, or would have been had there been one. */
  last: number
}

/**
 * Takes in one answer in one transaction: outcomes, rows, what is pending run again on them, cursor, clock. False,
 * and nothing done, when the cursor has moved since it was asked: another tab was faster.
 */
export function settle(db: Database, asked: Asked, answer: SyncAnswer, clock: Clock): Promise<boolean> {
  return db.transaction('rw', db.tables, async () => {
    const { cursor } = await db.read('cursor')
    if (!isSame(cursor ?? null, asked.cursor)) return false
    const outcomes = new Map(answer.outcomes.map((outcome) => [outcome.seq, outcome]))
    const before = await pendingEntries(db)
    const judged = before.map((entry) => judge(entry, outcomes.get(entry.seq), answer))
    const changed = judged.filter((entry, index) => entry !== before[index])
    await db.entries.bulkPut([...changed, ...(await judgedAgain(db, outcomes, before))])
    await rebase(db, answer.rows, before, judged.filter(isPending))
    await db.keep({ cursor: answer.cursor, clock, sent: Math.min(answer.lastSeq, asked.last) })
    return true
  })
}

/** What is part of the local state and not yet of the server's rows here, in the order it was made. */
export async function pendingEntries(db: Database): Promise<Entry[]> {
  // One getAll each: anyOf would walk a cursor, a request an entry.
  const [waiting, answered] = await Promise.all([
    db.entries.where('state').equals('waiting').toArray(),
    db.entries.where('state').equals('answered').toArray(),
  ])
  return [...answered, ...waiting].sort((a, b) => a.seq - b.seq)
}

function isPending(entry: Entry): boolean {
  return entry.state === 'waiting' || entry.state === 'answered'
}

function judge(entry: Entry, fresh: Outcome | undefined, answer: SyncAnswer): Entry {
  const outcome = fresh ?? entry.outcome
  if (!outcome) return entry
  const isReached = answer.complete || outcome.rev <= answer.cursor.rev
  const state = stateAfter(outcome, isReached)
  return fresh || state !== entry.state ? { ...entry, outcome, state } : entry
}

function stateAfter(outcome: Outcome, isReached: boolean): EntryState {
  if (outcome.status === 'rejected' || outcome.status === 'quarantined') return outcome.status
  return isReached ? 'settled' : 'answered'
}

/** Entries that were over and had to be sent again, with what the server says of them now. */
async function judgedAgain(db: Database, outcomes: Map<number, Outcome>, pending: Entry[]): Promise<Entry[]> {
  const known = new Set(pending.map((entry) => entry.seq))
  const entries = await db.entries.bulkGet([...outcomes.keys()].filter((seq) => !known.has(seq)))
  return entries.flatMap((entry) => {
    const outcome = entry && outcomes.get(entry.seq)
    return outcome ? [{ ...entry, outcome, state: stateAfter(outcome, true) }] : []
  })
}

function isSame(a: Cursor | null, b: Cursor | null): boolean {
  return a?.epoch === b?.epoch && a?.rev === b?.rev && a?.tag === b?.tag
}
