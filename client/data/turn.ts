import type { Database } from './db.ts'

const most = 1_024

/** What a tap and an answer write first, so that it is missed where a power cut took the beginning of their transaction. */
export async function beginTurn(db: Database, turn: number): Promise<void> {
  await db.turns.put({ turn })
}

/** The same where nothing was read first: fails, and with it all of its transaction, where another has taken it since. */
export async function claimTurn(db: Database, turn: number): Promise<void> {
  await db.turns.add({ turn })
}

/** What else changes who is at which till takes a turn as well, so that a tap that was foreseen is not what it was. */
export async function takeTurn(db: Database): Promise<void> {
  const { turn = 0 } = await db.read('turn')
  await beginTurn(db, turn + 1)
  await db.keep({ turn: turn + 1 })
}

/** Lets go of those that nobody will look for any more. */
export async function forgetTurns(db: Database, turn: number): Promise<void> {
  await db.turns
    .where(':id')
    .below(turn - most)
    .delete()
}

/** Whether one after `since` is missing. From now on none is. */
export async function fillTurns(db: Database, since: number, turn: number): Promise<boolean> {
  const start = Math.max(since, turn - most)
  const kept = new Set(await db.turns.where(':id').between(start, turn, false, true).primaryKeys())
  const missing = Array.from({ length: turn - start }, (_, index) => start + index + 1).filter(
    (one) => !kept.has(one),
  )
  await db.turns.bulkPut(missing.map((one) => ({ turn: one })))
  return missing.length > 0
}
