import { createHash } from 'node:crypto'
import { prepare } from '#shared/command.ts'
import type { Grant } from '#shared/api.ts'
import type { Prepared } from '#shared/define.ts'
import type { Allowed } from '#shared/seal.ts'
import type { Approval } from '#shared/approval.ts'
import { Envelope } from '#shared/envelope.ts'
import { Placeholder, type QuarantineCode, type SyncRequest } from '#shared/protocol.ts'
import { Hash } from '#shared/schema.ts'
import { approvalSealOf, sealOf } from '#shared/seal.ts'
import * as v from 'valibot'
import type { Grants } from './grants.ts'
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
  /** What its seal proves; `unknown` where the key that it would be checked with is not here. */
  seal: 'right' | 'missing' | 'unknown'
  /** Whether the approval it names, if it names one, is that person's on this device, by their own seal. */
  isApproved: boolean
  /** When its person was let in on its device, epoch ms; 0 where nobody can tell. */
  grantedAt: number
  verdict: { ok: true; prepared: Prepared } | { ok: false; code: QuarantineCode }
}

/** What tells whom a grant was given to, and what they seal with. */
export type Proofs = Pick<Grants, 'verify' | 'keyOf'>

/** A grant that came with a request, and its person's key where it is known here. */
interface Proven {
  grant: Grant
  key: Uint8Array | null
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
  proofs: Proofs,
  { receivedAt, formerly = [] }: Receipt,
): Arrived[] {
  const grants = provenBy(request.grants, proofs, new Set([request.device, ...formerly]))
  return request.commands.map((command, index) => {
    const seq = request.first + index
    const raw = JSON.stringify(command)
    const parsed = v.safeParse(Envelope, command, { abortEarly: true })
    const common = { device: request.device, seq, raw, hash: hashIn(command) ?? hashOfBytes(raw) }
    if (!parsed.success)
      return {
        ...common,
        ...{ envelope: null, seal: 'missing', isApproved: false, grantedAt: 0 },
        verdict: { ok: false, code: withoutEnvelope(command, seq) },
      }
    const envelope = parsed.output
    const proven = grants.get(envelope.grant)
    const verdict = examine(envelope, request.device, seq, proven, receivedAt)
    const approval = verdict.ok ? verdict.prepared.approval : null
    const isApproved = approval !== null && isSaidBy(approval, grants.get(approval.grant), envelope)
    const seal = proven ? sealFound(envelope, proven) : 'missing'
    return { ...common, envelope, seal, isApproved, grantedAt: proven?.grant.issued ?? 0, verdict }
  })
}

function provenBy(
  tokens: readonly string[],
  proofs: Proofs,
  identities: ReadonlySet<string>,
): Map<string, Proven> {
  const proven = new Map<string, Proven>()
  for (const token of tokens) {
    const grant = proofs.verify(token)
    if (grant && identities.has(grant.device)) proven.set(grant.id, { grant, key: proofs.keyOf(grant) })
  }
  return proven
}

function examine(
  envelope: Envelope,
  device: string,
  seq: number,
  proven: Proven | undefined,
  receivedAt: number,
): Arrived['verdict'] {
  if (envelope.device !== device) return { ok: false, code: 'other-device' }
  if (envelope.seq !== seq) return { ok: false, code: 'malformed' }
  if (proven?.grant.person !== envelope.actor) return { ok: false, code: 'forged-actor' }
  if (!isSealFitting(envelope, proven)) return { ok: false, code: 'forged-seal' }
  return prepare(inTime(envelope, receivedAt))
}

/** Only what was sealed before its tablet went on as another device may name the hash it had there. */
function isSealFitting(envelope: Envelope, { grant, key }: Proven): boolean {
  if (envelope.former !== undefined && grant.device === envelope.device) return false
  return !key || envelope.seal === undefined || sealOf(key, envelope) === envelope.seal
}

function sealFound({ seal }: Envelope, { grant, key }: Proven): Arrived['seal'] {
  // What was granted before there were seals needs none.
  if (!key) return grant.seals === undefined && seal === undefined ? 'right' : 'unknown'
  return seal === undefined ? 'missing' : 'right'
}

function isSaidBy(approval: Approval, proven: Proven | undefined, allowed: Allowed): boolean {
  if (proven?.grant.person !== approval.by) return false
  return !proven.key || approvalSealOf(proven.key, approval, allowed) === approval.seal
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
