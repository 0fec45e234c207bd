import type { ForecastRow } from '#shared/forecast/answer.ts'
import { sheetOf } from '#shared/sheet.ts'
import type { Paper } from '../marketDays/paper.ts'
import { errorText, whyText } from './words.ts'

/** A list to tick off while packing. */
export function bringTable(heading: string, rows: readonly ForecastRow[]): Paper['tables'][number] {
  return {
    heading,
    columns: ['Product', 'Bring', 'There', 'To load', 'Loaded', 'Came back'],
    rows: rows
      .filter(({ bring }) => bring > 0)
      .map(({ label, bring, there, load }) => [
        label,
        String(bring),
        there === null ? '–' : String(there),
        there === null ? '–' : String(load),
        '',
        '',
      ]),
  }
}

export function bringFile(rows: readonly ForecastRow[]): string {
  const head = [
    'product',
    'category',
    'bring',
    'likely',
    'from',
    'to',
    'there',
    'in store',
    'to load',
    'off by',
    'why',
  ]
  const known = (size: number | null) => (size === null ? '' : String(size))
  const cells = rows.map((row) => [
    ...[row.label, row.category],
    ...(row.isEnough ? [row.bring, row.expected, row.low, row.high].map(String) : ['', '', '', '']),
    ...[known(row.there), known(row.stored), String(row.load)],
    ...[row.error === null ? '' : errorText(row.error), whyText(row)],
  ])
  return sheetOf([head, ...cells])
}
