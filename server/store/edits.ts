import type { EditsStand } from '#shared/api.ts'
import type { Database } from './database.ts'

/** That a command edited a product, and where it lies in the journal. */
export interface Edit extends EditsStand {
  productId: string
  device: string
  seq: number
}

export interface KeptEdit extends EditsStand {
  device: string
  /** The command as it came. */
  raw: string
}

export interface EditStore {
  note(edit: Edit): void
  /** Edits of a product before one of them, or all; the latest first. */
  of(productId: string, before: EditsStand | null, most: number): KeptEdit[]
}

export function openEdits(database: Database): EditStore {
  const note = database.prepare(
    `INSERT OR IGNORE INTO edit (product_id, at, id, device, seq) VALUES (@productId, @at, @id, @device, @seq)`,
  )
  const of = database.prepare<[EditsStand & { productId: string; most: number }], KeptEdit>(
    `SELECT e.at, e.id, e.device, c.raw FROM edit e JOIN command c ON c.device = e.device AND c.seq = e.seq
     WHERE e.product_id = @productId AND (e.at, e.id) < (@at, @id) ORDER BY e.at DESC, e.id DESC LIMIT @most`,
  )
  return {
    note: (edit) => void note.run(edit),
    of: (productId, before, most) =>
      of.all({ productId, most, ...(before ?? { at: Number.MAX_SAFE_INTEGER, id: '' }) }),
  }
}
