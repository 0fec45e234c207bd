import type { SalesRow } from '#shared/reports.ts'

/** What is left of a row's sales once tax and goods are paid; null where a cost is not known. Minor units. */
export function marginOf({ total, tax, cost }: Pick<SalesRow, 'total' | 'tax' | 'cost'>): number | null {
  return cost === null ? null : total - tax - cost
}

/** The margin in each hundred of what is left after tax, whole; null where there is none to tell. */
export function marginRate(row: Pick<SalesRow, 'total' | 'tax' | 'cost'>): number | null {
  const [margin, net] = [marginOf(row), row.total - row.tax]
  return margin === null || net <= 0 ? null : Math.round((margin / net) * 100)
}

/** Of the rows whose costs are all known: what they sold without tax, what that cost, and what is left. */
export function knownMargins(rows: readonly SalesRow[]) {
  const known = rows.flatMap((row) => (row.cost === null ? [] : [{ ...row, cost: row.cost }]))
  const net = known.reduce((sum, { total, tax }) => sum + total - tax, 0)
  const cost = known.reduce((sum, row) => sum + row.cost, 0)
  return { net, cost, margin: net - cost, uncosted: rows.length - known.length }
}
