import type { SyncAnswer } from '#shared/protocol.ts'
import type { Row, Table } from '#shared/rows.ts'
import { tables } from '#shared/tables.ts'
import { arrivedOf, byTable, putAside } from './aside.ts'
import type { Database, Entry } from './db.ts'
import { isEqual } from './equal.ts'
import { runAll } from './rebase.ts'

/*
 * A server that was re-created or restored has another history. The tablet then takes everything in anew, beside the
 * rows its screens show, and puts it in their place in one transaction once it is whole: nothing flashes empty at the
 * till, nothing of the lost history stays, and taps go on in between. What the server does not hold any more is sent
 * again; it waits again, and its effect, still in the old rows, is run again on the new ones when they take over.
 */

/** Begins a fresh base, and has everything after `lastSeq`, the last that the server holds, wait again. */
export async function startOver(db: Database, lastSeq: number): Promise<void> {
  await db.fresh.clear()
  await db.keep({ fresh: { cursor: null } })
  await waitAgain(db, lastSeq)
}

/**
 * A server that holds less of the journal than it once said has lost outcomes. Where one of them was over, its effect
 * cannot be told from the server's rows any more, and a fresh base is taken.
 */
export async function goBack(db: Database, lastSeq: number): Promise<void> {
  const { sent = 0 } = await db.read('sent')
  if (lastSeq >= sent) return
  const isAnyOver = await waitAgain(db, lastSeq)
  if (isAnyOver && !(await db.read('fresh')).fresh) await startOver(db, lastSeq)
  await db.keep({ sent: lastSeq })
}

/** Takes one page of a fresh base in; with the last one it takes the old rows' place. `pending` is what still waits. */
export async function takeFresh(db: Database, answer: SyncAnswer, pending: Entry[]): Promise<void> {
  const page = byTable(answer.rows)
  if (!answer.complete) {
    await putAside(db, page)
    return db.keep({ fresh: { cursor: answer.cursor } })
  }
  let replaced = 0
  for (const table of tables) replaced += await replace(db, table, await arrivedOf(db, table, page))
  const { compared } = await db.read('compared')
  if (compared?.rows === null) await db.keep({ compared: { ...compared, rows: replaced } })
  await db.fresh.clear()
  await db.base.clear()
  await runAll(db, pending)
  await db.forget('fresh')
  await db.keep({ cursor: answer.cursor })
}

async function waitAgain(db: Database, lastSeq: number): Promise<boolean> {
  const entries = await db.entries.where('seq').above(lastSeq).toArray()
  const answered = entries.filter((entry) => entry.state !== 'waiting')
  await db.entries.bulkPut(
    answered.map(({ outcome: _outcome, answeredAt: _at, ...entry }) => ({ ...entry, state: 'waiting' })),
  )
  return answered.some((entry) => entry.state !== 'answered' && entry.state !== 'deferred')
}

/** Makes a table equal to what was taken in for it, and writes only what differs: so many rows. */
async function replace(db: Database, table: Table, arrived: ReadonlyMap<string, Row>): Promise<number> {
  const rows: Row[] = await db.rows(table).toArray()
  const stored = new Map(rows.map((row) => [row.id, row]))
  const differing = [...arrived.values()].filter((row) => !isEqual(row, stored.get(row.id)))
  const gone = [...stored.keys()].filter((id) => !arrived.has(id))
  if (differing.length > 0) await db.rows(table).bulkPut(differing)
  if (gone.length > 0) await db.rows(table).bulkDelete(gone)
  return differing.length + gone.length
}
