import * as v from 'valibot'
import { type CommandName, commands, prepare } from '#shared/command.ts'
import { readGrant } from '#shared/api.ts'
import { decide } from '#shared/decide.ts'
import type { Prepared, RejectCode } from '#shared/define.ts'
import { Envelope, hashOf } from '#shared/envelope.ts'
import { OrderNumber, orderNumber } from '#shared/order.ts'
import { may, type Role } from '#shared/role.ts'
import { Zone } from '#shared/schema.ts'
import { sealOf } from '#shared/seal.ts'
import type { Order, Row, Table } from '#shared/rows.ts'
import { readClock } from './clock.ts'
import { type BaseCopy, baseCopy, type Clock, type Database, keyOf, partsOf, type RowKey } from './db.ts'
import { fill, grouped, Ledger, lookedAt } from './ledger.ts'
import type { Outside } from './outside.ts'
import { sealKeyFor } from './sealKey.ts'
import { beginTurn } from './turn.ts'

/** Why a command was not recorded. Nothing was written. */
export type RecordCode = RejectCode | 'not-enrolled' | 'nobody-here'
export type Placed = Made | { ok: false; code: RecordCode }

export interface Made {
  ok: true
  id: string
  /** An order's number; empty for anything else. */
  number: string
  /** The order as it stands on this tablet now, where the command placed one. */
  order: Order | null
  /** Nothing was recorded: a command of this id had been before. */
  isHeld: boolean
}

export interface Tap {
  name: CommandName
  args: object
  /** The id the command is to have; where one of that id is held already, nothing is recorded again. */
  id?: string | undefined
  /** Epoch ms by the server's clock, where something is recorded that happened earlier. */
  at?: number | undefined
  /** By how much (ms) that may be off. */
  uncertainty?: number | undefined
}

const Plain = v.pipe(v.string(), v.parseJson(), v.record(v.string(), v.unknown()))
const aYear = 366 * 86_400_000
const Numbered = v.object({ number: OrderNumber })
const nothing: ReadonlySet<RowKey> = new Set()

/**
 * The tap: journal entry, rows, server's versions, order number and the journal's end in one strict transaction, or
 * none of them. IndexedDB lets one such transaction run at a time, whichever tab it is in, so seq and number have no
 * gap. It asks the database three times: who and where, all that the rule reads, all that is written. Throws a
 * TypeError when the arguments are malformed, which is a mistake of the screen.
 */
export async function record(db: Database, outside: Outside, tap: Tap): Promise<Placed> {
  const args = v.parse(Plain, JSON.stringify(tap.args))
  return db.write(db.tables, async (db): Promise<Placed> => {
    const [here, held] = await Promise.all([
      db.read('device', 'shift', 'person', 'sealKey', 'head', 'clock', 'cursor', 'turn'),
      tap.id === undefined ? null : heldUnder(db, tap.id),
    ])
    const { device, person, head, cursor, shift = 0, turn = 0 } = here
    if (!device || !head) return { ok: false, code: 'not-enrolled' }
    if (!person) return { ok: false, code: 'nobody-here' }
    if (held) return held

    const clock = readClock(here.clock, outside)
    const counter = tap.name === 'order.place' ? head.counter + 1 : head.counter
    const number = orderNumber(device.letter, counter)
    const unsealed = {
      id: tap.id ?? outside.newId(),
      device: device.id,
      seq: head.seq + 1 - shift,
      name: tap.name,
      v: commands[tap.name].v,
      args: asSealed(tap.name, tap.name === 'order.place' ? { ...args, number } : args),
      actor: person.person,
      grant: person.id,
      ...timeOf(outside, tap, clock),
      base: cursor?.rev ?? 0,
    }
    const command = sealedBy(sealKeyFor(person, here.sealKey), {
      ...unsealed,
      hash: hashOf(unsealed, head.hash),
    })
    const prepared = prepareTapped(command)

    const ledger = new Ledger()
    const asked = lookedAt(prepared.needs(ledger))
    const [isAllowed, copies] = await Promise.all([
      isPermitted(db, person.role, prepared),
      db.base.bulkGet(asked.filter(mayBePending)),
      fill(db, [prepared], ledger, nothing),
    ])
    if (!isAllowed) return { ok: false, code: 'not-permitted' }
    const kept = new Set(copies.map((copy) => copy?.key))
    const found = asked
      .filter(mayBePending)
      .map((key) => [key, kept.has(key) ? 'kept' : foundIn(ledger, key)] as const)
    const { decision, touched, looked } = ledger.follow(prepared, () => decide(prepared, ledger))
    if (!decision.ok) return decision

    const { id, name } = command
    const versions = await serverVersions(db, touched, id, new Map(found))
    const seq = head.seq + 1
    const order = ledger.has('order', id) ? (ledger.get('order', id) ?? null) : null
    const amount = order?.total ?? 0
    const madeAt = outside.now()
    await Promise.all([
      // The first, and the entry the last: a power cut that tears a transaction takes its beginning (see torn.ts).
      beginTurn(db, turn + 1),
      db.base.bulkPut(versions),
      writeAll(db, ledger),
      db.keep({ head: { seq, hash: command.hash, counter }, clock, turn: turn + 1 }),
      db.entries.add({ seq, id, name, command, state: 'waiting', touched, looked, amount, madeAt }),
    ])
    return { ok: true, id, number, order, isHeld: false }
  })
}

/** Several taps in one transaction: all of them are recorded, or none is. Gives the one that was refused, else the last. */
export async function recordAll(db: Database, outside: Outside, taps: readonly Tap[]): Promise<Placed> {
  let latest: Placed = { ok: false, code: 'incomplete' }
  try {
    await db.write(db.tables, async (db) => {
      for (const tap of taps) {
        latest = await record(db, outside, tap)
        if (!latest.ok) throw new Refused()
      }
    })
  } catch (error) {
    if (!(error instanceof Refused)) throw error
  }
  return latest
}

/** Undoes what was written before the tap that was refused. */
class Refused extends Error {}

/** Without the key it is recorded all the same, and the server says so to a manager. */
function sealedBy(key: Uint8Array | null, command: Envelope): Envelope {
  return key ? { ...command, seal: sealOf(key, command) } : command
}

/** What was recorded under this id before, even where its entry has been pruned and only the order is left. */
async function heldUnder(db: Database, id: string): Promise<Made | null> {
  const [entry, order = null] = await Promise.all([db.entries.get({ id }), db.order.get(id)])
  if (!entry && !order) return null
  const args = entry?.command.args
  const number = v.is(Numbered, args) ? args.number : (order?.number ?? '')
  return { ok: true, id, number, order, isHeld: true }
}

/** Nothing about a clock or a zone may keep anyone from selling: what an envelope cannot carry is put right here. */
function timeOf(outside: Outside, tap: Tap, { offset, uncertainty }: Clock) {
  const here = outside.zone()
  const zone = v.is(Zone, here) ? here : 'UTC'
  if (tap.at !== undefined) return { at: tap.at, offset: 0, uncertainty: tap.uncertainty ?? 0, zone }
  const now = Math.round(outside.now())
  if (Math.abs(offset) < aYear) return { at: Math.max(0, now), offset, uncertainty, zone }
  return { at: Math.max(0, now + offset), offset: 0, uncertainty, zone }
}

/** Arguments as their schema reads them: what people typed has no card numbers in it before it is sealed. */
function asSealed(name: CommandName, args: Record<string, unknown>): Record<string, unknown> {
  const schema: v.GenericSchema = commands[name].args
  const read = v.safeParse(schema, args, { abortEarly: true })
  const sealed = read.success ? v.safeParse(v.record(v.string(), v.unknown()), read.output) : read
  if (!sealed.success) throw new TypeError(`${name} cannot be recorded: bad-args`)
  return sealed.output
}

/** Whether the role allows it, or that of someone who has been on this till and stood by. */
async function isPermitted(db: Database, role: Role, { permission, approval }: Prepared): Promise<boolean> {
  if (may(role, permission)) return true
  if (!approval) return false
  const token = (await db.grants.get(approval.grant))?.token
  const grant = token === undefined ? undefined : readGrant(token)?.grant
  if (!grant || grant.person !== approval.by) return false
  return may(grant.role, 'order.approve') && may(grant.role, permission)
}

function prepareTapped(command: Envelope): Prepared {
  const readiness = v.is(Envelope, command) ? prepare(command) : { ok: false as const, code: 'malformed' }
  if (!readiness.ok) throw new TypeError(`${command.name} cannot be recorded: ${readiness.code}`)
  return readiness.prepared
}

/** Only requests write these, now and then: whether something pending has is asked when one does. */
const rarelyWritten: ReadonlySet<Table> = new Set(['business', 'person', 'device', 'location', 'product'])

function mayBePending(key: RowKey): boolean {
  return !rarelyWritten.has(partsOf(key)[0])
}

/** What a rule found before it wrote: a row that nothing pending has written is the server's. */
function foundIn(ledger: Ledger, key: RowKey): BaseCopy | undefined {
  return ledger.has(...partsOf(key)) ? baseCopy(key, ledger.read(key) ?? null) : undefined
}

/**
 * The server's versions that are to be kept of rows that this command is the first to write. One that carries the
 * command's own id is new. Only what the rule came to write without having asked for it at first is read here.
 */
async function serverVersions(
  db: Database,
  touched: readonly RowKey[],
  commandId: string,
  found: ReadonlyMap<RowKey, BaseCopy | 'kept' | undefined>,
): Promise<BaseCopy[]> {
  const isNew = (key: RowKey) => key.slice(key.indexOf(' ') + 1).startsWith(commandId)
  const older = touched.filter((key) => !isNew(key))
  const rest = older.filter((key) => found.get(key) === undefined)
  return [
    ...touched.filter(isNew).map((key) => baseCopy(key, null)),
    ...older.map((key) => found.get(key)).filter((copy) => copy !== undefined && copy !== 'kept'),
    ...(rest.length > 0 ? await readVersions(db, rest) : []),
  ]
}

async function readVersions(db: Database, keys: readonly RowKey[]): Promise<BaseCopy[]> {
  const copies = await db.base.bulkGet([...keys])
  const missing = keys.filter((_, index) => !copies[index])
  const rows = await Promise.all(
    [...grouped(missing)].map(async ([table, ids]) =>
      (await db.rows(table).bulkGet(ids)).map((row, index) =>
        baseCopy(keyOf(table, ids[index] ?? ''), row ?? null),
      ),
    ),
  )
  return rows.flat()
}

async function writeAll(db: Database, ledger: Ledger): Promise<void> {
  const writes = new Map<Table, Row[]>()
  ledger.eachWrite((table, row) => {
    const rows = writes.get(table)
    if (rows) rows.push(row)
    else writes.set(table, [row])
  })
  await Promise.all([...writes].map(([table, rows]) => db.rows(table).bulkPut(rows)))
}
