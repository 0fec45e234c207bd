import type { ProblemCode } from '#shared/problem.ts'
import type { Person } from '#shared/rows.ts'
import type { Context as HonoContext } from 'hono'
import type { Contacts } from '../domain/contacts.ts'
import type { Exchange } from '../domain/exchange.ts'
import type { Grants } from '../domain/grants.ts'
import type { Limits } from '../domain/limits.ts'
import type { MailRoom } from '../domain/mail/room.ts'
import type { Notices } from '../domain/notices.ts'
import type { Passwords } from '../domain/passwords.ts'
import type { ReportDesk } from '../domain/reports/desk.ts'
import type { Sessions } from '../domain/sessions.ts'
import type { Store } from '../store/store.ts'

/** What is written down: never a body, a cookie or a password. */
export interface Log {
  info(about: object, sentence: string): void
  error(about: object, sentence: string): void
}

/** The rooms that routes ask. */
export interface Rooms {
  store: Store
  exchange: Exchange
  sessions: Sessions
  passwords: Passwords
  limits: Limits
  grants: Grants
  contacts: Contacts
  mail: MailRoom
  notices: Notices
  reports: ReportDesk
  log: Log
  version: string
  now: () => number
  /** A UUIDv7 of now, or of another instant. */
  newId: (at?: number) => string
  random: (size: number) => Uint8Array
  wait: (ms: number) => Promise<void>
}

export interface Env {
  /** `account` is whose it was tried to be; `refused` is why a door said no. */
  Variables: { person?: Person; device?: string; account?: string; refused?: ProblemCode }
}

export type Context = HonoContext<Env>

/** Whose ticket it is, on a route whose entry in the table asks for a device. */
export function deviceOf(c: Context): string {
  const device = c.get('device')
  if (device === undefined) throw new Error('the table of routes asks for no device here')
  return device
}

/** Who does it and on which tablet, as it is written down. */
export function doerOf(c: Context): { actorId: string; deviceId: string | null } {
  return { actorId: personOf(c).id, deviceId: c.get('device') ?? null }
}

/** Who is signed in, on a route whose entry in the table asks for a session. */
export function personOf(c: Context): Person {
  const person = c.get('person')
  if (!person) throw new Error('the table of routes asks nobody to sign in here')
  return person
}
