import type { Api, Refusal } from './api.ts'
import type { Database } from './db.ts'
import type { Outside } from './outside.ts'

export type SyncCode = Refusal['code'] | 'not-enrolled'
export type SyncResult = { ok: true } | { ok: false; code: SyncCode }

export interface Progress {
  done: number
  total: number
}

export interface Line {
  db: Database
  api: Api
  outside: Outside
  /** Kept in memory only; asked for again when the server does not know it any more. */
  ticket: string | null
  /** Whose ticket it is. */
  device: string | null
  /** How often the server failed over a command that was sent to it alone. */
  surprises: Map<number, number>
  tell(progress: Progress): void
}
