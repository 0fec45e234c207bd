import { sizeText } from '../stock/shelf.ts'
import type { FigureRow, LoadRow } from './dayRows.ts'

/** What is printed: tables under one title. */
export interface Paper {
  title: string
  lines: string[]
  tables: { heading: string; columns: string[]; rows: string[][] }[]
}

/** The load list with room to tick off what is in, and to write down what comes back. */
export function loadTable(heading: string, rows: readonly LoadRow[]): Paper['tables'][number] {
  return {
    heading,
    columns: ['Product', 'On the list', 'Loaded', 'Came back'],
    rows: rows.map(({ product, planned }) => [product.name, String(planned), '', '']),
  }
}

export function closingTable(
  heading: string,
  rows: readonly FigureRow[],
  money: (minor: number) => string,
): Paper['tables'][number] {
  return {
    heading,
    columns: [
      'Product',
      'Loaded',
      'Sold',
      'Waste',
      'Samples',
      'Went back',
      'Still there',
      'Unexplained',
      'At price',
    ],
    rows: rows.map(({ product, loaded, sold, waste, samples, back, left, unexplained, value }) => [
      product.name,
      ...[loaded, sold, waste, samples, back, left, unexplained].map(sizeText),
      unexplained === 0 ? '' : money(value),
    ]),
  }
}
