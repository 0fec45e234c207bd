import * as v from 'valibot'
import type { ArgsOf } from '#shared/command.ts'
import { Id } from '#shared/schema.ts'
import { parseWhole } from '../catalogue/numbers.ts'
import { chunks, mostLines } from './counting.ts'

export const moveKinds = ['received', 'transfer', 'waste', 'sample', 'correction'] as const
export type MoveKind = (typeof moveKinds)[number]

/** What was typed for each product. */
export const MoveEntries = v.record(Id, v.string())
export type MoveEntries = v.InferOutput<typeof MoveEntries>

export interface Move {
  kind: MoveKind
  from: string
  /** Where a transfer goes to; empty while nothing is chosen. */
  to: string
  note: string
  entries: MoveEntries
}

export type MoveReading =
  | { ok: true; commands: ArgsOf<'stock.move'>[] }
  | { ok: false; errors: { to?: string; note?: string; lines?: string } }

/** The quantity that was typed, in the direction of the shelf; null where it is no quantity. */
export function quantityOf(kind: MoveKind, text: string): number | null {
  const quantity = parseWhole(text, kind === 'correction')
  return quantity === null || quantity === 0 ? null : quantity
}

/** What will lie there once this is saved. */
export function levelAfter(kind: MoveKind, level: number, text: string): number | null {
  const quantity = quantityOf(kind, text)
  if (quantity === null) return null
  return kind === 'received' || kind === 'correction' ? level + quantity : level - quantity
}

export function flipped(text: string): string {
  return /^[-−]/.test(text.trim()) ? text.trim().slice(1) : `-${text.trim()}`
}

/** What was typed and is a quantity. */
export function linesOf(kind: MoveKind, entries: MoveEntries) {
  return Object.entries(entries).flatMap(([productId, text]) => {
    const quantity = quantityOf(kind, text)
    return quantity === null ? [] : [{ productId, quantity }]
  })
}

/** The typed lines as commands; a zero or an empty box says nothing. */
export function readMove({ kind, from, to, note, entries }: Move): MoveReading {
  const typed = Object.values(entries).filter((text) => text.trim() !== '')
  const lines = linesOf(kind, entries)
  const errors: { to?: string; note?: string; lines?: string } = {}
  if (kind === 'transfer' && (to === '' || to === from)) errors.to = 'Choose where it goes to.'
  if (note.trim().length > 200) errors.note = 'A note has at most 200 letters.'
  if (typed.length === 0) errors.lines = 'Enter a quantity beside at least one product.'
  else if (lines.length < typed.length)
    errors.lines = 'One of the quantities is not a whole number above zero.'
  if (kind === 'correction' && errors.lines && typed.length > 0)
    errors.lines = 'One of the quantities is not a whole number, such as 2 or −2.'
  if (Object.keys(errors).length > 0) return { ok: false, errors }

  const common = {
    locationId: from,
    reason: kind,
    ...(kind === 'transfer' ? { toLocationId: to } : {}),
    ...(note.trim() ? { note: note.trim() } : {}),
  }
  return { ok: true, commands: chunks(lines, mostLines).map((some) => ({ ...common, lines: some })) }
}
