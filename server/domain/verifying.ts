import { Envelope, hashedText } from '#shared/envelope.ts'
import type { Outcome } from '#shared/protocol.ts'
import { sealedText } from '#shared/seal.ts'
import * as v from 'valibot'
import { outcomeIn, type Sealed } from '../store/sealed.ts'
import { type Notary, textOf } from './notary.ts'

/** Something that is not as it was taken in: where it stands, an order's number if it is one, and what is wrong. */
export interface Fault {
  device: string
  seq: number
  number: string
  what: string
}

/** What was looked at. */
export interface Tally {
  commands: number
  /** Those that carry a right seal of whoever did them. */
  sealed: number
  /** Those that the server sealed with another key than the one that is here: nothing can be said of them. */
  unknown: number
  orders: number
}

export interface Looked {
  tally: Tally
  faults: Fault[]
}

export interface Proofs {
  notary: Notary
  /** SHA-256 in hex. */
  hash(text: string): string
  /** What a person would have sealed this text with on a device. */
  seal(device: string, person: string, text: string): string
  /** The identities that a device had before. */
  formerlyOf(device: string): readonly string[]
  /** An order's row as it is stored. */
  order(id: string): string | null
}

/** It may be as it was, or not. */
export const anotherKey = 'it was sealed with another key than the one here'

export const nothing: Tally = { commands: 0, sealed: 0, unknown: 0, orders: 0 }

const Raw = v.pipe(v.string(), v.parseJson(), Envelope)
/** What of an order stays as it was placed, whatever comes to it later. */
const Sold = v.object({
  number: v.string(),
  total: v.number(),
  lines: v.array(
    v.object({
      ...{ productId: v.string(), name: v.string(), quantity: v.number() },
      ...{ price: v.number(), total: v.number() },
    }),
  ),
  payments: v.array(v.object({ kind: v.string(), amount: v.number() })),
})
const SoldRow = v.pipe(v.string(), v.parseJson(), Sold)
const Numbered = v.object({ number: v.string() })

/** Holds commands of one device that follow one another against their seals, each other and the rows of orders. */
export function verify(
  rows: readonly Sealed[],
  before: { seq: number; hash: string },
  proofs: Proofs,
): Looked {
  const tally = { ...nothing }
  const faults: Fault[] = []
  let previous = before
  for (const row of rows) {
    tally.commands += 1
    const read = v.safeParse(Raw, row.raw)
    const envelope = read.success ? read.output : null
    const what =
      row.seq === previous.seq + 1
        ? faultIn(row, envelope, previous.hash, proofs, tally)
        : gap(row, previous.seq)
    if (what === anotherKey) tally.unknown += 1
    // Of what another key sealed the first is enough: a whole database may be.
    if (what !== null && (what !== anotherKey || tally.unknown === 1))
      faults.push({ device: row.device, seq: row.seq, number: numberOf(envelope), what })
    previous = row
  }
  return { tally, faults }
}

function gap({ seq }: Sealed, last: number): string {
  const size = seq - last - 1
  return size === 1 ? 'the command before it is missing' : `the ${size} commands before it are missing`
}

function faultIn(
  row: Sealed,
  envelope: Envelope | null,
  previous: string,
  proofs: Proofs,
  tally: Tally,
): string | null {
  const outcome = outcomeIn(row)
  const found = proofs.notary.read(textOf(row), row.seal)
  const changed = saidOtherwise(row, envelope, previous, outcome?.status === 'quarantined', proofs)
  if (found === 'missing') return changed ?? 'it has no seal of this server'
  if (found === 'wrong') return changed ?? 'its seal, or what became of it, was changed'
  if (changed !== null) return changed
  if (found === 'unknown') return anotherKey
  if (!envelope || !outcome || !isTaken(outcome)) return null
  return sealFault(envelope, outcome, proofs, tally) ?? orderFault(row, envelope, proofs, tally)
}

/** What the chain of hashes says, with or without any key. */
function saidOtherwise(
  { seq, links, hash }: Sealed,
  envelope: Envelope | null,
  previous: string,
  isAside: boolean,
  proofs: Proofs,
): string | null {
  if (links === 0) return null
  if (!envelope) return 'it cannot be read'
  const isWhole = envelope.hash === hash && proofs.hash(hashedText(envelope, previous)) === hash
  // One that named another place was set aside as it came, though its hash carried on.
  if (envelope.seq !== seq && !(isWhole && isAside)) return 'another command stands in its place'
  return isWhole ? null : 'what it says was changed, or what stood before it'
}

function sealFault(
  envelope: Envelope,
  outcome: Outcome,
  { seal, formerlyOf }: Proofs,
  tally: Tally,
): string | null {
  const isUnproved = outcome.status === 'flagged' && outcome.flags.includes('unsealed')
  if (envelope.seal === undefined || isUnproved) return null
  const { device, actor } = envelope
  const text = sealedText(envelope)
  const isTheirs = [device, ...formerlyOf(device)].some((one) => seal(one, actor, text) === envelope.seal)
  if (!isTheirs) return 'its seal is not of the person it names'
  tally.sealed += 1
  return null
}

function orderFault({ id }: Sealed, envelope: Envelope, { order }: Proofs, tally: Tally): string | null {
  if (id === null || envelope.name !== 'order.place') return null
  tally.orders += 1
  const body = order(id)
  if (body === null) return 'its order is missing'
  const [row, placed] = [v.safeParse(SoldRow, body), v.safeParse(Sold, envelope.args)]
  if (!row.success) return 'its order cannot be read'
  // One schema read both, so their fields come in one order.
  const isSame = !placed.success || JSON.stringify(row.output) === JSON.stringify(placed.output)
  return isSame ? null : 'its order was changed'
}

function isTaken({ status }: Outcome): boolean {
  return status === 'applied' || status === 'flagged'
}

function numberOf(envelope: Envelope | null): string {
  const read = v.safeParse(Numbered, envelope?.args)
  return read.success ? read.output.number : ''
}
