import { chainStart } from '#shared/envelope.ts'
import { checkNumber, type JoinRequest, joinText } from '#shared/joining.ts'
import type { Api, Refusal } from './api.ts'
import { anchorOf, clockFrom } from './clock.ts'
import type { Database, KeptJoin } from './db.ts'
import { makeKey, sign } from './identity.ts'
import type { Outside } from './outside.ts'
import { takeTurn } from './turn.ts'

export interface Asking {
  wish: Omit<JoinRequest, 'publicKey'>
  /** `number` says which key the code stands for: whoever confirms it sees the same one. */
  answer: { ok: true; code: string; number: string } | Refusal
}

export type Standing = { ok: true; state: 'waiting' | 'refused' | 'over' | 'confirmed' } | Refusal

/**
 * Asks to become a tablet. The key is made once and kept, so that a page that is loaded again shows the code it had; with
 * `isAnew` another code is asked for.
 */
export async function askToJoin(
  db: Database,
  api: Api,
  outside: Outside,
  wish: Asking['wish'],
  isAnew = false,
): Promise<Asking['answer']> {
  const { join: kept } = await db.read('join')
  if (kept && !isAnew) return shown(kept)
  const { publicKey, privateKey } = kept ?? (await makeKey(outside.subtle))
  const answer = await api.join({ ...wish, publicKey })
  if (!answer.ok) return answer
  const { id, code, until } = answer.value
  const join = { id, code, until, publicKey, privateKey }
  await db.keep({ join })
  return shown(join)
}

function shown({ code, publicKey }: KeptJoin): Asking['answer'] {
  return { ok: true, code, number: checkNumber(publicKey) }
}

/** Asks what became of it. Once somebody has confirmed it, this browser is the tablet that they made of it. */
export async function lookAtJoin(db: Database, api: Api, outside: Outside): Promise<Standing> {
  const { join } = await db.read('join')
  if (!join) return { ok: true, state: 'over' }
  const { id, privateKey } = join
  const asked = anchorOf(outside)
  const answer = await api.joinStanding(id, {
    signature: await sign(outside.subtle, privateKey, joinText(id)),
  })
  // A server that was put back, or has waited for long, knows of no such asking any more.
  if (!answer.ok && answer.code === 'not-found') return { ok: true, state: 'over' }
  if (!answer.ok) return answer
  if (answer.value.state !== 'confirmed') return { ok: true, state: answer.value.state }
  const { device, now } = answer.value
  const clock = clockFrom(asked, anchorOf(outside), now)
  await db.write([db.meta, db.turns, db.device], async (db) => {
    if ((await db.read('device')).device) return
    await takeTurn(db)
    await db.device.put(device)
    await db.keep({ device, clock, key: privateKey, head: { seq: 0, hash: chainStart, counter: 0 }, sent: 0 })
    // The last, since a power cut that tears a transaction takes its beginning (see torn.ts), and the key is nowhere else.
    await db.forget('join')
  })
  return { ok: true, state: 'confirmed' }
}
