import { guarded } from './formula.ts'

/** Rows as a file that any spreadsheet opens and none is attacked by. */
export function sheetOf(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map((cells) => `${cells.map(quoted).join(',')}\r\n`).join('')}`
}

function quoted(cell: string): string {
  return `"${guarded(cell).replaceAll('"', '""')}"`
}
