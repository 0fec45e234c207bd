import type { ForecastRow } from './answer.ts'
import { errorText, whyText } from './words.ts'

/** What to bring as lines of a sheet, a head first. */
export function bringLines(rows: readonly ForecastRow[]): (string | number | null)[][] {
  return [
    [
      ...['product', 'category', 'bring', 'likely', 'from', 'to', 'there', 'in store', 'to load'],
      ...['off by', 'why'],
    ],
    ...rows.map((row) => [
      ...[row.label, row.category],
      ...(row.isEnough ? [row.bring, row.expected, row.low, row.high] : [null, null, null, null]),
      ...[row.there, row.stored, row.load],
      ...[row.error === null ? null : errorText(row.error), whyText(row)],
    ]),
  ]
}
