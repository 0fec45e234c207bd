import type { Database } from './database.ts'

/** Counted tries by key, each within a window that began at `since`. */
export interface TryStore {
  /** Counts one more try and gives how many there are now; a window that is over starts anew. */
  add(key: string, now: number, window: number): number
  /** Takes one back. */
  giveBack(key: string): void
  forget(key: string): void
  forgetBefore(since: number): void
}

export function openTries(database: Database): TryStore {
  const add = database.prepare<[{ key: string; now: number; window: number }], { tries: number }>(
    `INSERT INTO try (key, since, tries) VALUES (@key, @now, 1)
     ON CONFLICT (key) DO UPDATE SET
       tries = CASE WHEN since <= @now - @window OR since > @now THEN 1 ELSE tries + 1 END,
       since = CASE WHEN since <= @now - @window OR since > @now THEN @now ELSE since END
     RETURNING tries`,
  )
  const giveBack = database.prepare('UPDATE try SET tries = max(0, tries - 1) WHERE key = ?')
  const forget = database.prepare('DELETE FROM try WHERE key = ?')
  const forgetBefore = database.prepare('DELETE FROM try WHERE since < ?')
  return {
    add: (key, now, window) => add.get({ key, now, window })?.tries ?? 0,
    giveBack: (key) => void giveBack.run(key),
    forget: (key) => void forget.run(key),
    forgetBefore: (since) => void forgetBefore.run(since),
  }
}
