import { Dexie } from 'dexie'
import type { Allotment } from '#shared/allotment.ts'
import type { Count, Level, Movement } from '#shared/rows.ts'
import type { Database } from './db.ts'

/** What lies of a product at any place. */
export function levelsOfProduct(db: Database, productId: string): Promise<Level[]> {
  // A level's id is its product's, "@" and its place's; "A" comes right after "@".
  return db.level.where('id').between(`${productId}@`, `${productId}A`).toArray()
}

/** What the tablets of a place have been given. */
export function allotmentsAt(db: Database, locationId: string): Promise<Allotment[]> {
  return db.allotment.where('locationId').equals(locationId).toArray()
}

export function allLevels(db: Database): Promise<Level[]> {
  return db.level.toArray()
}

/** The latest movements of a product at a location, newest first. */
export function movementsOf(
  db: Database,
  productId: string,
  locationId: string,
  limit: number,
): Promise<Movement[]> {
  return db.movement
    .where('[productId+locationId+at]')
    .between([productId, locationId, Dexie.minKey], [productId, locationId, Dexie.maxKey])
    .reverse()
    .limit(limit)
    .toArray()
}

/** The latest counts of a product at a location, newest first. */
export function countsOf(
  db: Database,
  productId: string,
  locationId: string,
  limit: number,
): Promise<Count[]> {
  return db.count
    .where('[productId+locationId+at]')
    .between([productId, locationId, Dexie.minKey], [productId, locationId, Dexie.maxKey])
    .reverse()
    .limit(limit)
    .toArray()
}
