import { decode } from './decode.ts'
import { unguarded } from '#shared/formula.ts'

/** A file as rows of cells; the first row are the headings. Rows are counted as a spreadsheet does. */
export interface Sheet {
  rows: string[][]
  /** Places of rows in which quotes do not match. */
  broken: ReadonlySet<number>
}
export type SheetReading = { ok: true; sheet: Sheet } | { ok: false; text: string }

/** Characters between two breaths. */
const chunkSize = 262_144

/** Reads a CSV file, a part at a time, so that the screen goes on. Its cells may be parted by commas, semicolons or tabs. */
export async function readSheet(bytes: Uint8Array, breathe: () => Promise<void>): Promise<SheetReading> {
  const decoded = decode(bytes)
  if (!decoded.ok) return decoded
  const { default: papa } = await import('papaparse')
  const rows: string[][] = []
  const broken = new Set<number>()
  const text = decoded.text.replace(/^\uFEFF/, '')
  await new Promise<void>((resolve) => {
    papa.parse<string[]>(text, {
      delimiter: delimiterOf(text),
      chunkSize,
      chunk({ data, errors }, parser) {
        for (const { type, row } of errors) if (type === 'Quotes') broken.add(rows.length + (row ?? 0))
        for (const cells of data) rows.push(cells.map((cell) => unguarded(cell).toWellFormed()))
        parser.pause()
        void breathe().then(() => parser.resume())
      },
      complete: () => resolve(),
    })
  })
  if (rows.slice(1).every((cells) => cells.join('').trim() === ''))
    return { ok: false, text: 'This file holds no products: there is nothing below its first line.' }
  return { ok: true, sheet: { rows, broken } }
}

/** Whatever parts the headings. */
function delimiterOf(text: string): string {
  const [line = ''] = text.split(/\r\n?|\n/, 1)
  const bare = line.replace(/"[^"]*"/g, '')
  const [first = ','] = [',', ';', '\t'].sort((a, b) => bare.split(b).length - bare.split(a).length)
  return first
}
