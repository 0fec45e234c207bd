export interface Column<Row> {
  /** Also the name of the slot that draws this cell, if the plain text will not do. */
  key: string
  label: string
  text: (row: Row) => string
  /** Makes the column sortable. */
  sortBy?: (row: Row) => string | number
  /** `end` for money and quantities. */
  align?: 'start' | 'end'
  /** On a phone it has a line of its own. */
  alone?: boolean
  /** A grid track, as `8rem` or `minmax(0, 2fr)`. */
  width?: string
}

export interface Sort {
  key: string
  descending: boolean
}

/** What sorting is called where rows are held against one another by figures. */
export const byFigure = { sortBy: 'Sort by', ascending: 'Lowest first', descending: 'Highest first' }

/** The rows in the order asked for; equal ones keep their places. */
export function sorted<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  sort: Sort | undefined,
): readonly Row[] {
  const sortBy = columns.find((column) => column.key === sort?.key)?.sortBy
  if (!sort || !sortBy) return rows
  const sign = sort.descending ? -1 : 1
  return [...rows].sort((a, b) => sign * compare(sortBy(a), sortBy(b)))
}

/** Off, up, down, as taps on a header go. */
export function nextSort(sort: Sort | undefined, key: string): Sort {
  return sort?.key === key ? { key, descending: !sort.descending } : { key, descending: false }
}

function compare(a: string | number, b: string | number): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return collator.compare(String(a), String(b))
}

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' })
