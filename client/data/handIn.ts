import { type HandInAnswer, mostCommands } from '#shared/protocol.ts'
import type { Database } from './db.ts'
import { greet } from './greet.ts'
import { letGo } from './letGo.ts'
import type { Line, SyncResult } from './line.ts'
import { pack, type Parcel } from './parcel.ts'
import { remedy } from './rescue.ts'
import { isTaken, stateAfter } from './settle.ts'

const shutOut: SyncResult = { ok: false, code: 'shut-out' }

/**
 * What a tablet does that a manager has shut out: it hands in what the server does not hold yet, takes nothing in, and
 * once nothing waits any more it lets go of the business's data. Where it cannot hand in all, it keeps all.
 */
export async function handIn(line: Line, device: string, signal: AbortSignal): Promise<SyncResult> {
  const greeted = await greet(line, device, signal, { leaving: true })
  // A server of before knows nothing of leaving.
  if (!greeted.ok) return greeted.code === 'bad-request' ? shutOut : greeted
  // It was let in again just now: the next conversation goes as always.
  if (!greeted.isLeaving) return { ok: false, code: 'try-again' }
  const result = await sendAll(line, device, signal)
  // With this ticket nothing else can be asked.
  line.ticket = null
  if (!result.ok) return result
  await letGo(line.db, device, line.outside.now())
  return shutOut
}

async function sendAll(line: Line, device: string, signal: AbortSignal): Promise<SyncResult> {
  let most = mostCommands
  for (;;) {
    const parcel = await pack(line.db, device, most)
    const size = parcel.request.commands.length
    if (size === 0) return { ok: true }
    const answer = await ask(line, parcel, signal)
    if (!answer.ok) {
      const bare = { ...parcel, request: { ...parcel.request, commands: [] } }
      if (!(await remedy(line, parcel, answer, signal, () => ask(line, bare, signal))))
        return { ok: false, code: answer.code }
      most = Math.max(1, Math.ceil(size / 2))
      continue
    }
    // Somebody else writes this journal: what is here is kept, for whoever lets it in again.
    if (answer.value.outcomes.some(isTaken)) return shutOut
    if (!(await take(line.db, parcel, answer.value))) return shutOut
    most = Math.min(mostCommands, most * 2)
  }
}

function ask({ api, ticket }: Line, { request }: Parcel, signal: AbortSignal) {
  const { protocol, device, first, commands, grants } = request
  return api.handIn({ protocol, device, first, commands, grants }, ticket ?? '', signal)
}

/** Keeps the outcomes. Rows come no more, so whoever lets this tablet in again gives it a fresh base. False where nothing moved. */
function take(db: Database, { first, last, shift }: Parcel, answer: HandInAnswer): Promise<boolean> {
  return db.write([db.meta, db.entries, db.fresh], async (db) => {
    const { sent = 0, shift: now = 0 } = await db.read('sent', 'shift')
    const reached = Math.min(answer.lastSeq + shift, last)
    if (now !== shift || sent !== first - 1 || reached <= sent) return false
    const outcomes = new Map(answer.outcomes.map((outcome) => [outcome.seq + shift, outcome]))
    const entries = await db.entries.bulkGet([...outcomes.keys()])
    await db.fresh.clear()
    await db.entries.bulkPut(
      entries.flatMap((entry) => {
        const outcome = entry && outcomes.get(entry.seq)
        if (!outcome) return []
        return [{ ...entry, outcome, state: stateAfter(outcome, true), answeredAt: answer.now }]
      }),
    )
    await db.keep({ fresh: { cursor: null }, sent: reached })
    return true
  })
}
