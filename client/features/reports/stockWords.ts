import type { InventoryRow } from '#shared/reports.ts'

/** What of the goods somebody wants to see. */
export const aspects = ['all', 'pace', 'low', 'dead', 'missing'] as const
export type Aspect = (typeof aspects)[number]

const fits: Record<Aspect, (row: InventoryRow) => boolean> = {
  all: () => true,
  pace: ({ sold }) => sold !== 0,
  low: ({ isLow }) => isLow,
  dead: ({ isDead }) => isDead,
  missing: ({ wasted, samples, unexplained }) => wasted !== 0 || samples !== 0 || unexplained !== 0,
}

export function rowsOf(rows: readonly InventoryRow[], aspect: Aspect): InventoryRow[] {
  return rows.filter(fits[aspect])
}

/** Units that left and brought nothing; what counts found beside the book makes up for none of them. */
export function lostOf({ wasted, samples, unexplained }: InventoryRow): number {
  return wasted + samples + Math.max(0, unexplained)
}

/** What they cost by now; null where nobody knows it. */
export function lostCost(row: InventoryRow): number | null {
  return row.cost === null ? null : row.cost * lostOf(row)
}

/** What was thrown away: units, what they cost, and how many of them nobody knows the cost of. */
export function thrownAway(rows: readonly InventoryRow[]) {
  const sum = (some: readonly InventoryRow[]) => some.reduce((all, { wasted }) => all + wasted, 0)
  const cost = rows.reduce((all, row) => all + row.wasted * (row.cost ?? 0), 0)
  return { units: sum(rows), cost, uncosted: sum(rows.filter((row) => row.cost === null)) }
}

export const aspectWords: Record<Aspect, { label: string; nothing: string }> = {
  all: { label: 'Levels', nothing: 'No product is kept count of here.' },
  pace: { label: 'Pace', nothing: 'Nothing was sold in this time.' },
  low: { label: 'Low', nothing: 'Nothing is low.' },
  dead: { label: 'Dead stock', nothing: 'Everything that lay there was sold from.' },
  missing: { label: 'Losses', nothing: 'Nothing was wasted, given away or missing in this time.' },
}

/** "4.2 d", "3 wk", "over a year": for how long a level lasts. */
export function coverText(days: number | null): string {
  if (days === null) return '–'
  if (days <= 0) return 'none'
  if (days < 14) return `${days.toFixed(1)} d`
  return days > 366 ? 'over a year' : `${Math.round(days / 7)} wk`
}

/** A part of one as hundredths. */
export function partText(part: number | null): string {
  return part === null ? '–' : `${Math.round(part * 100)}\u00a0%`
}
