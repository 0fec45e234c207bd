import * as v from 'valibot'
import { Flag, RejectCode } from './define.ts'
import { rowSchemas, Table } from './rows.ts'
import { Counter, Hash, Id, Instant, Text } from './schema.ts'
import { Sums } from './sums.ts'

export const protocolVersion = 1

/** The most commands one request carries, and the most bytes of JSON it may have. */
export const mostCommands = 200
export const mostRequestBytes = 1_048_576
export const mostDepth = 12

/** How far a snapshot has come: everything up to this row, in the order in which a new tablet wants rows. */
export const Place = v.strictObject({ table: Table, at: Counter, id: Text(120) })
export type Place = v.InferOutput<typeof Place>

/**
 * How far a device has taken in the server's rows. The tag is random for each revision: it tells a restored server.
 * `scope` names what was to be taken in, and in which shape. With a `place` the rows are those of a snapshot that was
 * begun at `rev` and has come that far; once it is whole, what changed since `rev` comes after it.
 */
export const Cursor = v.strictObject({
  epoch: Id,
  rev: Counter,
  tag: Text(32),
  scope: Text(80),
  place: v.exactOptional(Place),
})
export type Cursor = v.InferOutput<typeof Cursor>

/** Push and pull in one: commands from `first` on, gap-free, and the cursor from which rows are wanted. */
export const SyncRequest = v.strictObject({
  protocol: v.pipe(Counter, v.minValue(1)),
  device: Id,
  cursor: v.nullable(Cursor),
  /** The form in which this app keeps rows. */
  shape: v.exactOptional(Text(40)),
  first: v.pipe(Counter, v.minValue(1)),
  /** Each is checked by itself, so that a malformed one stops nothing behind it. */
  commands: v.pipe(v.array(v.unknown()), v.maxLength(mostCommands)),
  /** Signed by the server; each command names one by its id. */
  grants: v.pipe(v.array(Text(2_000, 1)), v.maxLength(100)),
  /** The most rows wanted in the answer; the server rounds up to a whole revision. */
  page: v.pipe(Counter, v.minValue(1), v.maxValue(10_000)),
})
export type SyncRequest = v.InferOutput<typeof SyncRequest>

/**
 * Takes the place of a command that cannot travel, so that what is behind it can: `rescued` when its bytes went another
 * way, `pruned` when the device let go of it weeks after it had been taken. With the hash the chain goes on behind it.
 */
export const Placeholder = v.strictObject({
  placeholder: v.picklist(['rescued', 'pruned']),
  seq: v.pipe(Counter, v.minValue(1)),
  hash: v.exactOptional(Hash),
})
export type Placeholder = v.InferOutput<typeof Placeholder>

/** Why a command was set aside, raw bytes and all, for a person to look at. */
export const QuarantineCode = v.picklist([
  'malformed',
  'bad-args',
  'unknown-command',
  'other-device',
  'forged-actor',
  'forged-seal',
  'tampered',
  'seq-taken',
  'id-taken',
  'rule-failed',
  'after-revocation',
  'rescued',
  'pruned',
])
export type QuarantineCode = v.InferOutput<typeof QuarantineCode>

/** Why a request was refused: by its rule, or because nothing proves who asked for it. */
export const RefuseCode = v.picklist([...RejectCode.options, 'unsealed'])
export type RefuseCode = v.InferOutput<typeof RefuseCode>

/** The server's answer to one command; `rev` is the revision that carries its effects. */
export const Outcome = v.variant('status', [
  v.object({ seq: Counter, rev: Counter, status: v.literal('applied') }),
  v.object({ seq: Counter, rev: Counter, status: v.literal('flagged'), flags: v.array(Flag) }),
  v.object({ seq: Counter, rev: Counter, status: v.literal('rejected'), code: RefuseCode }),
  v.object({ seq: Counter, rev: Counter, status: v.literal('quarantined'), code: QuarantineCode }),
])
export type Outcome = v.InferOutput<typeof Outcome>

const pageOf = <S extends v.GenericSchema>(row: S) => v.exactOptional(v.array(row))

/** Rows by table, each in its newest form. */
export const Rows = v.object({
  business: pageOf(rowSchemas.business),
  person: pageOf(rowSchemas.person),
  device: pageOf(rowSchemas.device),
  location: pageOf(rowSchemas.location),
  product: pageOf(rowSchemas.product),
  level: pageOf(rowSchemas.level),
  marketDay: pageOf(rowSchemas.marketDay),
  allotment: pageOf(rowSchemas.allotment),
  order: pageOf(rowSchemas.order),
  status: pageOf(rowSchemas.status),
  paid: pageOf(rowSchemas.paid),
  refund: pageOf(rowSchemas.refund),
  tillSession: pageOf(rowSchemas.tillSession),
  cashMove: pageOf(rowSchemas.cashMove),
  exception: pageOf(rowSchemas.exception),
  movement: pageOf(rowSchemas.movement),
  count: pageOf(rowSchemas.count),
})
export type Rows = v.InferOutput<typeof Rows>

export const SyncAnswer = v.object({
  outcomes: v.array(Outcome),
  /** The last command of this device that the server holds; where it is before `first`, send again from there. */
  lastSeq: Counter,
  rows: Rows,
  /** The rows begin anew, from nothing: what was taken in before is of another history or scope and counts no more. */
  fresh: v.boolean(),
  cursor: Cursor,
  /** Whether the cursor has reached the head. */
  complete: v.boolean(),
  now: Instant,
})
export type SyncAnswer = v.InferOutput<typeof SyncAnswer>

/** What a device that was shut out still has; it gets outcomes, and no rows. */
export const HandInRequest = v.strictObject({
  protocol: SyncRequest.entries.protocol,
  device: SyncRequest.entries.device,
  first: SyncRequest.entries.first,
  commands: SyncRequest.entries.commands,
  grants: SyncRequest.entries.grants,
})
export type HandInRequest = v.InferOutput<typeof HandInRequest>

export const HandInAnswer = v.object({
  outcomes: SyncAnswer.entries.outcomes,
  lastSeq: SyncAnswer.entries.lastSeq,
  now: SyncAnswer.entries.now,
})
export type HandInAnswer = v.InferOutput<typeof HandInAnswer>

/** What a tablet says of itself: its last command, the version of its app, and how well its browser keeps what is on it. */
export const TabletAbout = v.strictObject({
  head: Counter,
  app: Text(40),
  /** Bytes; null where the browser does not say. */
  storage: v.nullable(v.strictObject({ isPersistent: v.boolean(), usage: Counter, quota: Counter })),
})
export type TabletAbout = v.InferOutput<typeof TabletAbout>

/** A device says who it is: without proof it is given a challenge, with one it gets a ticket. */
export const HelloRequest = v.strictObject({
  protocol: v.pipe(Counter, v.minValue(1)),
  device: Id,
  cursor: v.nullable(Cursor),
  shape: v.exactOptional(Text(40)),
  lastSeq: Counter,
  /** Of whoever is on the till: a server that was put back may not know it any more. */
  grant: v.exactOptional(Text(2_000, 1)),
  about: v.exactOptional(TabletAbout),
  /** Where it is shut out, it wants to hand in what it still has. */
  leaving: v.exactOptional(v.literal(true)),
  proof: v.exactOptional(v.strictObject({ challenge: Text(200, 1), signature: Text(200, 1) })),
})
export type HelloRequest = v.InferOutput<typeof HelloRequest>

export const HelloAnswer = v.variant('next', [
  v.object({ next: v.literal('prove'), challenge: Text(200, 1) }),
  v.object({
    /** `hand-in`: it is shut out, and may send what it has. */
    next: v.picklist(['go-on', 'send-again', 'start-over', 'hand-in']),
    ticket: Text(400, 1),
    lastSeq: Counter,
    protocol: v.object({ least: Counter, most: Counter }),
    now: Instant,
  }),
])
export type HelloAnswer = v.InferOutput<typeof HelloAnswer>

/** What the device signs to answer a challenge; the prefix keeps the key from signing anything else. */
export function proofText(device: string, challenge: string): string {
  return `awning hello 1\n${device}\n${challenge}`
}

/**
 * Sums of what a device holds in its scope, from `since` on, as it was at this cursor or later: what changed after the
 * cursor is left out by the server.
 */
export const CompareRequest = v.strictObject({
  device: Id,
  cursor: Cursor,
  shape: Text(40),
  since: Instant,
  sums: Sums,
})
export type CompareRequest = v.InferOutput<typeof CompareRequest>

/** `later`: the two cannot be compared just now; `tables`: those whose rows differ. */
export const CompareAnswer = v.variant('next', [
  v.object({ next: v.picklist(['same', 'later']) }),
  v.object({ next: v.literal('differs'), tables: v.array(Table) }),
])
export type CompareAnswer = v.InferOutput<typeof CompareAnswer>

/** One event of the stream: only the head's revision, never data. */
export const Poke = v.object({ rev: Counter })
export type Poke = v.InferOutput<typeof Poke>
