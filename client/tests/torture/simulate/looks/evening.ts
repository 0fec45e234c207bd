import type { Outcome } from '#shared/protocol.ts'
import type { Tablet, World } from '../cast.ts'

/** A command as the server's file has it. */
export interface Held {
  device: string
  seq: number
  id: string | null
  hash: string
  links: number
  raw: string
  outcome: Outcome
  receivedAt: number
}

/** What one evening's checks look at, and what they remember of the evening before. */
export interface Evening {
  world: World
  /** Tablets that had the network for a minute. */
  here: readonly Tablet[]
  /** Whether everything is looked at, or only what changed since the last time. */
  isThorough: boolean
  held: readonly Held[]
  byId: ReadonlyMap<string, Held>
  byPlace: ReadonlyMap<string, Held>
  memory: Memory
}

export interface Memory {
  /** The revision up to which all that was there has been looked at. */
  looked: number
  restores: number
  /** How far the reader had read, and every row that was there then. */
  reader: { rev: number; rows: Map<string, number> } | null
  chains: Map<string, { seq: number; hash: string }>
}
