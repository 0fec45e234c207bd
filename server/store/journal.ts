import { Outcome, type QuarantineCode } from '#shared/protocol.ts'
import * as v from 'valibot'
import type { Database } from './database.ts'

/** A command as it came, with the answer it was given. `id` is null when not even that could be read. */
export interface Recorded {
  device: string
  seq: number
  id: string | null
  hash: string
  /** Whether the hash was proved, so that the next command has to link to it. */
  links: boolean
  raw: string
  outcome: Outcome
  receivedAt: number
}

/** Every command of every device, each with its one outcome. */
export interface JournalStore {
  /** The device's last command, or null when there is none yet. */
  last(device: string): { seq: number; hash: string; links: boolean } | null
  known(device: string, seq: number): { hash: string; outcome: Outcome } | null
  holder(id: string): { device: string; seq: number } | null
  add(recorded: Recorded, seal?: Uint8Array): void
  /** A command as it is held. */
  held(device: string, seq: number): Recorded | null
  /** Every command that was taken, device by device, read in parts. */
  taken(): Iterable<{ raw: string; receivedAt: number }>
  /** The bytes of commands that were set aside because nobody here knew them, in the order they came. */
  unknown(): { raw: string; receivedAt: number }[]
  /** A device's commands that were set aside for this, the first one first. */
  aside(device: string, code: QuarantineCode): { seq: number; raw: string; receivedAt: number }[]
  /** Gives one of those its outcome. */
  judge(device: string, seq: number, id: string | null, outcome: Outcome, seal?: Uint8Array): void
  /** Keeps a command whose place in the device's sequence is taken by another. */
  keepConflicting(device: string, seq: number, raw: string, at: number): void
  rescue(device: string, bytes: Uint8Array, at: number): void
  /** A command's bytes as they came. */
  raw(device: string, seq: number): string | null
  conflicting(device: string): string[]
}

interface Taken {
  device: string
  seq: number
  raw: string
  receivedAt: number
}

const inOnePart = 500

export function openJournal(database: Database): JournalStore {
  const last = database.prepare<[string], { seq: number; hash: string; links: number }>(
    'SELECT seq, hash, links FROM command WHERE device = ? ORDER BY seq DESC LIMIT 1',
  )
  const known = database.prepare<[string, number], { hash: string; outcome: string }>(
    'SELECT hash, outcome FROM command WHERE device = ? AND seq = ?',
  )
  const holder = database.prepare<[string], { device: string; seq: number }>(
    'SELECT device, seq FROM command WHERE id = ?',
  )
  const add = database.prepare(
    'INSERT INTO command (device, seq, id, hash, links, raw, outcome, rev, received_at, seal) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
  )
  const unknown = database.prepare<[], { raw: string; receivedAt: number }>(
    `SELECT raw, received_at AS receivedAt FROM command WHERE id IS NULL AND outcome LIKE '%"unknown-command"%' ORDER BY received_at, device, seq`,
  )
  const taken = database.prepare<[string, number], Taken>(
    `SELECT device, seq, raw, received_at AS receivedAt FROM command
     WHERE (device, seq) > (?, ?) AND id IS NOT NULL AND json_extract(outcome, '$.status') IN ('applied', 'flagged')
     ORDER BY device, seq LIMIT ${inOnePart}`,
  )
  const aside = database.prepare<[string, string], { seq: number; raw: string; receivedAt: number }>(
    `SELECT seq, raw, received_at AS receivedAt FROM command
     WHERE device = ? AND id IS NULL AND json_extract(outcome, '$.code') = ? ORDER BY seq`,
  )
  const judge = database.prepare(
    'UPDATE command SET id = ?, outcome = ?, rev = ?, seal = ? WHERE device = ? AND seq = ?',
  )
  const held = database.prepare<
    [string, number],
    Omit<Recorded, 'links' | 'outcome'> & { links: number; outcome: string }
  >(
    `SELECT device, seq, id, hash, links, raw, outcome, received_at AS receivedAt FROM command WHERE device = ? AND seq = ?`,
  )
  const conflict = database.prepare(
    'INSERT OR IGNORE INTO conflicting (device, seq, raw, received_at) VALUES (?, ?, ?, ?)',
  )
  const rescue = database.prepare('INSERT INTO rescued (device, received_at, bytes) VALUES (?, ?, ?)')
  const raw = database.prepare<[string, number], { raw: string }>(
    'SELECT raw FROM command WHERE device = ? AND seq = ?',
  )
  const conflicting = database.prepare<[string], { raw: string }>(
    'SELECT raw FROM conflicting WHERE device = ? ORDER BY id',
  )
  return {
    raw: (device, seq) => raw.get(device, seq)?.raw ?? null,
    conflicting: (device) => conflicting.all(device).map((kept) => kept.raw),
    last(device) {
      const found = last.get(device)
      return found ? { ...found, links: found.links === 1 } : null
    },
    known(device, seq) {
      const found = known.get(device, seq)
      return found ? { hash: found.hash, outcome: v.parse(Outcome, JSON.parse(found.outcome)) } : null
    },
    holder: (id) => holder.get(id) ?? null,
    add({ device, seq, id, hash, links, raw, outcome, receivedAt }, seal) {
      const { rev } = outcome
      const said = JSON.stringify(outcome)
      add.run(device, seq, id, hash, links ? 1 : 0, raw, said, rev, receivedAt, seal ?? null)
    },
    held(device, seq) {
      const found = held.get(device, seq)
      return found
        ? { ...found, links: found.links === 1, outcome: v.parse(Outcome, JSON.parse(found.outcome)) }
        : null
    },
    *taken() {
      for (let [device, seq] = ['', 0]; ;) {
        const part = taken.all(device, seq)
        yield* part
        const last = part.at(-1)
        if (!last) return
        ;[device, seq] = [last.device, last.seq]
      }
    },
    unknown: () => unknown.all(),
    aside: (device, code) => aside.all(device, code),
    judge: (device, seq, id, outcome, seal) =>
      void judge.run(id, JSON.stringify(outcome), outcome.rev, seal ?? null, device, seq),
    keepConflicting: (device, seq, raw, at) => void conflict.run(device, seq, raw, at),
    rescue: (device, bytes, at) => void rescue.run(device, at, bytes),
  }
}
