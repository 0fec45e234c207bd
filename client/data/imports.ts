import type { Database, KeptImport } from './db.ts'
import { waitingNamed } from './entryQueries.ts'
import type { Till } from './till.ts'
import type { ProductWish } from '#shared/product.ts'
import type { RecordCode } from './journal.ts'

/** Keeps a file until it is imported, so that a reload or a dead battery stops nothing half-way. */
export function keepImport(db: Database, kept: KeptImport): Promise<void> {
  return db.keep({ import: kept })
}

export async function keptImport(db: Database): Promise<KeptImport | null> {
  return (await db.read('import')).import ?? null
}

export function dropImport(db: Database): Promise<void> {
  return db.forget('import')
}

/** Slices that may wait to be sent before the next is made, while the server answers. */
const mostWaiting = 6

export type Imported = { ok: true } | { ok: false; code: RecordCode }

/**
 * Saves slices of products one after the other, and between them lets the tablet breathe and the server catch up: what
 * waits is read again with every answer. Stops where one is refused, or where `isOver` says so; what is saved stays.
 */
export async function saveSlices(
  till: Pick<Till, 'db' | 'record'>,
  slices: Iterable<ProductWish[]>,
  outside: {
    breathe: () => Promise<void>
    pause: () => Promise<void>
    isOnline: () => boolean
    isOver: () => boolean
  },
  tell: (saved: number) => void,
): Promise<Imported> {
  for (const products of slices) {
    if (outside.isOver()) break
    const recorded = await till.record('product.import', { products })
    if (!recorded.ok) return recorded
    tell(products.length)
    await outside.breathe()
    while (
      !outside.isOver() &&
      outside.isOnline() &&
      (await waitingNamed(till.db, 'product.import')) > mostWaiting
    )
      await outside.pause()
  }
  return { ok: true }
}
