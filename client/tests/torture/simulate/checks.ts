import type { Outcome } from '#shared/protocol.ts'
import { invariants } from './invariants.ts'
import type { Tablet } from './tablet.ts'
import type { Broken } from './watch.ts'
import type { World } from './world.ts'

/** A command as the server's file has it. */
export interface Held {
  device: string
  seq: number
  id: string | null
  hash: string
  links: number
  raw: string
  outcome: Outcome
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

export function openChecks() {
  const memory: Memory = { looked: 0, restores: 0, reader: null, chains: new Map() }
  return {
    /** The first promise that does not hold this evening. */
    async check(world: World, here: readonly Tablet[], isThorough: boolean): Promise<Broken | null> {
      const isRestored = memory.restores !== world.restores
      if (isRestored) Object.assign(memory, { looked: 0, reader: null, chains: new Map() })
      const held = heldBy(world)
      const evening: Evening = {
        ...{ world, here, held, memory, isThorough: isThorough || isRestored },
        byId: new Map(held.flatMap((one) => (one.id === null ? [] : [[one.id, one]]))),
        byPlace: new Map(held.map((one) => [`${one.device} ${one.seq}`, one])),
      }
      for (const { invariant, check, look } of invariants) {
        const what = await look(evening)
        if (what !== null) return { invariant, check, what }
      }
      memory.restores = world.restores
      memory.looked = world.server.store().revisions.head().rev
      return null
    },
  }
}

function heldBy({ server }: World): Held[] {
  const { database } = server.store()
  const commands = database.prepare<[], Omit<Held, 'outcome'> & { outcome: string }>(
    'SELECT device, seq, id, hash, links, raw, outcome FROM command ORDER BY device, seq',
  )
  return commands.all().map((command) => ({ ...command, outcome: JSON.parse(command.outcome) }))
}
