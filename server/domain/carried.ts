import type { CarriedAnswer, CarriedRequest } from '#shared/api.ts'
import { chainStart, hashOf } from '#shared/envelope.ts'
import type { Store } from '../store/store.ts'
import { type Arrived, arrive, type Proofs } from './arrive.ts'
import type { Exchange } from './exchange.ts'

/**
 * What a person brings from a tablet that cannot come itself. It goes into that tablet's own journal, under its own
 * seals and grants, so that it is there once, even if the tablet comes back and sends it too. Only what its seals prove
 * is taken: a spoiled copy must not stand in the place of the command that the tablet may still hold. From there on the
 * bytes are kept for a person to look at.
 */
export async function takeCarried(
  { store, exchange, now }: { store: Store; exchange: Exchange; now: () => number },
  proofs: Proofs,
  request: CarriedRequest,
): Promise<CarriedAnswer> {
  const { device, first, commands } = request
  const arrived = arrive(request, proofs, {
    receivedAt: now(),
    formerly: store.deviceKeys.formerlyOf(device),
  })
  const sound = arrived.slice(0, soundOf(arrived, hashBefore(store, device, first)))
  const { outcomes } = await exchange.push(device, sound)
  const rest = commands.slice(outcomes.length)
  if (rest.length > 0)
    store.write(() => store.journal.rescue(device, new TextEncoder().encode(JSON.stringify(rest)), now()))
  return { taken: outcomes.length, aside: rest.length }
}

function hashBefore(store: Store, device: string, first: number): string | null {
  return first === 1 ? chainStart : (store.journal.known(device, first - 1)?.hash ?? null)
}

/** How many of them, from the first on, are what their device sealed, made by whom they say. */
function soundOf(arrived: readonly Arrived[], before: string | null): number {
  let previous = before
  for (const [index, { envelope, hash, verdict }] of arrived.entries()) {
    const isMade = verdict.ok || verdict.code === 'unknown-command' || verdict.code === 'bad-args'
    if (!envelope || !isMade || previous === null || hashOf(envelope, previous) !== hash) return index
    previous = hash
  }
  return arrived.length
}
