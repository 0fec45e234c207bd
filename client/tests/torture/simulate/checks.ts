import type { Tablet, World } from './cast.ts'
import { invariants } from './invariants.ts'
import type { Broken } from './watch.ts'
import type { Evening, Held, Memory } from './looks/evening.ts'

export function openChecks() {
  const memory: Memory = { looked: 0, restores: 0, reader: null, chains: new Map() }
  return {
    /** The first promise that does not hold this evening. */
    check(world: World, here: readonly Tablet[], isThorough: boolean): Broken | null {
      const isRestored = memory.restores !== world.restores
      if (isRestored) Object.assign(memory, { looked: 0, reader: null, chains: new Map() })
      const held = heldBy(world)
      const evening: Evening = {
        ...{ world, here, held, memory, isThorough: isThorough || isRestored },
        byId: new Map(held.flatMap((one) => (one.id === null ? [] : [[one.id, one]]))),
        byPlace: new Map(held.map((one) => [`${one.device} ${one.seq}`, one])),
      }
      for (const { invariant, check, look } of invariants) {
        const what = look(evening)
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
    'SELECT device, seq, id, hash, links, raw, outcome, received_at AS receivedAt FROM command ORDER BY device, seq',
  )
  return commands.all().map((command) => ({ ...command, outcome: JSON.parse(command.outcome) }))
}
