import { prepare } from '#shared/command.ts'
import { decide, missing } from '#shared/decide.ts'
import type { Prepared } from '#shared/define.ts'
import type { SyncAnswer } from '#shared/protocol.ts'
import type { Row } from '#shared/rows.ts'
import { baseCopy, type Database, type Entry, keyOf, type RowKey } from './db.ts'
import { isEqual } from './equal.ts'
import { fill, fillRows, grouped, Ledger } from './ledger.ts'
import { takeIn } from './news.ts'

/*
 * The tables hold what the server knows plus what is pending here. Of each row that a pending command has written,
 * `base` holds the server's version (or null: the server has none), and of no other row. So the local state is always
 * this function of two things: the server's rows, and the pending commands run on them in the order they were made.
 *
 * When an answer brings news, only the commands that the news can reach are run again: those that wrote or looked at
 * a row that changed, then those that share a row with them, and so on until nothing more is reached. All rows these
 * commands write go back to the server's version first. Whatever a run reads is then either such a row, or one that
 * no pending command writes; that is why the result is the same as if everything had been run again from nothing.
 *
 * Nothing here throws because of a command: one whose rule says no, or fails, contributes nothing until it can.
 */

interface Run {
  entry: Entry
  touched: RowKey[]
  looked: RowKey[]
}

/** Takes the server's rows in, and brings `after`, what is still pending of `before`, to stand on them. */
export async function rebase(
  db: Database,
  answer: Pick<SyncAnswer, 'rows' | 'complete'>,
  before: Entry[],
  after: Entry[],
): Promise<void> {
  const written = new Set(before.flatMap((entry) => entry.touched))
  const { keys: news, held } = await takeIn(db, answer, written)
  const pending = new Set(after.map((entry) => entry.seq))
  for (const entry of before) if (!pending.has(entry.seq)) for (const key of entry.touched) news.add(key)

  const links = linksOf(after)
  for (;;) {
    const { reset, again } = reached(news, written, links)
    if (reset.size === 0 && again.length === 0) return
    const ledger = new Ledger()
    for (const copy of await serverVersions(db, reset, held)) ledger.loadServerVersion(copy)
    const runs = await runAgain(db, again, ledger, reset)
    const strays = straysOf(runs, reset, written, links)
    if (strays.length === 0) return save(db, ledger, runs, reset, held, after)
    for (const key of strays) news.add(key)
  }
}

/** Runs all of these on tables that hold nothing but the server's rows, and `base` nothing at all. */
export async function runAll(db: Database, entries: Entry[]): Promise<void> {
  const ledger = new Ledger()
  const runs = await runAgain(db, entries, ledger, new Set())
  await save(db, ledger, runs, new Set(), new Map(), entries)
}

type Links = Map<RowKey, Entry[]>

function linksOf(entries: Entry[]): Links {
  const links: Links = new Map()
  for (const entry of entries)
    for (const key of [...entry.touched, ...entry.looked]) {
      const linked = links.get(key)
      if (linked) linked.push(entry)
      else links.set(key, [entry])
    }
  return links
}

/** The pending commands that the news reaches, and the rows that go back to the server's version for them. */
function reached(news: ReadonlySet<RowKey>, written: ReadonlySet<RowKey>, links: Links) {
  const reset = new Set<RowKey>()
  const again = new Set<Entry>()
  const open = [...news]
  for (let key = open.pop(); key !== undefined; key = open.pop()) {
    if (written.has(key)) reset.add(key)
    for (const entry of links.get(key) ?? []) {
      if (again.has(entry)) continue
      again.add(entry)
      for (const next of [...entry.touched, ...entry.looked])
        if (written.has(next) && !reset.has(next)) open.push(next)
    }
  }
  return { reset, again: [...again].sort((a, b) => a.seq - b.seq) }
}

async function serverVersions(db: Database, keys: Set<RowKey>, held: Map<RowKey, Row>) {
  const stored = await db.base.bulkGet([...keys].filter((key) => !held.has(key)))
  const arrived = [...keys].flatMap((key) => {
    const row = held.get(key)
    return row ? [baseCopy(key, row)] : []
  })
  return [...arrived, ...stored.filter((copy) => copy !== undefined)]
}

async function runAgain(
  db: Database,
  again: Entry[],
  ledger: Ledger,
  reset: ReadonlySet<RowKey>,
): Promise<Run[]> {
  const commands = again.map((entry) => preparedOf(entry))
  const runnable = commands.filter((command) => command !== null)
  if (runnable.length > 0) await fill(db, runnable, ledger, reset)
  const runs: Run[] = []
  for (const [index, entry] of again.entries()) {
    const command = commands[index]
    if (command && missing([command], ledger, false)) await fillRows(db, [command], ledger)
    const trail = command
      ? ledger.follow(command, () => attempt(command, ledger))
      : { touched: [], looked: [] }
    runs.push({ entry, touched: trail.touched, looked: trail.looked })
  }
  return runs
}

export function preparedOf(entry: Entry): Prepared | null {
  try {
    const readiness = prepare(entry.command)
    return readiness.ok ? readiness.prepared : null
  } catch {
    return null // storage that has come to harm may hold anything
  }
}

export function attempt(command: Prepared, ledger: Ledger): { ok: boolean } {
  try {
    return decide(command, ledger)
  } catch {
    return { ok: false }
  }
}

/** Rows these runs came to read or write for the first time, and by which they meet other pending commands. */
function straysOf(
  runs: Run[],
  reset: ReadonlySet<RowKey>,
  written: ReadonlySet<RowKey>,
  links: Links,
): RowKey[] {
  const ran = new Set(runs.map((run) => run.entry))
  const meetsOthers = (key: RowKey) => links.get(key)?.some((entry) => !ran.has(entry)) ?? false
  return runs.flatMap(({ touched, looked }) => [
    ...touched.filter((key) => !reset.has(key) && (written.has(key) || meetsOthers(key))),
    ...looked.filter((key) => !reset.has(key) && written.has(key)),
  ])
}

/** Writes what differs, and keeps server's versions of exactly the rows that pending commands write. */
async function save(
  db: Database,
  ledger: Ledger,
  runs: Run[],
  reset: ReadonlySet<RowKey>,
  held: ReadonlyMap<RowKey, Row>,
  after: Entry[],
): Promise<void> {
  const rerun = new Map(runs.map((run) => [run.entry.seq, run]))
  const still = new Set(after.flatMap((entry) => (rerun.get(entry.seq) ?? entry).touched))
  const fresh = new Set(runs.flatMap((run) => run.touched).filter((key) => !reset.has(key)))
  for (const [table, ids] of grouped([...reset, ...fresh])) {
    const stored = await db.rows(table).bulkGet(ids)
    const wanted = ids.map((id) => ledger.read(keyOf(table, id)))
    const puts = wanted.filter((row, index) => row !== undefined && !isEqual(row, stored[index]))
    const deletes = ids.filter((_, index) => wanted[index] === undefined && stored[index] !== undefined)
    if (puts.length > 0) await db.rows(table).bulkPut(puts.filter((row) => row !== undefined))
    if (deletes.length > 0) await db.rows(table).bulkDelete(deletes)
    const copies = ids.flatMap((id, index) => {
      const key = keyOf(table, id)
      if (!still.has(key)) return []
      if (fresh.has(key)) return [baseCopy(key, stored[index] ?? null)]
      const row = held.get(key)
      return row ? [baseCopy(key, row)] : []
    })
    if (copies.length > 0) await db.base.bulkPut(copies)
  }
  const done = [...reset].filter((key) => !still.has(key))
  if (done.length > 0) await db.base.bulkDelete(done)
  const moved = runs.filter(
    ({ entry, touched, looked }) => !isEqual([touched, looked], [entry.touched, entry.looked]),
  )
  if (moved.length > 0)
    await db.entries.bulkPut(moved.map(({ entry, touched, looked }) => ({ ...entry, touched, looked })))
}
