/** Something about a file that a person should know. A row with a mistake is left out; a note leaves it in. */
export interface Remark {
  kind: 'mistake' | 'note'
  /** As a spreadsheet counts rows; 1 are the headings. */
  row: number
  /** The column's heading; empty where it is about the whole row. */
  column: string
  cell: string
  text: string
}

export function mistake(row: number, column: string, cell: string, text: string): Remark {
  return { kind: 'mistake', row, column, cell, text }
}
