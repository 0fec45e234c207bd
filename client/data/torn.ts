import * as v from 'valibot'
import { OrderNumber } from '#shared/order.ts'
import { Hash } from '#shared/schema.ts'
import type { Database, Entry, Head } from './db.ts'
import { mostEchoes } from './echo.ts'
import { startOver } from './fresh.ts'
import { runTorn } from './lostRows.ts'
import { append } from './reseal.ts'
import { fillTurns, takeTurn } from './turn.ts'

/*
 * Chromium's older back end syncs only the log that it is writing. Where a log is full amid a transaction, the rest of
 * that transaction goes into the next one; and until the older log's content lies in a table, a second or two later, a
 * power cut takes the transaction's beginning, or all of it but its end, though it was strict and over. What came after
 * it is there. So taps and answers begin with their `turn`, which can be missed, and a tap ends with its entry, which
 * `echo.ts` writes once more. What is missing is found when the till is opened next, and only what came since it was
 * opened last is looked at.
 */

/** Puts what a power cut tore together again, as far as it can be done alone; the rest a fresh base does. True where anything was torn. */
export function mendTorn(db: Database): Promise<boolean> {
  return db.write(db.tables, async (db) => {
    const { head, whole = { seq: 0, turn: 0 }, turn = 0 } = await db.read('head', 'whole', 'turn')
    if (!head) return false
    const since = Math.max(whole.seq, head.seq - mostEchoes)
    const found = [
      await takeBack(db, since),
      await raiseHead(db, since, head),
      await runTorn(db, since),
      await sendAgain(db),
      await fillTurns(db, whole.turn, turn),
    ]
    const { head: end = head } = await db.read('head')
    const isTorn = found.includes(true)
    if (isTorn) {
      await startOver(db, end.seq)
      // What another tab has seen of these rows is not how they are.
      await takeTurn(db)
    }
    const next = { seq: Math.max(whole.seq, end.seq - unsure), turn: Math.max(whole.turn, turn - unsure) }
    if (next.seq !== whole.seq || next.turn !== whole.turn) await db.keep({ whole: next })
    return isTorn
  })
}

/** What came just before may still be torn: a page that is opened anew is no browser that starts anew. */
const unsure = 64
const Numbered = v.object({ args: v.object({ number: OrderNumber }) })
const Sealed = v.object({ hash: Hash })

/** Entries that are gone and whose echo is there. */
async function takeBack(db: Database, since: number): Promise<boolean> {
  const echoes = await db.echoes.where(':id').above(since).toArray()
  const held = new Set(await idsSince(db, since))
  const gone: Entry[] = []
  for (const echo of echoes.filter(({ id }) => !held.has(id)))
    if (!(await db.entries.get({ id: echo.id })) && !(await db.entries.get(echo.seq))) gone.push(echo)
  if (gone.length > 0) await db.entries.bulkAdd(gone)
  return gone.length > 0
}

async function idsSince(db: Database, since: number): Promise<string[]> {
  return (await db.entries.where(':id').above(since).toArray()).map(({ id }) => id)
}

/** Neither the journal's end nor the next order's number is ever behind an entry. */
async function raiseHead(db: Database, since: number, head: Head): Promise<boolean> {
  const { device } = await db.read('device')
  const entries = await db.entries.where(':id').above(since).toArray()
  const last = entries.at(-1)
  const counter = Math.max(head.counter, ...entries.map((entry) => counterOf(entry, device?.letter ?? '')))
  const isBehind = last !== undefined && last.seq > head.seq
  if (!isBehind && counter === head.counter) return false
  await db.keep({
    head: isBehind ? { seq: last.seq, hash: hashIn(last) ?? head.hash, counter } : { ...head, counter },
  })
  return true
}

function hashIn({ command }: Entry): string | null {
  const read = v.safeParse(Sealed, command)
  return read.success ? read.output.hash : null
}

function counterOf({ command }: Entry, letter: string): number {
  const read = v.safeParse(Numbered, command)
  const [own, counter] = read.success ? read.output.args.number.split('-') : []
  return own === letter ? Number(counter) : 0
}

/** What was sent and has no outcome here lost it: it is sent again, and answered as it was before. */
async function sendAgain(db: Database): Promise<boolean> {
  const { sent = 0, shift = 0 } = await db.read('sent', 'shift')
  const first = await db.entries.where('state').equals('waiting').first()
  if (!first || first.seq > sent) return false
  if (first.seq <= shift) await carryOn(db, shift)
  const next = await db.entries
    .where(':id')
    .above(shift)
    .filter(({ state }) => state === 'waiting')
    .first()
  if (next) await db.keep({ sent: Math.min(sent, next.seq - 1) })
  return true
}

/** Brings along what should have been carried to another identity, and was not or only in part. */
async function carryOn(db: Database, shift: number): Promise<void> {
  const waiting = await db.entries.where('state').equals('waiting').toArray()
  const left = waiting.filter(({ seq }) => seq <= shift)
  const ids = new Set((await db.entries.where(':id').above(shift).toArray()).map(({ id }) => id))
  const isThere = ({ id }: Entry) => ids.has(id)
  await db.entries.bulkDelete(left.filter(isThere).map(({ seq }) => seq))
  await append(
    db,
    left.filter((entry) => !isThere(entry)),
  )
}
