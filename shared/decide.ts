import type { Decision, Prepared } from './define.ts'
import type { Draft } from './draft.ts'
import { type Needs } from './draft.ts'

/**
 * What these commands need and the draft does not hold yet. Ask again after loading: a command that names an order
 * needs the levels of that order's products next. Null when nothing is missing.
 */
export function missing(prepared: readonly Prepared[], draft: Draft, isFirst: boolean): Needs | null {
  const all = prepared.map((command) => command.needs(draft))
  const rows = unique(all.flatMap((needs) => needs.rows).filter(([table, id]) => !draft.has(table, id)))
  if (!isFirst) return rows.length > 0 ? { rows, movements: [], orders: [] } : null
  return {
    rows,
    movements: all.flatMap((needs) => needs.movements),
    orders: [...new Set(all.flatMap((needs) => needs.orders))],
  }
}

/** Runs one command's rule against the draft; what it writes stays there only when it is taken. */
export function decide(command: Prepared, draft: Draft): Decision {
  return draft.attempt(() => command.rule(draft))
}

function unique(rows: Needs['rows']): Needs['rows'] {
  return [...new Map(rows.map((row) => [row.join(' '), row])).values()]
}
