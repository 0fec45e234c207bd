import type { Role } from '#shared/role.ts'
import type { Table } from '#shared/rows.ts'
import type { Outside } from '../../../data/outside.ts'
import type { Till } from '../../../data/till.ts'
import type { Chance } from './chance.ts'
import type { History } from './history.ts'
import type { Line } from './line.ts'
import type { Server } from './server.ts'
import type { Storage } from './storage.ts'
import type { Watch } from './watch.ts'

/** A market in a box: its time passes when it is told to, and nothing in it happens by accident. */
export interface World {
  seed: number
  now(): number
  pass(ms: number): void
  /** Outside.wait: resolves when the market's time has come that far. */
  wait(ms: number, signal?: AbortSignal): Promise<void>
  sleepers(): number
  /** Goes to the moment the next sleeper wanted to wake at, unless that lies after `until`. */
  wakeNext(until: number): boolean
  chance(...path: (number | string)[]): Chance
  server: Server
  watch: Watch
  history: History
  people: Person[]
  locations: string[]
  tablets: Tablet[]
  /** How many tablets there have been. */
  enrolled: number
  /** How often the server was put back. */
  restores: number
  /** When that was the last time, and which commands it held then, by device and place. */
  restored: { at: number; held: ReadonlySet<string> }
  /** What the server's file was on mornings past, the oldest first. */
  backups: Buffer[]
  /** Letters whose numbers may stand on two orders, because their tablet was rolled back. */
  doubtful: Set<string>
  /** Rows that came to harm on a tablet, and when. */
  harmed: Harm[]
  /** Requests that a network still holds. */
  late: { at: number; arrive(): Promise<void> }[]
  say(invariant: number, check: string, what: string): void
  /** Adds to what two runs of one seed have to have in common. */
  trace(...what: (string | number)[]): void
  traceHash(): string
  close(): void
}

/** A whole tablet: the real core on storage in memory, with a clock of its own that may be wrong. */
export interface Tablet {
  index: number
  chance: Chance
  line: Line
  storage: Storage
  outside: Outside
  till: Till
  /** Its identity of today; `identities` has the earlier ones too, each with the entries that stand before its own. */
  device: string
  identities: { device: string; shift: number }[]
  locationId: string
  person: Person
  clock: Clock
  /** Days it is still out of reach. */
  away: number
}

export interface Harm {
  tablet: Tablet
  table: Table
  id: string
  at: number
}

export interface Clock {
  skew: number
  /** By how much it has been turned in all, ms, which a steady clock does not take part in. */
  turned: number
  /** Milliseconds it gains in each one that passes. */
  drift: number
  since: number
  zone: string
}

export interface Person {
  id: string
  username: string
  role: Role
}
