import { createHash } from 'node:crypto'
import { prepare } from '#shared/command.ts'
import type { Grant } from '#shared/api.ts'
import type { Prepared } from '#shared/define.ts'
import { Envelope } from '#shared/envelope.ts'
import { Placeholder, type QuarantineCode, type SyncRequest } from '#shared/protocol.ts'
import { Hash } from '#shared/schema.ts'
import * as v from 'valibot'
import { inTime } from './suspect.ts'

/** A command at the door: read as far as it can be without the database. */
export interface Arrived {
  device: string
  seq: number
  raw: string
  /** The hash it carries; where it carries none, that of its bytes. */
  hash: string
  /** Null when not even the envelope could be read. */
  envelope: Envelope | null
  /** Whether the approval it names, if it names one, is under a grant that was given to that person on this device. */
  isApproved: boolean
  /** When its person was let in on its device, epoch ms; 0 where nobody can tell. */
  grantedAt: number
  verdict: { ok: true; prepared: Prepared } | { ok: false; code: QuarantineCode }
}

export interface Receipt {
  /** Epoch ms. */
  receivedAt: number
  /** Identities that this device had before. */
  formerly?: readonly string[]
}

/** Reads every command of a request by itself; nothing one of them holds can stop another. */
export function arrive(
  request: Pick<SyncRequest, 'device' | 'first' | 'commands' | 'grants'>,
  verifyGrant: (token: string) => Grant | null,
  { receivedAt, formerly = [] }: Receipt,
): Arrived[] {
  const identities = new Set([request.device, ...formerly])
  const grants = new Map<string, Grant>()
  for (const token of request.grants) {
    const grant = verifyGrant(token)
    if (grant && identities.has(grant.device)) grants.set(grant.id, grant)
  }
  return request.commands.map((command, index) => {
    const seq = request.first + index
    const raw = JSON.stringify(command)
    const parsed = v.safeParse(Envelope, command, { abortEarly: true })
    const common = { device: request.device, seq, raw, hash: hashIn(command) ?? hashOfBytes(raw) }
    if (!parsed.success)
      return {
        ...common,
        envelope: null,
        isApproved: false,
        grantedAt: 0,
        verdict: { ok: false, code: withoutEnvelope(command, seq) },
      }
    const envelope = parsed.output
    const grant = grants.get(envelope.grant)
    const verdict = examine(envelope, request.device, seq, grant, receivedAt)
    const approval = verdict.ok ? verdict.prepared.approval : null
    const isApproved = approval !== null && grants.get(approval.grant)?.person === approval.by
    return { ...common, envelope, isApproved, grantedAt: grant?.issued ?? 0, verdict }
  })
}

function examine(
  envelope: Envelope,
  device: string,
  seq: number,
  grant: Grant | undefined,
  receivedAt: number,
): Arrived['verdict'] {
  if (envelope.device !== device) return { ok: false, code: 'other-device' }
  if (envelope.seq !== seq) return { ok: false, code: 'malformed' }
  if (grant?.person !== envelope.actor) return { ok: false, code: 'forged-actor' }
  return prepare(inTime(envelope, receivedAt))
}

function withoutEnvelope(command: unknown, seq: number): QuarantineCode {
  const found = v.safeParse(Placeholder, command)
  return found.success && found.output.seq === seq ? found.output.placeholder : 'malformed'
}

const Carrying = v.object({ hash: Hash })

function hashIn(command: unknown): string | null {
  const found = v.safeParse(Carrying, command)
  return found.success ? found.output.hash : null
}

function hashOfBytes(raw: string): string {
  return createHash('sha256').update(raw).digest('hex')
}
