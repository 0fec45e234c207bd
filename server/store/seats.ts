import type { Database } from './database.ts'

/** Who was last given which device: the last grant that was signed for it, and when. */
export interface SeatStore {
  /** Leaves whoever was given it later. */
  take(deviceId: string, personId: string, issued: number): void
  at(deviceId: string): Seat | null
}

export interface Seat {
  personId: string
  issued: number
}

export function openSeats(database: Database): SeatStore {
  const take = database.prepare(
    `INSERT INTO seat (device_id, person_id, issued) VALUES (?, ?, ?)
     ON CONFLICT (device_id) DO UPDATE SET person_id = excluded.person_id, issued = excluded.issued
     WHERE excluded.issued >= seat.issued`,
  )
  const get = database.prepare<[string], Seat>(
    'SELECT person_id AS personId, issued FROM seat WHERE device_id = ?',
  )
  return {
    take: (deviceId, personId, issued) => void take.run(deviceId, personId, issued),
    at: (deviceId) => get.get(deviceId) ?? null,
  }
}
