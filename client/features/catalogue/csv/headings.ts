import { fold } from '#shared/fold.ts'
import { type Column, columns } from './columns.ts'
import { mistake, type Remark } from './remark.ts'

/** A column of the file and what it stands for; null where nobody knows. */
export type Heading = { name: string; column: Column } | null

const byName = new Map(
  columns.flatMap((column) => [column.name, ...column.also].map((name) => [plain(name), column])),
)

/** What stands in the first row of a file. */
export function readHeadings(cells: readonly string[]): { headings: Heading[]; remarks: Remark[] } {
  const remarks: Remark[] = []
  const seen = new Set<Column>()
  const headings = cells.map((cell): Heading => {
    const name = cell.trim()
    const column = byName.get(plain(name))
    if (column && !seen.has(column)) {
      seen.add(column)
      return { name, column }
    }
    if (name)
      remarks.push({
        kind: 'note',
        row: 1,
        column: name,
        cell: name,
        text: column ? 'There are two columns for this. The second one is left out.' : unknownText,
      })
    return null
  })
  const hasName = [...seen].some(({ name }) => name === 'sku' || name === 'name')
  if (hasName) return { headings, remarks }
  const text =
    'The first line has to name the columns, with sku or name among them: sku, name, category, price. Add it above the products.'
  return {
    headings: cells.map(() => null),
    remarks: [mistake(1, '', '', text)],
  }
}

const unknownText = `Awning has no column of this name, so it is left out. It knows ${columns.map(({ name }) => name).join(', ')}.`

function plain(name: string): string {
  return fold(name).replace(/[^\p{L}\p{N}]+/gu, '')
}
