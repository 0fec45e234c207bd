/** One thing that was measured, and what it should come to. */
export interface Figure {
  what: string
  unit: 'ms' | '×' | 'kB'
  /** What was read, in the order of reading; a single one where there is nothing to repeat. */
  values: readonly number[]
  /** The most that the 95th of a hundred readings may be; null where nothing was promised. */
  goal: number | null
}

export interface Reckoned extends Omit<Figure, 'values'> {
  readings: number
  median: number
  p95: number
  isMet: boolean | null
}

export function reckon({ values, ...figure }: Figure): Reckoned {
  const [median, p95] = [quantile(values, 0.5), quantile(values, 0.95)]
  const isMet = figure.goal === null ? null : p95 <= figure.goal
  return { ...figure, readings: values.length, median, p95, isMet }
}

/** The smallest reading that at least this share of all readings does not exceed. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? NaN
}

export function tableOf(figures: readonly Reckoned[]): string {
  const rows = figures.map(({ what, unit, readings, median, p95, goal, isMet }) => [
    what,
    String(readings),
    round(median),
    round(p95),
    goal === null ? '' : `≤ ${round(goal)}`,
    unit,
    isMet === null ? '' : isMet ? 'met' : 'MISSED',
  ])
  const all = [['', 'readings', 'median', 'p95', 'goal', '', ''], ...rows]
  const widths = all[0]?.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0))) ?? []
  return all
    .map((row) =>
      row
        .map((cell, column) => {
          const width = widths[column] ?? 0
          return column === 0 || column > 4 ? cell.padEnd(width) : cell.padStart(width)
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

function round(value: number): string {
  return value < 10 ? value.toFixed(2) : value.toFixed(1)
}
