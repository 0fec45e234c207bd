import {
  CashAnswer,
  InventoryAnswer,
  NowAnswer,
  type RangeQuestion,
  SalesAnswer,
  type SalesQuestion,
} from '#shared/reports.ts'
import { askFile, askingWith, wordsOf } from './api.ts'

export type ReportName = 'sales' | 'inventory' | 'cash'

/** Reports are the server's: it knows what all tablets did, and which of them have not said. They need a web session. */
export function openReports(fetch: typeof globalThis.fetch) {
  const { get } = askingWith(fetch)
  return {
    salesReport: (question: SalesQuestion) => get(`/api/reports/sales?${wordsOf(question)}`, SalesAnswer),
    inventoryReport: (question: RangeQuestion) =>
      get(`/api/reports/inventory?${wordsOf(question)}`, InventoryAnswer),
    cashReport: (question: RangeQuestion) => get(`/api/reports/cash?${wordsOf(question)}`, CashAnswer),
    /** How the day goes, by now. */
    nowReport: () => get('/api/reports/now', NowAnswer),
    reportFile: (name: ReportName, question: SalesQuestion | RangeQuestion) =>
      askFile(fetch, `/api/reports/${name}?${wordsOf({ ...question, format: 'csv' })}`, 'text/csv'),
  }
}
