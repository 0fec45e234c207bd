import type { Database } from './db.ts'

const most = 512

/** What a transaction that takes an answer in writes first, so that it is missed where a power cut took its beginning. */
export async function beginTurn(db: Database, turn: number): Promise<void> {
  await db.turns.put({ turn })
  await db.turns.delete(turn - most)
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
