import type { Database } from './database.ts'

/** What moved on a shelf. */
export interface Moved {
  id: string
  at: number
  quantity: number
  reason: string
}

/** What was found on a shelf. */
export interface Found {
  id: string
  at: number
  productId: string
  quantity: number
  expected: number
}

/** What a forecast is made from: how goods came and went at one place. */
export interface DemandStore {
  /** Products that have ever lain at a place or were sold there, with what is there now. */
  levelsAt(locationId: string): { productId: string; quantity: number }[]
  /** From an instant on, in their order. */
  movedAt(productId: string, locationId: string, from: number): Moved[]
  countedAt(locationId: string, from: number): Found[]
}

export function openDemand(database: Database): DemandStore {
  const levels = database.prepare<[string], { productId: string; quantity: number }>(
    `SELECT body ->> 'productId' AS productId, body ->> 'quantity' AS quantity
     FROM level WHERE substr(id, 38) = ? ORDER BY id`,
  )
  const moved = database.prepare<[string, string, number], Moved>(
    `SELECT id, at, body ->> 'quantity' AS quantity, body ->> 'reason' AS reason
     FROM movement WHERE product_id = ? AND location_id = ? AND at >= ? ORDER BY at, id`,
  )
  const counted = database.prepare<[number, string], Found>(
    `SELECT id, ages_at AS at, body ->> 'productId' AS productId, body ->> 'quantity' AS quantity,
       body ->> 'expected' AS expected
     FROM count WHERE ages_at >= ? AND location_id = ? ORDER BY ages_at, id`,
  )
  return {
    levelsAt: (locationId) => levels.all(locationId),
    movedAt: (productId, locationId, from) => moved.all(productId, locationId, from),
    countedAt: (locationId, from) => counted.all(from, locationId),
  }
}
