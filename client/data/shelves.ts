import { Dexie } from 'dexie'
import type { Shelf } from '#shared/reckoning.ts'
import type { MarketDay } from '#shared/marketDay.ts'
import type { Count, Level, Movement } from '#shared/rows.ts'
import type { Database } from './db.ts'
import { levelsOf } from './queries.ts'

export function marketDays(db: Database): Promise<MarketDay[]> {
  return db.marketDay.toArray()
}

/** What was moved for a market day by its load list. */
export function loadedFor(db: Database, dayId: string): Promise<Movement[]> {
  return db.movement.where('dayId').equals(dayId).toArray()
}

/**
 * What is held of every product that ever lay at a place, as far as a day that began at `from` needs it. `since` is when
 * this tablet's books begin, epoch ms.
 */
export async function shelvesAt(
  db: Database,
  locationId: string,
  from: number,
  since: number,
): Promise<Shelf[]> {
  const levels = await levelsOf(db, locationId)
  return Promise.all(levels.map((level) => shelfOf(db, level, from, since)))
}

async function shelfOf(db: Database, level: Level, from: number, since: number): Promise<Shelf> {
  const { productId, locationId } = level
  const common = { productId, locationId, level: level.quantity }
  const counts = await onShelf<Count>(db, 'count', level, from)
  // Without a count since, what lay there then follows from what lies there now.
  if (counts.length === 0)
    return { ...common, counts, movements: await onShelf(db, 'movement', level, from), isWhole: false }
  const before = await lastCountBefore(db, level, from)
  return {
    ...common,
    counts: before ? [before, ...counts] : counts,
    movements: await onShelf(db, 'movement', level, before?.at ?? 0),
    isWhole: Math.max(bornAt(productId), bornAt(locationId)) >= since,
  }
}

function onShelf<R extends Count | Movement>(
  db: Database,
  table: 'count' | 'movement',
  { productId, locationId }: Level,
  from: number,
): Promise<R[]> {
  return db
    .table<R, string>(table)
    .where('[productId+locationId+at]')
    .between([productId, locationId, from], [productId, locationId, Dexie.maxKey])
    .toArray()
}

function lastCountBefore(
  db: Database,
  { productId, locationId }: Level,
  from: number,
): Promise<Count | undefined> {
  return db.count
    .where('[productId+locationId+at]')
    .between([productId, locationId, Dexie.minKey], [productId, locationId, from])
    .last()
}

/** When something was first made: a UUIDv7 begins with it. Nothing of it is older. */
function bornAt(id: string): number {
  return Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)
}
