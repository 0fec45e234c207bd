import type { Opening, Taken } from '#shared/unusual.ts'
import type { Database } from './database.ts'

/** What of orders and drawers is held against the usual; minor units, epoch ms, from one instant on and before another. */
export interface ConductStore {
  /** Whenever the order is written; when it was placed never changes. */
  keep(taken: Taken): void
  /** What each order came to that was paid for and not cancelled. */
  totals(from: number, to: number): number[]
  /** Orders that were given back, cancelled or made cheaper. */
  odd(from: number, to: number): Taken[]
  /** The largest that were not cancelled and came to more. */
  above(total: number, from: number, to: number, most: number): Taken[]
  /** Drawers opened for nothing. */
  openings(from: number, to: number): Opening[]
}

const columns = 'at, id, number, actor_id AS actorId, total, refunded, cancelled, discount'
const within = 'at >= ? AND at < ?'

type Stored = Omit<Taken, 'isCancelled'> & { cancelled: number }

export function openConduct(database: Database): ConductStore {
  const upsert = database.prepare(
    `INSERT INTO taken (at, id, number, actor_id, total, refunded, cancelled, discount) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (at, id) DO UPDATE SET number = excluded.number, actor_id = excluded.actor_id, total = excluded.total,
       refunded = excluded.refunded, cancelled = excluded.cancelled, discount = excluded.discount`,
  )
  const totals = database
    .prepare<[number, number], number>(
      `SELECT total FROM taken WHERE ${within} AND total > 0 AND NOT cancelled`,
    )
    .pluck()
  const odd = database.prepare<[number, number], Stored>(
    `SELECT ${columns} FROM taken WHERE ${within} AND (refunded > 0 OR cancelled OR discount > 0) ORDER BY at, id`,
  )
  const above = database.prepare<[number, number, number, number], Stored>(
    `SELECT ${columns} FROM taken WHERE total > ? AND ${within} AND NOT cancelled ORDER BY total DESC, at, id LIMIT ?`,
  )
  const openings = database.prepare<[number, number], Opening>(
    `SELECT id, body ->> 'actorId' AS actorId, ages_at AS at FROM cashMove
     WHERE ages_at >= ? AND ages_at < ? AND body ->> 'kind' = 'none' ORDER BY ages_at, id`,
  )
  return {
    keep: ({ at, id, number, actorId, total, refunded, isCancelled, discount }) =>
      void upsert.run(at, id, number, actorId, total, refunded, Number(isCancelled), discount),
    totals: (from, to) => totals.all(from, to),
    odd: (from, to) => odd.all(from, to).map(readTaken),
    above: (total, from, to, most) => above.all(total, from, to, most).map(readTaken),
    openings: (from, to) => openings.all(from, to),
  }
}

function readTaken({ cancelled, ...taken }: Stored): Taken {
  return { ...taken, isCancelled: cancelled === 1 }
}
