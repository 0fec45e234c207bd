import { Outcome } from '#shared/protocol.ts'
import * as v from 'valibot'
import type { Database } from './database.ts'
import type { Recorded } from './journal.ts'

/** A command with the server's own seal; null where it has none. */
export interface Sealed extends Omit<Recorded, 'outcome' | 'links'> {
  links: number
  /** As it is stored. */
  outcome: string
  rev: number
  seal: Uint8Array | null
}

/** How far a device's journal goes, sealed. */
export interface End {
  device: string
  seq: number
  seal: Uint8Array
}

export interface Journal {
  device: string
  /** Null for a device that nobody knows. */
  letter: string | null
  last: number
}

/** The journal's seals, and what they are held against. Reads on a connection that may not write as well. */
export interface SealedStore {
  /** A device’s last command up to this place. */
  lastUpTo(device: string, seq: number): { seq: number; hash: string } | null
  /** Commands of a device behind `after`, in order. */
  part(device: string, after: number, most: number): Sealed[]
  setSeal(device: string, seq: number, seal: Uint8Array): void
  end(device: string): End | null
  ends(): End[]
  setEnd(end: End): void
  removeEnds(): void
  journals(): Journal[]
  /** Whether any command was ever sealed, here or on a tablet. */
  hasSeals(): boolean
  /** An order's row as it is stored. */
  order(id: string): string | null
  /** The first of the orders that no command placed, by its row. */
  strayOrder(): string | null
}

export function openSealed(database: Database): SealedStore {
  const part = database.prepare<[string, number, number], Sealed>(
    `SELECT device, seq, id, hash, links, raw, outcome, rev, received_at AS receivedAt, seal
     FROM command WHERE device = ? AND seq > ? ORDER BY seq LIMIT ?`,
  )
  const lastUpTo = database.prepare<[string, number], { seq: number; hash: string }>(
    'SELECT seq, hash FROM command WHERE device = ? AND seq <= ? ORDER BY seq DESC LIMIT 1',
  )
  const setSeal = database.prepare('UPDATE command SET seal = ? WHERE device = ? AND seq = ?')
  const end = database.prepare<[string], End>('SELECT device, seq, seal FROM journal_end WHERE device = ?')
  const ends = database.prepare<[], End>('SELECT device, seq, seal FROM journal_end ORDER BY device')
  const setEnd = database.prepare<[End]>(
    `INSERT INTO journal_end (device, seq, seal) VALUES (@device, @seq, @seal)
     ON CONFLICT (device) DO UPDATE SET seq = excluded.seq, seal = excluded.seal`,
  )
  const removeEnds = database.prepare('DELETE FROM journal_end')
  const journals = database.prepare<[], Journal>(
    `SELECT c.device, json_extract(d.body, '$.letter') AS letter, c.last
     FROM (SELECT device, max(seq) AS last FROM command GROUP BY device) c LEFT JOIN device d ON d.id = c.device
     ORDER BY length(letter), letter, c.device`,
  )
  const hasSeals = database.prepare<[], { found: number }>(
    `SELECT EXISTS (SELECT 1 FROM command WHERE seal IS NOT NULL OR raw LIKE '%"seal":"%') AS found`,
  )
  const order = database.prepare<[string], { body: string }>('SELECT body FROM "order" WHERE id = ?')
  const stray = database.prepare<[], { body: string }>(
    `SELECT body FROM "order" o WHERE NOT EXISTS (SELECT 1 FROM command c WHERE c.id = o.id) LIMIT 1`,
  )
  return {
    lastUpTo: (device, seq) => lastUpTo.get(device, seq) ?? null,
    part: (device, after, most) => part.all(device, after, most),
    setSeal: (device, seq, seal) => void setSeal.run(seal, device, seq),
    end: (device) => end.get(device) ?? null,
    ends: () => ends.all(),
    setEnd: (moved) => void setEnd.run(moved),
    removeEnds: () => void removeEnds.run(),
    journals: () => journals.all(),
    hasSeals: () => hasSeals.get()?.found === 1,
    order: (id) => order.get(id)?.body ?? null,
    strayOrder: () => stray.get()?.body ?? null,
  }
}

/** A row as the rules have it, sealed or not. */
export function sealedFrom({ outcome, links, ...rest }: Recorded, seal: Uint8Array | null = null): Sealed {
  return { ...rest, links: links ? 1 : 0, outcome: JSON.stringify(outcome), rev: outcome.rev, seal }
}

const Json = v.pipe(v.string(), v.parseJson(), Outcome)

/** Null where what is stored is no outcome. */
export function outcomeIn({ outcome }: Sealed): Outcome | null {
  const read = v.safeParse(Json, outcome)
  return read.success ? read.output : null
}
