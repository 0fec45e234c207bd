import { guarded } from './formula.ts'

/** Text is guarded; a number stands as it is, so that a spreadsheet can add up what is below zero too. Null is empty. */
type Cell = string | number | null

/** Rows as a file that any spreadsheet opens and none is attacked by. */
export function sheetOf(rows: readonly (readonly Cell[])[]): string {
  return `\uFEFF${rows.map((cells) => `${cells.map(written).join(',')}\r\n`).join('')}`
}

function written(cell: Cell): string {
  if (cell === null) return ''
  return typeof cell === 'number' ? String(cell) : `"${guarded(cell).replaceAll('"', '""')}"`
}
