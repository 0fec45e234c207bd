import * as v from 'valibot'
import { type CommandName, commands, prepare } from '#shared/command.ts'
import type { Approval } from '#shared/approval.ts'
import { readGrant } from '#shared/api.ts'
import { decide } from '#shared/decide.ts'
import type { Prepared, RejectCode } from '#shared/define.ts'
import { Envelope, hashOf } from '#shared/envelope.ts'
import { OrderNumber, orderNumber } from '#shared/order.ts'
import { may, type Permission } from '#shared/role.ts'
import { Zone } from '#shared/schema.ts'
import type { Row, Table } from '#shared/rows.ts'
import { readClock } from './clock.ts'
import { baseCopy, type Clock, type Database, type Entry, keyOf, type RowKey } from './db.ts'
import { fill, grouped, Ledger } from './ledger.ts'
import type { Outside } from './outside.ts'

/** Why a command was not recorded. Nothing was written. */
export type RecordCode = RejectCode | 'not-enrolled' | 'nobody-here'
export type Placed = { ok: true; id: string; number: string } | { ok: false; code: RecordCode }

export interface Tap {
  name: CommandName
  args: object
  /** The id the command is to have; where one of that id is held already, nothing is recorded again. */
  id?: string | undefined
  /** Epoch ms by the server's clock, where something is recorded that happened earlier. */
  at?: number | undefined
}

const Plain = v.pipe(v.string(), v.parseJson(), v.record(v.string(), v.unknown()))
const aYear = 366 * 86_400_000
const Numbered = v.object({ number: OrderNumber })
const nothing: ReadonlySet<RowKey> = new Set()

/**
 * The tap: journal entry, rows, server's versions, order number and the journal's end in one strict transaction, or
 * none of them. IndexedDB lets one such transaction run at a time, whichever tab it is in, so seq and number have no
 * gap. Throws a TypeError when the arguments are malformed, which is a mistake of the screen.
 */
export async function record(db: Database, outside: Outside, tap: Tap): Promise<Placed> {
  const args = v.parse(Plain, JSON.stringify(tap.args))
  return db.transaction('rw', db.tables, async (): Promise<Placed> => {
    const {
      device,
      person,
      head,
      clock,
      cursor,
      shift = 0,
    } = await db.read('device', 'shift', 'person', 'head', 'clock', 'cursor')
    const read = readClock(clock, outside)
    if (!device || !head) return { ok: false, code: 'not-enrolled' }
    if (!person) return { ok: false, code: 'nobody-here' }
    const held = tap.id === undefined ? undefined : await db.entries.get({ id: tap.id })
    if (held) return { ok: true, id: held.id, number: numberOf(held) }

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
      ...timeOf(outside, tap, read),
      base: cursor?.rev ?? 0,
    }
    const command = { ...unsealed, hash: hashOf(unsealed, head.hash) }
    const prepared = prepareTapped(command)
    const isAllowed =
      may(person.role, prepared.permission) || (await isApproved(db, prepared.approval, prepared.permission))
    if (!isAllowed) return { ok: false, code: 'not-permitted' }

    const ledger = new Ledger()
    await fill(db, [prepared], ledger, nothing)
    const { decision, touched, looked } = ledger.follow(prepared, () => decide(prepared, ledger))
    if (!decision.ok) return decision

    await keepServerVersions(db, touched, command.id)
    await writeAll(db, ledger)
    const amount = amountOf(ledger, command.id)
    const madeAt = outside.now()
    const { id, name } = command
    const seq = head.seq + 1
    await db.entries.add({ seq, id, name, command, state: 'waiting', touched, looked, amount, madeAt })
    await db.keep({ head: { seq, hash: command.hash, counter }, clock: read })
    return { ok: true, id, number }
  })
}

/** Several taps in one transaction: all of them are recorded, or none is. Gives the one that was refused, else the last. */
export async function recordAll(db: Database, outside: Outside, taps: readonly Tap[]): Promise<Placed> {
  let latest: Placed = { ok: false, code: 'incomplete' }
  try {
    await db.transaction('rw', db.tables, async () => {
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

function numberOf({ command }: Entry): string {
  return v.is(Numbered, command.args) ? command.args.number : ''
}

/** Nothing about a clock or a zone may keep anyone from selling: what an envelope cannot carry is put right here. */
function timeOf(outside: Outside, tap: Tap, { offset, uncertainty }: Clock) {
  const here = outside.zone()
  const zone = v.is(Zone, here) ? here : 'UTC'
  if (tap.at !== undefined) return { at: tap.at, offset: 0, uncertainty: 0, zone }
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

/** Whether someone who has been on this till, and whose role allows it, stood by. */
async function isApproved(db: Database, approval: Approval | null, permission: Permission): Promise<boolean> {
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

/** A row that carries the command's own id is new; of any other the first pending command keeps what the server has. */
async function keepServerVersions(db: Database, touched: RowKey[], commandId: string): Promise<void> {
  const isNew = (key: RowKey) => key.slice(key.indexOf(' ') + 1).startsWith(commandId)
  const older = touched.filter((key) => !isNew(key))
  const copies = await db.base.bulkGet(older)
  const missing = older.filter((_, index) => !copies[index])
  const rows = await Promise.all(
    [...grouped(missing)].map(async ([table, ids]) =>
      (await db.rows(table).bulkGet(ids)).map((row, index) =>
        baseCopy(keyOf(table, ids[index] ?? ''), row ?? null),
      ),
    ),
  )
  await db.base.bulkPut([...touched.filter(isNew).map((key) => baseCopy(key, null)), ...rows.flat()])
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

/** The total of the order this command placed, in minor units; else 0. */
function amountOf(ledger: Ledger, commandId: string): number {
  return ledger.has('order', commandId) ? (ledger.get('order', commandId)?.total ?? 0) : 0
}
