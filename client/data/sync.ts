import {
  type HelloRequest,
  mostCommands,
  type Outcome,
  protocolVersion,
  type SyncAnswer,
  type TabletAbout,
} from '#shared/protocol.ts'
import { shape } from '#shared/shape.ts'
import type { Answer, Api, Refusal } from './api.ts'
import { anchorOf, clockFrom } from './clock.ts'
import type { Database } from './db.ts'
import { isEqual } from './equal.ts'
import { compare } from './compare.ts'
import { evict } from './evict.ts'
import { goBack, startOver } from './fresh.ts'
import { prove, renew } from './identity.ts'
import type { Outside } from './outside.ts'
import { pack, type Parcel } from './parcel.ts'
import { prune } from './prune.ts'
import { remedyFor, rescue } from './rescue.ts'
import { placeOf, settle } from './settle.ts'

export type SyncCode = Refusal['code'] | 'not-enrolled'
export type SyncResult = { ok: true } | { ok: false; code: SyncCode }

export interface Progress {
  done: number
  total: number
}

export interface Line {
  db: Database
  api: Api
  outside: Outside
  /** Kept in memory only; asked for again when the server does not know it any more. */
  ticket: string | null
  /** Whose ticket it is. */
  device: string | null
  /** How often the server failed over a command that was sent to it alone. */
  surprises: Map<number, number>
  tell(progress: Progress): void
}

/** One whole conversation: sends until nothing waits, takes rows in until there are no more. */
export async function converse(line: Line, signal: AbortSignal): Promise<SyncResult> {
  const { sent: start = 0 } = await line.db.read('sent')
  let hellos = 0
  let most = mostCommands
  for (;;) {
    const { device } = await line.db.read('device')
    if (!device) return { ok: false, code: 'not-enrolled' }
    if (line.device !== device.id) line.ticket = null
    line.device = device.id
    if (line.ticket === null) {
      if (++hellos > 4) return { ok: false, code: 'device-needed' }
      const greeted = await greet(line, device.id, signal)
      if (!greeted.ok) return greeted
    }
    const parcel = await pack(line.db, device.id, most)
    const asked = anchorOf(line.outside)
    const answer = await line.api.sync(parcel.request, line.ticket ?? '', signal)
    if (!answer.ok) {
      if (answer.code === 'device-needed') line.ticket = null
      else if (!(await remedy(line, parcel, answer, signal))) return { ok: false, code: answer.code }
      else most = Math.max(1, Math.ceil(parcel.request.commands.length / 2))
      continue
    }
    most = Math.min(mostCommands, most * 2)
    if (answer.value.outcomes.some(isTaken)) {
      const renewed = await renew(line.db, line.api, line.outside, line.ticket ?? '', signal)
      if (!renewed.ok) return { ok: false, code: renewed.code }
      continue
    }
    const clock = clockFrom(asked, anchorOf(line.outside), answer.value.now)
    // Where another tab was faster, what it took in is where to go on from.
    if (!(await settle(line.db, parcel, counted(answer.value, parcel.shift), clock))) continue
    const { head, sent = 0 } = await line.db.read('head', 'sent')
    const place = await placeOf(line.db)
    const end = head?.seq ?? 0
    line.tell({ done: Math.max(0, sent - start), total: Math.max(0, end - start) })
    if (answer.value.complete && sent >= end) {
      await evict(line.db, answer.value.now)
      if (await compare(line, answer.value.now, signal)) continue
      return { ok: true }
    }
    // An answer that moves nothing would be asked for again for ever. (Nothing sent, nothing new: a tap came meanwhile.)
    const isSent =
      sent !== parcel.first - 1 || (answer.value.complete && parcel.request.commands.length === 0)
    const isStuck = !isSent && (answer.value.complete || isEqual(place, parcel.cursor))
    if (isStuck) return { ok: false, code: 'try-again' }
  }
}

/**
 * Gets on with what is behind a request that was refused as a whole: smaller ones find the command at fault, and its
 * bytes are kept another way. Not where a request without any command is refused as well: then none is at fault.
 */
async function remedy(
  { db, api, ticket, surprises }: Line,
  { request, first }: Parcel,
  refusal: Refusal,
  signal: AbortSignal,
): Promise<boolean> {
  const kind = remedyFor(refusal, first, request.commands.length, surprises)
  if (kind !== 'rescue') return kind === 'smaller'
  const bare = await api.sync({ ...request, commands: [], grants: [] }, ticket ?? '', signal)
  return bare.ok && (await rescue(db, api, first, ticket ?? '', signal)).ok
}

/** Asks the server something beside the conversation, in this device's name; a tab that does not lead has its own ticket. */
export async function askBeside<T>(
  line: Line,
  question: (ticket: string) => Promise<Answer<T>>,
): Promise<{ ok: true; value: T } | { ok: false; code: SyncCode }> {
  for (let hellos = 0; ; hellos += 1) {
    if (line.ticket === null) {
      const { device } = await line.db.read('device')
      if (!device) return { ok: false, code: 'not-enrolled' }
      line.device = device.id
      const greeted = await greet(line, device.id, new AbortController().signal)
      if (!greeted.ok) return greeted
    }
    const answer = await question(line.ticket ?? '')
    if (answer.ok || answer.code !== 'device-needed' || hellos > 0) return answer
    line.ticket = null
  }
}

/** Says hello, proves who this is and keeps the ticket. A server that has lost something says from where to go on. */
async function greet(line: Line, device: string, signal: AbortSignal): Promise<SyncResult> {
  const { sent = 0, shift = 0 } = await line.db.read('sent', 'shift')
  const cursor = await placeOf(line.db)
  const lastSaid = { cursor, shape: shape(), lastSeq: sent - shift, ...(await grantHere(line.db)) }
  const said = { protocol: protocolVersion, device, ...lastSaid, ...(await aboutHere(line)) }
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
  })
  line.ticket = ticket
  return { ok: true }
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

/** An answer with this tablet's own places in the journal. */
function counted(answer: SyncAnswer, shift: number): SyncAnswer {
  const outcomes = answer.outcomes.map((outcome) => ({ ...outcome, seq: outcome.seq + shift }))
  return { ...answer, outcomes, lastSeq: answer.lastSeq + shift }
}

/** Another command stands where ours should: somebody else writes this journal, or we did before we were rolled back. */
function isTaken(outcome: Outcome): boolean {
  return outcome.status === 'quarantined' && outcome.code === 'seq-taken'
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
