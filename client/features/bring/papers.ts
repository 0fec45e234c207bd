import type { ForecastRow } from '#shared/forecast/answer.ts'
import type { Paper } from '../marketDays/paper.ts'

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
