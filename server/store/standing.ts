import type { Order, TillSession } from '#shared/rows.ts'
import { ageless } from '#shared/scope.ts'
import type { Database } from './database.ts'

/** How things stand now, and what lies between two instants: `to` no more. */
export interface StandingStore {
  openOrders(): { status: string; size: number }[]
  /** Exceptions that nobody has looked at. */
  openExceptions(): number
  ordersBetween(from: number, to: number): Order[]
  /** By when they were opened or, where that is not known, first counted. */
  sessionsBetween(from: number, to: number): TillSession[]
  openSessions(): TillSession[]
  /** What a product was called when it was last sold, where no catalogue has it. */
  nameSold(productId: string): string | null
}

export function openStanding(database: Database): StandingStore {
  const openOrders = database.prepare<[number], { status: string; size: number }>(
    `SELECT json_extract(body, '$.status') AS status, count(*) AS size FROM "order" WHERE ages_at = ? GROUP BY 1`,
  )
  const openExceptions = database.prepare<[number], { size: number }>(
    `SELECT count(*) AS size FROM exception WHERE ages_at = ? AND json_extract(body, '$.about') IS NOT NULL`,
  )
  const orders = database.prepare<[number, number], Stored>(
    'SELECT body FROM "order" WHERE placed_at >= ? AND placed_at < ? ORDER BY placed_at, id',
  )
  const begun = `coalesce(json_extract(body, '$.opened.at'), json_extract(body, '$.closings[0].at'))`
  const sessions = database.prepare<[{ from: number; to: number }], Stored>(
    `SELECT body FROM tillSession WHERE ages_at >= @from AND ${begun} >= @from AND ${begun} < @to ORDER BY ${begun}, id`,
  )
  const open = database.prepare<[number], Stored>(
    'SELECT body FROM tillSession WHERE ages_at = ? ORDER BY id',
  )
  const name = database.prepare<[{ productId: string }], { name: string }>(
    `SELECT json_extract(line.value, '$.name') AS name
     FROM movement m JOIN "order" o ON o.id = json_extract(m.body, '$.orderId'), json_each(o.body, '$.lines') line
     WHERE m.product_id = @productId AND json_extract(line.value, '$.productId') = @productId
     ORDER BY m.at DESC, m.id DESC LIMIT 1`,
  )
  return {
    openOrders: () => openOrders.all(ageless),
    openExceptions: () => openExceptions.get(ageless)?.size ?? 0,
    ordersBetween: (from, to) => orders.all(from, to).map(({ body }) => JSON.parse(body) as Order),
    sessionsBetween: (from, to) => sessions.all({ from, to }).map(readSession),
    openSessions: () => open.all(ageless).map(readSession),
    nameSold: (productId) => name.get({ productId })?.name ?? null,
  }
}

interface Stored {
  body: string
}

function readSession({ body }: Stored): TillSession {
  return JSON.parse(body) as TillSession
}
