import { chainStart, hashOf } from '#shared/envelope.ts'
import { openNotary, textOf } from '../../../../../server/domain/notary.ts'
import { endFaults, openLooking, runsOf } from '../../../../../server/domain/wholeJournal.ts'
import type { Evening, Held } from './evening.ts'
import { envelopeIn } from './held.ts'

/* The chain of every device. */

/** From where it was verified the last time; from the beginning when everything is looked at. */
export function chainVerifies({ held, memory, isThorough }: Evening): string | null {
  if (isThorough) memory.chains.clear()
  for (const one of held) {
    const known = memory.chains.get(one.device)
    if (known && one.seq <= known.seq) continue
    if (!isLinked(one, known?.hash ?? chainStart))
      return `${one.device} ${one.seq} does not link to what is before it`
    memory.chains.set(one.device, { seq: one.seq, hash: one.hash })
  }
  return null
}

export function flippedByteIsFound({ world, held, isThorough }: Evening): string | null {
  if (!isThorough) return null
  const chance = world.chance('flip', world.now())
  const linked = held.filter(({ links }) => links === 1)
  if (linked.length === 0) return null
  const one = chance.of(linked)
  const before = held.find(({ device, seq }) => device === one.device && seq === one.seq - 1)
  const at = chance.between(0, one.raw.length - 1)
  const flipped =
    one.raw.slice(0, at) + String.fromCharCode(one.raw.charCodeAt(at) ^ 1) + one.raw.slice(at + 1)
  const isBelieved =
    isLinked({ ...one, raw: flipped }, before?.hash ?? chainStart) && isSealed(world, one, flipped)
  return isBelieved ? `nobody would find byte ${at} of ${one.raw} flipped` : null
}

/** As `awning verify` looks at it. */
export function journalVerifies({ world, isThorough }: Evening): string | null {
  if (!isThorough) return null
  const { key } = world.server
  const store = world.server.store()
  const found = runsOf(store.sealed.journals()).flatMap((run) => openLooking(store, key)(run).faults)
  const [fault] = [...found, ...endFaults(store, openNotary(key))]
  return fault ? `${fault.device} ${fault.seq} ${fault.number}: ${fault.what}` : null
}

/** By the server, as it took it in: a person's own seal is no part of what they sealed. */
function isSealed({ server }: Evening['world'], { device, seq }: Held, raw: string): boolean {
  const [row] = server.store().sealed.part(device, seq - 1, 1)
  return row !== undefined && openNotary(server.key).read(textOf({ ...row, raw }), row.seal) === 'right'
}

function isLinked({ raw, links, hash }: Held, previous: string): boolean {
  if (links === 0) return true
  try {
    const envelope = envelopeIn(raw)
    return envelope.hash === hash && hashOf(envelope, previous) === hash
  } catch {
    return false
  }
}
