import * as v from 'valibot'
import {
  type Cursor,
  type HelloRequest,
  mostCommands,
  type Placeholder,
  protocolVersion,
  type SyncRequest,
} from '#shared/protocol.ts'
import type { Api, Refusal } from './api.ts'
import { clockFrom } from './clock.ts'
import type { Database } from './db.ts'
import { prove } from './identity.ts'
import type { Outside } from './outside.ts'
import { goBack, startOver } from './fresh.ts'
import { prune } from './prune.ts'
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
  tell(progress: Progress): void
}

interface Parcel {
  request: SyncRequest
  cursor: Cursor | null
  last: number
}

const Granted = v.object({ grant: v.string() })
const mostBytes = 256 * 1_024
const mostGrants = 50
const page = 2_000

/** One whole conversation: sends until nothing waits, takes rows in until there are no more. */
export async function converse(line: Line, signal: AbortSignal): Promise<SyncResult> {
  const { device, sent: start = 0 } = await line.db.read('device', 'sent')
  if (!device) return { ok: false, code: 'not-enrolled' }
  let hellos = 0
  for (;;) {
    if (line.ticket === null) {
      if (++hellos > 2) return { ok: false, code: 'device-needed' }
      const greeted = await greet(line, device.id, signal)
      if (!greeted.ok) return greeted
    }
    const parcel = await pack(line.db, device.id)
    const asked = line.outside.now()
    const answer = await line.api.sync(parcel.request, line.ticket ?? '', signal)
    if (!answer.ok) {
      if (answer.code !== 'device-needed') return { ok: false, code: answer.code }
      line.ticket = null
      continue
    }
    const clock = clockFrom(asked, line.outside.now(), answer.value.now)
    // Where another tab was faster, what it took in is where to go on from.
    if (!(await settle(line.db, parcel, answer.value, clock))) continue
    const { head, sent = 0 } = await line.db.read('head', 'sent')
    const place = await placeOf(line.db)
    const end = head?.seq ?? 0
    line.tell({ done: Math.max(0, sent - start), total: Math.max(0, end - start) })
    if (answer.value.complete && sent >= end) return { ok: true }
    // An answer that moves nothing would be asked for again for ever. (Nothing sent, nothing new: a tap came meanwhile.)
    const isSent =
      sent !== parcel.request.first - 1 || (answer.value.complete && parcel.request.commands.length === 0)
    const isStuck = !isSent && (answer.value.complete || place?.rev === parcel.cursor?.rev)
    if (isStuck) return { ok: false, code: 'try-again' }
  }
}

/** Says hello, proves who this is and keeps the ticket. A server that has lost something says from where to go on. */
async function greet(line: Line, device: string, signal: AbortSignal): Promise<SyncResult> {
  const { sent = 0 } = await line.db.read('sent')
  const cursor = await placeOf(line.db)
  const said = { protocol: protocolVersion, device, cursor, lastSeq: sent }
  const asked = await line.api.hello(said, signal)
  if (!asked.ok) return { ok: false, code: asked.code }
  const told =
    asked.value.next === 'prove' ? await answerTo(line, said, asked.value.challenge, signal) : asked
  if (!told.ok) return { ok: false, code: told.code }
  if (told.value.next === 'prove') return { ok: false, code: 'device-needed' }
  const { next, lastSeq, ticket, now } = told.value
  await line.db.transaction('rw', [line.db.meta, line.db.entries, line.db.fresh], async () => {
    if (next === 'start-over') await startOver(line.db, lastSeq)
    // Nothing is taken back without need: another tab may have sent more meanwhile.
    if (lastSeq < sent) await goBack(line.db, lastSeq)
    await prune(line.db, now)
  })
  line.ticket = ticket
  return { ok: true }
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

/** What the server does not hold yet, as much of it as one request may carry. */
async function pack(db: Database, device: string): Promise<Parcel> {
  const { sent = 0, head } = await db.read('sent', 'head')
  const cursor = await placeOf(db)
  const first = sent + 1
  const last = Math.min(head?.seq ?? 0, sent + mostCommands)
  const entries = await db.entries.where('seq').between(first, last, true, true).toArray()
  const bySeq = new Map(entries.map((entry) => [entry.seq, entry.command]))
  const all = Array.from({ length: Math.max(0, last - sent) }, (_, index) => {
    const seq = first + index
    return bySeq.has(seq) ? bySeq.get(seq) : prunedAt(seq)
  })
  const commands = all.slice(0, fittingOf(all))
  const grants = await db.grants.bulkGet([...new Set(commands.flatMap(grantOf))])
  const tokens = grants.flatMap((grant) => (grant ? [grant.token] : []))
  const request = { protocol: protocolVersion, device, cursor, first, commands, grants: tokens, page }
  return { request, cursor, last: sent + commands.length }
}

/** Stands for a command that the server had for weeks, and lost after this tablet had let go of it. */
function prunedAt(seq: number): Placeholder {
  return { placeholder: 'pruned', seq }
}

/** How many of these, from the first on, fit one request: at least one, so that a large one stops nothing. */
function fittingOf(commands: readonly unknown[]): number {
  const grants = new Set<string>()
  let bytes = 0
  for (const [index, command] of commands.entries()) {
    bytes += new TextEncoder().encode(JSON.stringify(command)).length
    for (const grant of grantOf(command)) grants.add(grant)
    if (index > 0 && (bytes > mostBytes || grants.size > mostGrants)) return index
  }
  return commands.length
}

/** The grant that a command names. Storage that has come to harm may hold anything in its place, and that has to travel too. */
function grantOf(command: unknown): string[] {
  const found = v.safeParse(Granted, command)
  return found.success ? [found.output.grant] : []
}
