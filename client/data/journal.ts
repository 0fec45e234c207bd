import * as v from 'valibot'
import { decide } from '#shared/decide.ts'
import type { RejectCode } from '#shared/define.ts'
import { OrderNumber } from '#shared/order.ts'
import { may } from '#shared/role.ts'
import type { Order, Row, Table } from '#shared/rows.ts'
import { baseCopy, type Database, type RowKey } from './db.ts'
import { type Ledger, lookedAt } from './ledger.ts'
import type { Outside } from './outside.ts'
import { type Place, placeIn, readHere, readVersions, see, type Sight } from './sight.ts'
import { envelop, type PlainTap, type Tap, type Tapped } from './tap.ts'
import { beginTurn, claimTurn } from './turn.ts'

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

const Plain = v.pipe(v.string(), v.parseJson(), v.record(v.string(), v.unknown()))
const Numbered = v.object({ number: OrderNumber })

/**
 * The tap: journal entry, rows, server's versions, order number and the journal's end in one strict transaction, or
 * none of them. IndexedDB lets one such transaction run at a time, whichever tab it is in, so seq and number have no
 * gap. It asks the database three times: who and where, all that the rule reads, all that is written. Where `seen`
 * holds the answers to the first two still, it only writes. Throws a TypeError when the arguments are malformed, which
 * is a mistake of the screen.
 */
export async function record(
  db: Database,
  outside: Outside,
  given: Tap,
  seen: Seen | null = null,
): Promise<Placed> {
  const tap = { ...given, args: v.parse(Plain, JSON.stringify(given.args)) }
  return (
    (seen && (await recordSeen(db, outside, tap, seen))) ??
    db.write(db.tables, (db) => recordUnseen(db, outside, tap))
  )
}

/** What a tap that is about to come will find; `record` takes it once. */
export interface Seen extends Sight {
  /** The command's. */
  id: string
  isSpent: boolean
}

/** Reads ahead what recording this will need. Null where it cannot be recorded as it stands. */
export async function foresee(
  db: Database,
  outside: Outside,
  given: Tap & { id: string },
): Promise<Seen | null> {
  const tap = { ...given, args: v.parse(Plain, JSON.stringify(given.args)) }
  return db.look(async (db) => {
    const [here, held] = await Promise.all([readHere(db), heldUnder(db, tap.id)])
    const place = placeIn(here)
    if (!place.ok || held) return null
    const prepared = preparedAt(place)
    return prepared && { ...(await see(db, here, place.person.role, prepared)), id: tap.id, isSpent: false }
  })

  function preparedAt(place: Place) {
    try {
      return envelop(outside, tap, place).prepared
    } catch {
      return null // whoever records it is told
    }
  }
}

async function recordUnseen(db: Database, outside: Outside, tap: PlainTap): Promise<Placed> {
  const [here, held] = await Promise.all([readHere(db), heldUnder(db, tap.id)])
  const place = placeIn(here)
  if (!place.ok) return place
  if (held) return held
  const tapped = envelop(outside, tap, place)
  const sight = await see(db, here, place.person.role, tapped.prepared)
  if (!sight.isAllowed) return { ok: false, code: 'not-permitted' }
  const run = runOn(sight, tapped)
  if (!run.decision.ok) return run.decision
  const rest = run.unseen.length > 0 ? await readVersions(db, run.unseen) : []
  const versions = [...run.versions, ...rest]
  await Promise.all(writesOf(db, outside, tapped, { ...run, versions }, sight.ledger))
  return madeOf(tapped, sight.ledger)
}

/**
 * Only writes, and leaves the rest to the browser: after a tap a page has to draw before it hears any answer, and the
 * order is on the disk by then. Whatever else happens here takes a turn, so where one was taken since, or the journal's
 * next place is, the database refuses all of it. Null, and nothing written, then, and where more is needed than was seen.
 */
async function recordSeen(db: Database, outside: Outside, tap: PlainTap, seen: Seen): Promise<Placed | null> {
  const place = placeIn(seen.here)
  if (!place.ok || seen.isSpent || seen.id !== tap.id) return null
  const tapped = envelop(outside, tap, place)
  const isCovered = lookedAt(tapped.prepared.needs(seen.ledger)).every((key) => seen.asked.has(key))
  if (!isCovered || !may(place.person.role, tapped.prepared.permission)) return null
  seen.isSpent = true
  const run = runOn(seen, tapped)
  if (!run.decision.ok || run.unseen.length > 0) return null
  try {
    await db.write(db.tables, async (db) => {
      const writes = writesOf(db, outside, tapped, run, seen.ledger, claimTurn)
      // In a promise as well: where it cannot be ended, none of the writes fails unheard.
      const ending = async () => db.commit(writes)
      await Promise.all([...writes, ending()])
    })
  } catch {
    return null // whoever looks again finds it recorded, or hears of what is wrong
  }
  return madeOf(tapped, seen.ledger)
}

/** Decides on what was seen; `unseen` are rows that the rule came to write and whose server's versions are not known. */
function runOn({ ledger, found }: Sight, { command, prepared }: Tapped) {
  const { decision, touched, looked } = ledger.follow(prepared, () => decide(prepared, ledger))
  // A row that carries the command's own id is new.
  const isNew = (key: RowKey) => key.slice(key.indexOf(' ') + 1).startsWith(command.id)
  const older = touched.filter((key) => !isNew(key))
  const versions = [
    ...touched.filter(isNew).map((key) => baseCopy(key, null)),
    ...older.map((key) => found.get(key)).filter((copy) => copy !== undefined && copy !== 'kept'),
  ]
  const unseen = older.filter((key) => found.get(key) === undefined)
  return { decision, touched, looked, versions, unseen }
}

/** Asks for every write at once, each in a promise of its own. */
function writesOf(
  db: Database,
  outside: Outside,
  { command, head, clock, turn }: Tapped,
  { touched, looked, versions }: Pick<ReturnType<typeof runOn>, 'touched' | 'looked' | 'versions'>,
  ledger: Ledger,
  begin: typeof beginTurn = beginTurn,
): Promise<unknown>[] {
  const { id, name } = command
  const amount = placedIn(ledger, id)?.total ?? 0
  const madeAt = outside.now()
  return [
    // The first, and the entry the last: a power cut that tears a transaction takes its beginning (see torn.ts).
    begin(db, turn),
    db.base.bulkPut(versions),
    ...rowWrites(db, ledger),
    db.keep({ head, clock, turn }),
    db.entries.add({ seq: head.seq, id, name, command, state: 'waiting', touched, looked, amount, madeAt }),
  ]
}

function madeOf({ command: { id }, number }: Tapped, ledger: Ledger): Made {
  return { ok: true, id, number, order: placedIn(ledger, id), isHeld: false }
}

function placedIn(ledger: Ledger, id: string): Order | null {
  return ledger.has('order', id) ? (ledger.get('order', id) ?? null) : null
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

/** What was recorded under this id before, even where its entry has been pruned and only the order is left. */
async function heldUnder(db: Database, id: string | undefined): Promise<Made | null> {
  if (id === undefined) return null
  const [entry, order = null] = await Promise.all([db.entries.get({ id }), db.order.get(id)])
  if (!entry && !order) return null
  const args = entry?.command.args
  const number = v.is(Numbered, args) ? args.number : (order?.number ?? '')
  return { ok: true, id, number, order, isHeld: true }
}

function rowWrites(db: Database, ledger: Ledger): Promise<unknown>[] {
  const writes = new Map<Table, Row[]>()
  ledger.eachWrite((table, row) => {
    const rows = writes.get(table)
    if (rows) rows.push(row)
    else writes.set(table, [row])
  })
  return [...writes].map(([table, rows]) => db.rows(table).bulkPut(rows))
}
