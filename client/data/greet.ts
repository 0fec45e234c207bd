import { type HelloRequest, protocolVersion, type TabletAbout } from '#shared/protocol.ts'
import { shape } from '#shared/shape.ts'
import type { Database } from './db.ts'
import { goBack, startOver } from './fresh.ts'
import { prove } from './identity.ts'
import type { Line, SyncCode } from './line.ts'
import { prune } from './prune.ts'
import { placeOf } from './settle.ts'

/** `isLeaving`: this tablet is shut out, and may only hand in what it has. */
export type Greeted = { ok: true; isLeaving: boolean } | { ok: false; code: SyncCode }

/**
 * Says hello, proves who this is and keeps the ticket. A server that has lost something says from where to go on. One that
 * has shut this tablet out gives a ticket only where it says that it is leaving.
 */
export async function greet(
  line: Line,
  device: string,
  signal: AbortSignal,
  more: { leaving?: true } = {},
): Promise<Greeted> {
  const { sent = 0, shift = 0 } = await line.db.read('sent', 'shift')
  const cursor = await placeOf(line.db)
  const lastSaid = { cursor, shape: shape(), lastSeq: sent - shift, ...(await grantHere(line.db)) }
  const said = { protocol: protocolVersion, device, ...lastSaid, ...(await aboutHere(line)), ...more }
  const asked = await line.api.hello(said, signal)
  if (!asked.ok) return { ok: false, code: asked.code }
  const told =
    asked.value.next === 'prove' ? await answerTo(line, said, asked.value.challenge, signal) : asked
  if (!told.ok) return { ok: false, code: told.code }
  if (told.value.next === 'prove') return { ok: false, code: 'device-needed' }
  const { next, ticket, now } = told.value
  const lastSeq = told.value.lastSeq + shift
  const { meta, entries, fresh, echoes } = line.db
  await line.db.write([meta, entries, fresh, echoes], async (db) => {
    if ((await db.read('device')).device?.id !== device) return
    if (next === 'start-over') await startOver(db, lastSeq)
    // Nothing is taken back without need: another tab may have sent more meanwhile.
    if (lastSeq < sent) await goBack(db, lastSeq)
    await askAgain(db)
    await prune(db, now)
    if (next !== 'hand-in') await db.forget('shutOut')
  })
  line.ticket = ticket
  return { ok: true, isLeaving: next === 'hand-in' }
}

/** What cannot be found out is not said; a tablet says hello all the same. */
async function aboutHere({ db, outside }: Line): Promise<{ about?: TabletAbout }> {
  const about = await outside.about?.().catch(() => undefined)
  const { head, shift = 0 } = await db.read('head', 'shift')
  return about ? { about: { ...about, head: Math.max(0, (head?.seq ?? 0) - shift) } } : {}
}

async function grantHere(db: Database): Promise<{ grant?: string }> {
  const { person } = await db.read('person')
  const token = person && (await db.grants.get(person.id))?.token
  return token === undefined ? {} : { grant: token }
}

/** A server that says hello may have been upgraded: what it could not read before is sent once more. */
async function askAgain(db: Database): Promise<void> {
  const { sent = 0, shift = 0 } = await db.read('sent', 'shift')
  const deferred = await db.entries.where('state').equals('deferred').toArray()
  const seqs = deferred.map(({ seq }) => seq).filter((seq) => seq > shift)
  await db.keep({ sent: Math.min(sent, ...seqs.map((seq) => seq - 1)) })
}

async function answerTo(
  { db, api, outside }: Line,
  said: HelloRequest,
  challenge: string,
  signal: AbortSignal,
) {
  const signature = await prove(db, outside.subtle, challenge)
  return api.hello({ ...said, proof: { challenge, signature } }, signal)
}
