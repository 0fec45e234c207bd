import * as v from 'valibot'
import { type Cursor, type Placeholder, protocolVersion, type SyncRequest } from '#shared/protocol.ts'
import { Hash } from '#shared/schema.ts'
import { shape } from '#shared/shape.ts'
import type { Database, Entry } from './db.ts'
import { placeOf } from './settle.ts'

export interface Parcel {
  request: SyncRequest
  cursor: Cursor | null
  /** On this tablet; in the request they are counted from where this identity began. */
  first: number
  last: number
  shift: number
}

const Granted = v.object({ grant: v.string() })
const Approved = v.object({ args: v.object({ approval: Granted }) })
const Sealed = v.object({ hash: Hash })
const mostBytes = 256 * 1_024
const mostGrants = 50
const page = 2_000

/** What the server does not hold yet, as much of it as one request may carry. */
export async function pack(db: Database, device: string, most: number): Promise<Parcel> {
  const { sent = 0, head, shift = 0 } = await db.read('sent', 'head', 'shift')
  const cursor = await placeOf(db)
  const first = sent + 1
  const last = Math.min(head?.seq ?? 0, sent + most)
  const entries = await db.entries.where('seq').between(first, last, true, true).toArray()
  const bySeq = new Map(entries.map((entry) => [entry.seq, entry]))
  const all = Array.from({ length: Math.max(0, last - sent) }, (_, index) =>
    inPlaceOf(first + index - shift, bySeq.get(first + index)),
  )
  const commands = all.slice(0, fittingOf(all))
  const grants = await db.grants.bulkGet([...new Set(commands.flatMap(grantsOf))])
  const tokens = grants.flatMap((grant) => (grant ? [grant.token] : []))
  const common = { protocol: protocolVersion, device, cursor, shape: shape(), page }
  const request = { ...common, first: first - shift, commands, grants: tokens }
  return { request, cursor, first, last: sent + commands.length, shift }
}

/** What travels for an entry: its command, or what stands for one that was rescued, or let go of long ago. */
function inPlaceOf(seq: number, entry: Entry | undefined): unknown {
  if (!entry) return { placeholder: 'pruned', seq } satisfies Placeholder
  if (!entry.isRescued) return entry.command
  const sealed = v.safeParse(Sealed, entry.command)
  const hash = sealed.success ? { hash: sealed.output.hash } : {}
  return { placeholder: 'rescued', seq, ...hash } satisfies Placeholder
}

/** How many of these, from the first on, fit one request: at least one, so that a large one stops nothing. */
function fittingOf(commands: readonly unknown[]): number {
  const grants = new Set<string>()
  let bytes = 0
  for (const [index, command] of commands.entries()) {
    bytes += new TextEncoder().encode(JSON.stringify(command)).length
    for (const grant of grantsOf(command)) grants.add(grant)
    if (index > 0 && (bytes > mostBytes || grants.size > mostGrants)) return index
  }
  return commands.length
}

/** The grants that a command names: its actor's, and of whoever approved. Storage that has come to harm may hold anything. */
function grantsOf(command: unknown): string[] {
  const own = v.safeParse(Granted, command)
  const approved = v.safeParse(Approved, command)
  return [
    ...(own.success ? [own.output.grant] : []),
    ...(approved.success ? [approved.output.args.approval.grant] : []),
  ]
}
