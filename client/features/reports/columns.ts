import type { Column } from '../../ui/table.ts'

const widths = { size: 'minmax(4.25rem, 0.7fr)', amount: 'minmax(5.75rem, 1fr)' }

/** A column of figures, at the far side. What is not known is a dash, and below all that is. */
export function figureColumn<Row>(
  key: string,
  label: string,
  of: (row: Row) => number | null,
  text: (value: number) => string,
  width: keyof typeof widths = 'amount',
): Column<Row> {
  return {
    ...{ key, label, align: 'end', width: widths[width] },
    text: (row) => textOf(of(row), text),
    sortBy: (row) => of(row) ?? Number.MIN_SAFE_INTEGER,
  }
}

/** The column that names the rows. */
export function nameColumn<Row>(label: string, text: (row: Row) => string): Column<Row> {
  return { key: 'name', label, text, sortBy: text, width: 'minmax(9rem, 2fr)' }
}

/** As they come, and no otherwise. */
export function unsorted<Row>(columns: readonly Column<Row>[]): Column<Row>[] {
  return columns.map(({ sortBy: _, ...column }) => column)
}

function textOf(value: number | null, text: (value: number) => string): string {
  return value === null ? '–' : text(value)
}
