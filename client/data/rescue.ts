import type { Api, Refusal } from './api.ts'
import type { Database } from './db.ts'
import type { Line } from './line.ts'
import type { Parcel } from './parcel.ts'

/** Small enough for any proxy on the way. */
const partSize = 512 * 1_024
/** How often a command that the server fails over is tried alone, before it is taken for the cause. */
const mostSurprises = 5

/**
 * Gets on with what is behind a request that was refused as a whole: smaller ones find the command at fault, and its
 * bytes are kept another way. Not where a request without any command is refused as well: then none is at fault.
 */
export async function remedy(
  { db, api, ticket, surprises }: Line,
  { request, first }: Parcel,
  refusal: Refusal,
  signal: AbortSignal,
  askBare: () => Promise<{ ok: boolean }>,
): Promise<boolean> {
  const kind = remedyFor(refusal, first, request.commands.length, surprises)
  if (kind !== 'rescue') return kind === 'smaller'
  return (await askBare()).ok && (await rescue(db, api, first, ticket ?? '', signal)).ok
}

/**
 * What becomes of a request that was refused as a whole: `smaller` where half of it may fare better, `rescue` where it
 * is the one command in it that the server cannot have. A server that only failed gets five tries at it, since what
 * is taken out of the way is not counted until a person has looked at it.
 */
export function remedyFor(
  refusal: Refusal,
  first: number,
  size: number,
  surprises: Map<number, number>,
): 'none' | 'smaller' | 'rescue' {
  if (size === 0 || !isAboutCommands(refusal)) return 'none'
  if (size > 1) return 'smaller'
  if (refusal.code !== 'surprise') return 'rescue'
  const tries = (surprises.get(first) ?? 0) + 1
  surprises.set(first, tries)
  return tries < mostSurprises ? 'none' : 'rescue'
}

/** Sends an entry's bytes to be kept, and has a placeholder travel in its place from now on. */
export async function rescue(
  db: Database,
  api: Api,
  seq: number,
  ticket: string,
  signal: AbortSignal,
): Promise<{ ok: true } | Refusal> {
  const entry = await db.entries.get(seq)
  const bytes = new TextEncoder().encode(JSON.stringify(entry?.command ?? null))
  for (let start = 0; start < bytes.length; start += partSize) {
    const kept = await api.rescue(bytes.slice(start, start + partSize), ticket, signal)
    if (!kept.ok) return kept
  }
  await db.entries.update(seq, { isRescued: true })
  return { ok: true }
}

/** Also what a proxy turned away for its size, in whatever form it says so. */
function isAboutCommands({ code, status }: Refusal): boolean {
  return (
    status === 413 ||
    ['bad-json', 'too-large', 'too-deep', 'bad-request', 'surprise'].some((known) => known === code)
  )
}
