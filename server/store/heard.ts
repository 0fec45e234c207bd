import { TabletAbout } from '#shared/protocol.ts'
import * as v from 'valibot'
import type { Database } from './database.ts'

/** When a device was last heard of, and what it last said of itself. */
export interface Heard {
  at: number
  /** Its last command by its own count; null while it has not said. */
  head: number | null
  app: string
  storage: TabletAbout['storage']
  /** When it last had nothing left to send; null: it has not been so yet. */
  emptiedAt: number | null
}

export interface HeardStore {
  note(deviceId: string, at: number, about: TabletAbout): void
  /** It is there; what it said stays. */
  see(deviceId: string, at: number): void
  /** It is there, and has nothing left to send. */
  empty(deviceId: string, at: number): void
  of(deviceId: string): Heard | null
}

const Storage = v.pipe(v.string(), v.parseJson(), TabletAbout.entries.storage)

export function openHeard(database: Database): HeardStore {
  const note = database.prepare(
    `INSERT INTO heard (device_id, at, head, app, storage) VALUES (@deviceId, @at, @head, @app, @storage)
     ON CONFLICT (device_id) DO UPDATE SET
       at = excluded.at, head = excluded.head, app = excluded.app, storage = excluded.storage`,
  )
  const see = database.prepare(
    `INSERT INTO heard (device_id, at) VALUES (?, ?) ON CONFLICT (device_id) DO UPDATE SET at = excluded.at`,
  )
  const empty = database.prepare(
    `INSERT INTO heard (device_id, at, emptied_at) VALUES (@deviceId, @at, @at)
     ON CONFLICT (device_id) DO UPDATE SET at = excluded.at, emptied_at = excluded.emptied_at`,
  )
  const of = database.prepare<[string], Omit<Heard, 'storage'> & { storage: string }>(
    'SELECT at, head, app, storage, emptied_at AS emptiedAt FROM heard WHERE device_id = ?',
  )
  return {
    note: (deviceId, at, { head, app, storage }) =>
      void note.run({ deviceId, at, head, app, storage: JSON.stringify(storage) }),
    see: (deviceId, at) => void see.run(deviceId, at),
    empty: (deviceId, at) => void empty.run({ deviceId, at }),
    of(deviceId) {
      const found = of.get(deviceId)
      return found ? { ...found, storage: v.parse(Storage, found.storage) } : null
    },
  }
}
