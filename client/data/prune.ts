import type { Database } from './db.ts'

const twoWeeks = 14 * 86_400_000

/**
 * Lets go of what the server has held for two weeks. Until then it is kept, so that a server restored from an older
 * backup can be given it again. What is unsent, refused or set aside stays for ever.
 */
export async function prune(db: Database, serverNow: number): Promise<void> {
  const { sent = 0 } = await db.read('sent')
  const old = await db.entries
    .where('state')
    .equals('settled')
    .filter(({ seq, answeredAt }) => seq <= sent && (answeredAt ?? Infinity) < serverNow - twoWeeks)
    .primaryKeys()
  if (old.length === 0) return
  await db.entries.bulkDelete(old)
  await db.echoes.bulkDelete(old)
}
