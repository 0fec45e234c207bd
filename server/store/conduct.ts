import type { Database } from './database.ts'

/** What of orders and drawers is held against the usual; minor units, epoch ms. */
export interface ConductStore {
  /** Orders placed from one instant on and before another. */
  taken(from: number, to: number): TakenRow[]
  /** Drawers opened for nothing. */
  openings(from: number, to: number): { id: string; actorId: string; at: number }[]
}

export interface TakenRow {
  id: string
  number: string
  actorId: string
  at: number
  total: number
  refunded: number
  status: string
  discount: number
}

export function openConduct(database: Database): ConductStore {
  const taken = database.prepare<[number, number], TakenRow>(
    `SELECT id, body ->> 'number' AS number, body ->> 'actorId' AS actorId, placed_at AS at,
       body ->> 'total' AS total, coalesce(body ->> '$.refunded.value', 0) AS refunded, body ->> 'status' AS status,
       coalesce(body ->> '$.discount.amount', 0) + (
         SELECT coalesce(sum(value ->> '$.discount.amount'), 0) FROM json_each(body, '$.lines')
       ) AS discount
     FROM "order" WHERE placed_at >= ? AND placed_at < ? ORDER BY placed_at, id`,
  )
  const openings = database.prepare<[number, number], { id: string; actorId: string; at: number }>(
    `SELECT id, body ->> 'actorId' AS actorId, ages_at AS at FROM cashMove
     WHERE ages_at >= ? AND ages_at < ? AND body ->> 'kind' = 'none' ORDER BY ages_at, id`,
  )
  return { taken: (from, to) => taken.all(from, to), openings: (from, to) => openings.all(from, to) }
}
