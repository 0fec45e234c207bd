import type { Row, Table } from '#shared/rows.ts'
import { isTaken, scopeNamed } from '#shared/scope.ts'
import { baseCopy, type Database, type Entry, keyOf, partsOf, type RowKey } from './db.ts'
import { fill, grouped, Ledger } from './ledger.ts'
import { attempt, preparedOf } from './rebase.ts'

/* Rows that should be beside their journal entries and are gone (see torn.ts). An entry carries its whole command. */

const nothing: ReadonlySet<RowKey> = new Set()

/** Runs what has lost rows again, where it still belongs to this tablet. */
export async function runTorn(db: Database, since: number): Promise<boolean> {
  const entries = await db.entries.where(':id').above(since).toArray()
  const gone = await goneOf(db, entries)
  const later = new Set<RowKey>()
  const torn: { entry: Entry; later: ReadonlySet<RowKey> }[] = []
  for (const entry of [...entries].reverse()) {
    if (entry.touched.some((key) => gone.has(`${entry.seq} ${key}`)))
      torn.push({ entry, later: new Set(later) })
    for (const key of entry.touched) later.add(key)
  }
  let isTorn = false
  for (const one of torn.reverse()) if (await runAgain(db, one.entry, one.later)) isTorn = true
  return isTorn
}

/**
 * What is not there and has to be, by entry and key: of a pending one the server's version of each row it wrote, or a
 * row of its own; of one that is over a row of its own.
 */
async function goneOf(db: Database, entries: Entry[]): Promise<Set<string>> {
  const pending = entries.filter(isPending)
  const copied = [...new Set(pending.flatMap(({ touched }) => touched))]
  // While a fresh base is taken in, what waits again has none.
  const { fresh } = await db.read('fresh')
  const copies = fresh ? copied : await db.base.bulkGet(copied)
  const bare = new Set(copied.filter((_, index) => !copies[index]))
  const owned = entries.filter((entry) => isPending(entry) || isTakenIn(entry)).flatMap(ownKeys)
  const lost = await absentOf(db, owned)
  return new Set(
    entries.flatMap((entry) =>
      entry.touched
        .filter((key) => lost.has(key) || (isPending(entry) && bare.has(key)))
        .map((key) => `${entry.seq} ${key}`),
    ),
  )
}

async function absentOf(db: Database, keys: readonly RowKey[]): Promise<Set<RowKey>> {
  const absent = new Set<RowKey>()
  for (const [table, ids] of grouped(keys)) {
    const rows: (Row | undefined)[] = await db.rows(table).bulkGet(ids)
    ids.forEach((id, index) => {
      if (!rows[index]) absent.add(keyOf(table, id))
    })
  }
  return absent
}

/**
 * Writes what is missing of its rows. Where those are gone, its changes to shared rows are gone too, unless a later
 * command wrote them on top. False where nothing was missing but what is rightly not here.
 */
async function runAgain(db: Database, entry: Entry, later: ReadonlySet<RowKey>): Promise<boolean> {
  const command = preparedOf(entry)
  if (!command) return false
  const ledger = new Ledger()
  await fill(db, [command], ledger, nothing)
  const { decision, touched, looked } = ledger.follow(command, () => attempt(command, ledger))
  if (!decision.ok) return false
  const isOwn = new Set(ownKeys({ ...entry, touched }))
  const absent = await absentOf(db, touched)
  const isGone = [...absent].some((key) => isOwn.has(key))
  const isHere = isPending(entry) ? () => true : await takenHere(db, ledger)
  const written: [Table, Row][] = []
  ledger.eachWrite((table, row) => {
    const key = keyOf(table, row.id)
    const isWanted = isPending(entry) ? isGone && (absent.has(key) || !later.has(key)) : absent.has(key)
    if (isWanted && !(isOwn.has(key) && !absent.has(key)) && isHere(table, row)) written.push([table, row])
  })
  if (isPending(entry)) {
    await keepMissingVersions(db, touched, isOwn)
    await db.entries.put({ ...entry, touched, looked })
  }
  for (const [table, row] of written) await db.table<Row, string>(table).put(row)
  return isPending(entry) || written.length > 0
}

async function keepMissingVersions(
  db: Database,
  touched: readonly RowKey[],
  isOwn: ReadonlySet<RowKey>,
): Promise<void> {
  for (const key of touched) {
    if (await db.base.get(key)) continue
    const [table, id] = partsOf(key)
    const row: Row | undefined = isOwn.has(key) ? undefined : await db.rows(table).get(id)
    await db.base.put(baseCopy(key, row ?? null))
  }
}

/** Whether a row belongs to what this tablet takes and has not let go of. */
async function takenHere(db: Database, ledger: Ledger) {
  const { cursor, walk } = await db.read('cursor', 'walk')
  const view = { ...scopeNamed(cursor?.scope ?? 'all'), since: walk?.since ?? 0 }
  return (table: Table, row: Row) =>
    isTaken(table, row, view, (id) => {
      const order = ledger.has('order', id) ? ledger.get('order', id) : undefined
      return order !== undefined && isTaken('order', order, view, () => false)
    })
}

function ownKeys({ id, touched }: Entry): RowKey[] {
  return touched.filter((key) => partsOf(key)[1].startsWith(id))
}

function isPending({ state }: Entry): boolean {
  return state === 'waiting' || state === 'answered' || state === 'deferred'
}

function isTakenIn({ outcome, state }: Entry): boolean {
  return state === 'settled' && outcome?.status !== 'rejected'
}
