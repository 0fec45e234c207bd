import type { Place } from '#shared/protocol.ts'
import type { Table } from '#shared/rows.ts'
import { orderTables, placedTables, sharedTables, type View } from '#shared/scope.ts'
import type { Database } from './database.ts'

/** What tablets are fed with: rows as their stored JSON, in the order in which they want them. */
export interface Feed {
  /**
   * What changed in this view after a revision. What left the window is still told to those who may hold it: what was
   * first written after `after`, nobody can.
   */
  changes(view: View, after: number, most: number): Page
  /**
   * A part of all there is in this view: first what is needed to sell, then the newest of the rest. What ages and was
   * first written after the revision `until` is not in it: nobody holds it who has not heard of its changes.
   */
  snapshot(view: View, until: number, after: Place | null, most: number): Part
}

/** An order is never without what goes with it. */
type Bodies = Partial<Record<Table, string[]>>

/** `rev` is the last revision that the page holds whole. */
export interface Page {
  bodies: Bodies
  rev: number
  isLast: boolean
}

/** `next` is where to go on; null after the last part. */
export interface Part {
  bodies: Bodies
  next: Place | null
}

interface Found {
  id: string
  body: string
}

interface Changed extends Found {
  tbl: Table
  rev: number
}

interface Aging extends Found {
  at: number
}

const wanted = [...sharedTables, ...placedTables]
/** Null asks for all places, or belongs to none. */
const isHere = '(@locationId IS NULL OR location_id IS NULL OR location_id = @locationId)'
const youngest = { at: Number.MAX_SAFE_INTEGER, id: '~' }

export function openFeed(database: Database): Feed {
  const changed = database.prepare<[View & { after: number; most: number }], Changed>(
    changedSql('rev > @after', 'LIMIT @most'),
  )
  const rest = database.prepare<[View & { after: number; rev: number }], Changed>(
    changedSql('rev = @rev', ''),
  )
  const shared = new Map(
    sharedTables.map((table) => [
      table,
      database.prepare<[{ id: string; most: number }], Aging>(
        `SELECT id, 0 AS at, body FROM "${table}" WHERE id > @id ORDER BY id LIMIT @most`,
      ),
    ]),
  )
  const placed = new Map(
    placedTables.map((table) => [
      table,
      database.prepare<[View & { until: number; at: number; id: string; most: number }], Aging>(
        `SELECT id, ages_at AS at, body FROM "${table}"
         WHERE ages_at >= @since AND (ages_at, id) < (@at, @id) AND ${isHere} AND born <= @until
         ORDER BY ages_at DESC, id DESC LIMIT @most`,
      ),
    ]),
  )
  const ofOrder = orderTables.map(
    (table) =>
      [
        table,
        database.prepare<[string], Found>(`SELECT id, body FROM "${table}" WHERE order_id = ?`),
      ] as const,
  )

  function gather(bodies: Bodies, table: Table, found: readonly Found[]): void {
    if (found.length === 0) return
    bodies[table] = [...(bodies[table] ?? []), ...found.map(({ body }) => body)]
    if (table !== 'order') return
    for (const [of, statement] of ofOrder)
      gather(
        bodies,
        of,
        found.flatMap(({ id }) => statement.all(id)),
      )
  }

  function after(
    view: View & { until: number },
    table: Table,
    from: { at: number; id: string } | null,
    most: number,
  ): Aging[] {
    return (
      placed.get(table)?.all({ ...view, ...(from ?? youngest), most }) ??
      shared.get(table)?.all({ id: from?.id ?? '', most }) ??
      []
    )
  }

  return {
    changes(view, from, most) {
      const found = changed.all({ ...view, after: from, most })
      const last = found.at(-1)
      const isLast = !last || found.length < most
      const whole = isLast
        ? found
        : [...found.filter(({ rev }) => rev < last.rev), ...rest.all({ ...view, after: from, rev: last.rev })]
      const bodies: Bodies = {}
      for (const [table, rows] of Map.groupBy(whole, ({ tbl }) => tbl)) gather(bodies, table, rows)
      return { bodies, rev: last?.rev ?? from, isLast }
    },
    snapshot(view, until, from, most) {
      const bodies: Bodies = {}
      let left = most
      for (const table of from ? wanted.slice(wanted.indexOf(from.table)) : wanted) {
        // What is needed to sell comes by itself, so that it is there as soon as can be.
        const isSellable = placed.has(table) && sharedTables.some((one) => one in bodies)
        if (isSellable) return { bodies, next: { table, ...youngest } }
        const rows = after({ ...view, until }, table, from?.table === table ? from : null, left)
        gather(bodies, table, rows)
        const end = rows.at(-1)
        if (end && rows.length === left) return { bodies, next: { table, at: end.at, id: end.id } }
        left -= rows.length
      }
      return { bodies, next: null }
    },
  }
}

function changedSql(where: string, limit: string): string {
  const parts = [
    ...sharedTables.map((table) => `SELECT '${table}' AS tbl, id, rev, body FROM "${table}" WHERE ${where}`),
    ...placedTables.map(
      (table) =>
        `SELECT '${table}' AS tbl, id, rev, body FROM "${table}" WHERE ${where}
         AND ${isHere} AND (ages_at >= @since OR born <= @after)`,
    ),
  ]
  return `${parts.join(' UNION ALL ')} ORDER BY rev ${limit}`
}
