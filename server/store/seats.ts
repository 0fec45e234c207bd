import type { Database } from './database.ts'

/** Who was last given which device: the last grant that was signed for it. */
export interface SeatStore {
  take(deviceId: string, personId: string): void
  personAt(deviceId: string): string | null
}

export function openSeats(database: Database): SeatStore {
  const take = database.prepare(
    `INSERT INTO seat (device_id, person_id) VALUES (?, ?)
     ON CONFLICT (device_id) DO UPDATE SET person_id = excluded.person_id`,
  )
  const get = database.prepare<[string], { personId: string }>(
    'SELECT person_id AS personId FROM seat WHERE device_id = ?',
  )
  return {
    take: (deviceId, personId) => void take.run(deviceId, personId),
    personAt: (deviceId) => get.get(deviceId)?.personId ?? null,
  }
}
