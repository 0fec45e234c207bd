import { liveQuery } from 'dexie'
import type { Database } from './db.ts'
import { isOutOfRoom } from './room.ts'

/** More than any browser writes before it has put all of it where a power cut does not reach. */
export const mostEchoes = 512
const latest = 16

/**
 * Writes what was recorded last once more, in a transaction of its own. Of two strict transactions one after the other
 * a power cut can tear only one; `torn.ts` says how.
 */
export async function echo(db: Database): Promise<void> {
  await db.write([db.entries, db.echoes], async (db) => {
    const [entries, known] = await Promise.all([
      db.entries.orderBy(':id').reverse().limit(latest).toArray(),
      db.echoes.orderBy(':id').reverse().limit(1).primaryKeys(),
    ])
    const fresh = entries.filter(({ seq }) => seq > (known[0] ?? 0))
    if (fresh.length === 0) return
    await db.echoes.bulkPut(fresh)
    await db.echoes
      .where(':id')
      .below((fresh[0]?.seq ?? 0) - mostEchoes)
      .delete()
  })
}

/** Does so after every tap, in whichever tab; returns what stops that. Nobody waits for it. */
export function echoTaps(db: Database, surprised: (error: unknown) => void): () => void {
  const taps = liveQuery(() => db.read('head')).subscribe(({ head }) => {
    if (head && head.seq > 0)
      void echo(db).catch((error: unknown) => db.isOpen() && !isOutOfRoom(error) && surprised(error))
  })
  return () => taps.unsubscribe()
}
