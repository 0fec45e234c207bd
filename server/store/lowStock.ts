import type { Database } from './database.ts'

/** A shelf that became low, or fine again, at a commit. Mails and the dashboard go by these. */
export interface Crossing {
  productId: string
  locationId: string
  kind: 'low' | 'recovered'
  quantity: number
  threshold: number
  /** Epoch ms by the server's clock. */
  at: number
  rev: number
}

export interface LowStockStore {
  /** Whether this shelf, a level's id, stands as low. */
  isLow(levelId: string): boolean
  /** Keeps a crossing, and how the shelf stands from now on. */
  cross(levelId: string, crossing: Crossing): void
  /** The shelves that stand as low, each by the crossing since when; the latest first. */
  standing(most: number): Crossing[]
  /** The oldest first, after a revision. */
  crossings(after: number): Crossing[]
  /** Ids of the levels that a product has at any place. */
  levelsOf(productId: string): string[]
}

export function openLowStock(database: Database): LowStockStore {
  const isLow = database.prepare<[string], { id: string }>(
    'SELECT level_id AS id FROM low WHERE level_id = ?',
  )
  const enter = database.prepare('INSERT OR IGNORE INTO low (level_id) VALUES (?)')
  const leave = database.prepare('DELETE FROM low WHERE level_id = ?')
  const keep = database.prepare(
    `INSERT INTO crossing (product_id, location_id, kind, quantity, threshold, at, rev)
     VALUES (@productId, @locationId, @kind, @quantity, @threshold, @at, @rev)`,
  )
  const after = database.prepare<[number], Crossing>(
    `SELECT product_id AS productId, location_id AS locationId, kind, quantity, threshold, at, rev
     FROM crossing WHERE rev > ? ORDER BY id`,
  )
  const standing = database.prepare<[number], Crossing>(
    `SELECT c.product_id AS productId, c.location_id AS locationId, kind, quantity, threshold, at, rev
     FROM low l JOIN crossing c ON c.id = (
       SELECT max(id) FROM crossing
       WHERE product_id = substr(l.level_id, 1, 36) AND location_id = substr(l.level_id, 38) AND kind = 'low'
     ) ORDER BY c.id DESC LIMIT ?`,
  )
  // A level's id is its product's, "@" and its place's; "A" comes right after "@".
  const levels = database.prepare<[string, string], { id: string }>(
    'SELECT id FROM level WHERE id > ? AND id < ? ORDER BY id',
  )
  return {
    isLow: (levelId) => isLow.get(levelId) !== undefined,
    cross(levelId, crossing) {
      if (crossing.kind === 'low') enter.run(levelId)
      else leave.run(levelId)
      keep.run(crossing)
    },
    standing: (most) => standing.all(most),
    crossings: (rev) => after.all(rev),
    levelsOf: (productId) => levels.all(`${productId}@`, `${productId}A`).map(({ id }) => id),
  }
}
