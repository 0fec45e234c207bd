import { wordsOf } from '#shared/finding.ts'
import type { Order } from '#shared/rows.ts'
import type { Database } from './database.ts'

/** Where a walk back through the orders has come to: the next one was placed before `at`, or then and is an earlier row. */
export interface Stand {
  at: number
  row: number
}

/** Before all orders. */
export const latestStand: Stand = { at: Number.MAX_SAFE_INTEGER, row: 0 }

export interface Kept extends Stand {
  locationId: string
  body: string
}

interface Asked extends Stand {
  /** Null asks for all places. */
  locationId: string | null
  from: number
  most: number
}

/** Walks back through all orders, the latest first, in parts that are quick to read. */
export interface HistoryStore {
  part(asked: Asked): Kept[]
  /** The same of those in which each of these folded words begins one of theirs, and perhaps a few others. */
  worded(asked: Asked & { words: readonly string[] }): Kept[]
  /** What an order can be found by, folded; it never changes. */
  index(id: string, words: readonly string[]): void
  /** Does that for a database whose orders nobody could find by words so far. */
  indexAll(): void
}

/** Where an order lies in the index of words: by time, and in one millisecond by row. Beyond this year 2223 all are one. */
const key = (at: string, row: string) =>
  `min(CAST(${at} AS INTEGER), 8000000000000) * 1048576 + CAST(${row} AS INTEGER) % 1048576`

export function openHistory(database: Database): HistoryStore {
  const columns = 'o.rowid AS row, o.placed_at AS at, o.location_id AS locationId, o.body'
  const behind = '(o.placed_at, o.rowid) < (@at, @row) AND o.placed_at >= @from'
  const latest = 'ORDER BY o.placed_at DESC, o.rowid DESC LIMIT @most'
  const anywhere = database.prepare<[Asked], Kept>(
    `SELECT ${columns} FROM "order" o INDEXED BY order_placed WHERE ${behind} ${latest}`,
  )
  const there = database.prepare<[Asked], Kept>(
    `SELECT ${columns} FROM "order" o INDEXED BY order_there WHERE o.location_id = @locationId AND ${behind} ${latest}`,
  )
  const worded = database.prepare<[Asked & { match: string }], Kept>(
    `SELECT ${columns} FROM order_text t JOIN "order" o ON o.id = t.id
     WHERE order_text MATCH @match AND t.rowid < ${key('@at', '@row')} AND t.rowid >= ${key('@from', '0')}
     ORDER BY t.rowid DESC LIMIT @most`,
  )
  const place = key('o.placed_at', 'o.rowid')
  const insert = database.prepare(
    `INSERT INTO order_text (rowid, id, words) SELECT ${place}, o.id, @words FROM "order" o
     WHERE o.id = @id AND NOT EXISTS (SELECT 1 FROM order_text WHERE rowid = ${place})`,
  )
  const index = (id: string, words: readonly string[]) => void insert.run({ id, words: words.join(' ') })
  return {
    part: (asked) => (asked.locationId === null ? anywhere : there).all(asked),
    worded({ words, ...asked }) {
      const match = words.map((word) => `"${word}"*`).join(' ')
      return worded.all({ ...asked, match })
    },
    index,
    indexAll() {
      let stand: Stand = latestStand
      for (;;) {
        const part = anywhere.all({ ...stand, locationId: null, from: 0, most: 500 })
        for (const { body } of part) {
          const order = JSON.parse(body) as Order
          index(order.id, wordsOf(order))
        }
        const last = part.at(-1)
        if (!last) return
        stand = last
      }
    },
  }
}
