import type { Cursor, Outcome, SyncAnswer } from '#shared/protocol.ts'
import { replaceClock } from './clock.ts'
import type { Clock, Database, Entry, EntryState } from './db.ts'
import { isEqual } from './equal.ts'
import { goBack, startOver, takeFresh } from './fresh.ts'
import { rebase } from './rebase.ts'
import { beginTurn, forgetTurns } from './turn.ts'

export interface Asked {
  cursor: Cursor | null
  /** The last command that was sent, or would have been had there been one. */
  last: number
  /** How many entries earlier identities had made, when it was asked. */
  shift?: number
}

/**
 * Takes in one answer in one transaction: outcomes, rows, what is pending run again on them, cursor, clock. False,
 * and nothing done, when the cursor has moved since it was asked: another tab was faster.
 */
export function settle(db: Database, asked: Asked, answer: SyncAnswer, clock: Clock): Promise<boolean> {
  return db.write(db.tables, async (db) => {
    const { shift = 0, turn: last = 0 } = await db.read('shift', 'turn')
    if (shift !== (asked.shift ?? 0) || !isEqual(await placeOf(db), asked.cursor)) return false
    const turn = last + 1
    await beginTurn(db, turn)
    await forgetTurns(db, turn)
    if (answer.fresh && asked.cursor) await startOver(db, answer.lastSeq)
    await goBack(db, answer.lastSeq)
    const { fresh } = await db.read('fresh')
    // A fresh base that has only just become needed begins with the next request, not with what is new since the old one.
    const isFirst = fresh !== undefined && fresh.cursor === null && !answer.fresh
    const outcomes = new Map(answer.outcomes.map((outcome) => [outcome.seq, outcome]))
    const before = await pendingEntries(db)
    const judged = before.map((entry) => judge(entry, outcomes.get(entry.seq), answer))
    const changed = judged.filter((entry, index) => entry !== before[index])
    await db.entries.bulkPut([...changed, ...(await judgedAgain(db, outcomes, before))])
    const pending = judged.filter(isPending)
    if (fresh && !isFirst) await takeFresh(db, answer, pending)
    else if (!fresh) {
      await rebase(db, answer, before, pending)
      await db.keep({ cursor: answer.cursor })
    }
    const { clock: read } = await db.read('clock')
    await db.keep({ clock: replaceClock(read, clock), sent: Math.min(answer.lastSeq, asked.last), turn })
    return true
  })
}

/** From where rows are wanted: after the cursor, or after what there is of a fresh base. */
export async function placeOf(db: Database): Promise<Cursor | null> {
  const { cursor = null, fresh } = await db.read('cursor', 'fresh')
  return fresh ? fresh.cursor : cursor
}

/** What is part of the local state and not yet of the server's rows here, in the order it was made. */
export async function pendingEntries(db: Database): Promise<Entry[]> {
  // One getAll each: anyOf would walk a cursor, a request an entry.
  const states = ['waiting', 'answered', 'deferred']
  const entries = await Promise.all(states.map((state) => db.entries.where('state').equals(state).toArray()))
  return entries.flat().sort((a, b) => a.seq - b.seq)
}

function isPending(entry: Entry): boolean {
  return entry.state === 'waiting' || entry.state === 'answered' || entry.state === 'deferred'
}

/** Only the last page has the rows of a command for certain: what it wrote may since have been written again. */
function judge(entry: Entry, news: Outcome | undefined, answer: SyncAnswer): Entry {
  const outcome = news ?? entry.outcome
  if (!outcome) return entry
  const state = stateAfter(outcome, answer.complete)
  if (!news && state === entry.state) return entry
  return { ...entry, outcome, state, answeredAt: entry.answeredAt ?? answer.now }
}

export function stateAfter(outcome: Outcome, isWhole: boolean): EntryState {
  if (outcome.status === 'quarantined' && outcome.code === 'unknown-command') return 'deferred'
  if (outcome.status === 'rejected' || outcome.status === 'quarantined') return outcome.status
  return isWhole ? 'settled' : 'answered'
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

/** Another command stands where ours should: somebody else writes this journal, or we did before we were rolled back. */
export function isTaken(outcome: Outcome): boolean {
  return outcome.status === 'quarantined' && outcome.code === 'seq-taken'
}
