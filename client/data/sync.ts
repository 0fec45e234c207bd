import { mostCommands, type SyncAnswer } from '#shared/protocol.ts'
import type { Answer } from './api.ts'
import { anchorOf, clockFrom } from './clock.ts'
import { compare } from './compare.ts'
import { isEqual } from './equal.ts'
import { evict } from './evict.ts'
import { greet } from './greet.ts'
import { handIn } from './handIn.ts'
import { renew } from './identity.ts'
import type { Line, SyncCode, SyncResult } from './line.ts'
import { pack, type Parcel } from './parcel.ts'
import { remedy } from './rescue.ts'
import { isTaken, placeOf, settle } from './settle.ts'

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
      if (!greeted.ok) return greeted.code === 'shut-out' ? handIn(line, device.id, signal) : greeted
    }
    const parcel = await pack(line.db, device.id, most)
    const asked = anchorOf(line.outside)
    const answer = await line.api.sync(parcel.request, line.ticket ?? '', signal)
    if (!answer.ok) {
      if (answer.code === 'device-needed') line.ticket = null
      else if (!(await remedy(line, parcel, answer, signal, () => askBare(line, parcel, signal))))
        return { ok: false, code: answer.code }
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

/** Whether a request without any command fares better. */
function askBare({ api, ticket }: Line, { request }: Parcel, signal: AbortSignal) {
  return api.sync({ ...request, commands: [], grants: [] }, ticket ?? '', signal)
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

/** An answer with this tablet's own places in the journal. */
function counted(answer: SyncAnswer, shift: number): SyncAnswer {
  const outcomes = answer.outcomes.map((outcome) => ({ ...outcome, seq: outcome.seq + shift }))
  return { ...answer, outcomes, lastSeq: answer.lastSeq + shift }
}
