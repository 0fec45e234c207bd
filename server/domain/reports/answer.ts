import type { ForecastAnswer, ForecastQuestion } from '#shared/forecast/answer.ts'
import type {
  CashAnswer,
  InventoryAnswer,
  NowAnswer,
  RangeQuestion,
  SalesAnswer,
  SalesQuestion,
} from '#shared/reports.ts'
import type { UnusualAnswer, UnusualQuestion } from '#shared/unusual.ts'
import type { ReadStore } from '../../store/store.ts'
import { forecastReport } from '../forecast.ts'
import { unusualReport } from '../unusual.ts'
import { cashReport } from './cash.ts'
import { inventoryReport } from './inventory.ts'
import { nowReport } from './now.ts'
import { salesReport } from './sales.ts'

/** What can be asked. */
export type Question =
  | { report: 'sales'; asked: SalesQuestion }
  | { report: 'inventory' | 'cash'; asked: RangeQuestion }
  | { report: 'now' }
  | { report: 'forecast'; asked: ForecastQuestion }
  | { report: 'unusual'; asked: UnusualQuestion }

export type Reported =
  | { report: 'sales'; answer: SalesAnswer }
  | { report: 'inventory'; answer: InventoryAnswer }
  | { report: 'cash'; answer: CashAnswer }
  | { report: 'now'; answer: NowAnswer }
  | { report: 'forecast'; answer: ForecastAnswer }
  | { report: 'unusual'; answer: UnusualAnswer }

export type Answered = ({ ok: true } & Reported) | { ok: false; code: 'not-set-up' | 'unknown-location' }

/** `now` is the server's clock. */
export function answer(store: ReadStore, question: Question, now: number): Answered {
  const business = store.rows.one('business', 'business')
  if (!business) return { ok: false, code: 'not-set-up' }
  switch (question.report) {
    case 'sales':
      return { ok: true, report: 'sales', answer: salesReport(store, business, question.asked, now) }
    case 'inventory':
      return { ok: true, report: 'inventory', answer: inventoryReport(store, business, question.asked, now) }
    case 'cash':
      return { ok: true, report: 'cash', answer: cashReport(store, business, question.asked, now) }
    case 'now':
      return { ok: true, report: 'now', answer: nowReport(store, business, now) }
    case 'unusual':
      return { ok: true, report: 'unusual', answer: unusualReport(store, business, question.asked, now) }
    case 'forecast': {
      const found = forecastReport(store, business, question.asked, now)
      return found ? { ok: true, report: 'forecast', answer: found } : { ok: false, code: 'unknown-location' }
    }
  }
}
