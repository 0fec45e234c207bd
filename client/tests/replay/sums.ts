import { createHash } from 'node:crypto'
import { canonical } from '#shared/canonical.ts'
import type { Row } from '#shared/rows.ts'
import { tables } from '#shared/tables.ts'
import type { RowKey } from '../../data/db.ts'

/** A table's rows in the order of their ids, as two sides have to agree on them. */
export type Sums = Record<string, { size: number; hash: string }>

export function sumsOf(rows: ReadonlyMap<RowKey, Row>): Sums {
  const all = [...rows]
  return Object.fromEntries(
    tables.map((table) => {
      const found = all.filter(([key]) => key.startsWith(`${table} `))
      const hash = createHash('sha256')
      for (const [, row] of found) hash.update(canonical(row))
      return [table, { size: found.length, hash: hash.digest('hex') }]
    }),
  )
}

/** One sentence for each table that differs. */
export function unlike(wanted: Sums, found: Sums, [theirs, ours]: [string, string]): string[] {
  return tables.flatMap((table) => {
    const [one, other] = [wanted[table], found[table]]
    if (one?.hash === other?.hash) return []
    const which = one?.size === other?.size ? ' others' : ''
    return [`${table} rows: ${theirs} has ${one?.size ?? 0}, ${ours} has ${other?.size ?? 0}${which}`]
  })
}
