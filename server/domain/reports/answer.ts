import type {
  CashAnswer,
  InventoryAnswer,
  NowAnswer,
  RangeQuestion,
  SalesAnswer,
  SalesQuestion,
} from '#shared/reports.ts'
import type { Store } from '../../store/store.ts'
import { cashReport } from './cash.ts'
import { inventoryReport } from './inventory.ts'
import { nowReport } from './now.ts'
import { salesReport } from './sales.ts'

export type ReportRooms = Pick<
  Store,
  'rows' | 'sales' | 'shelfDays' | 'standing' | 'lowStock' | 'heard' | 'deviceKeys' | 'journal'
>

/** What can be asked. */
export type Question =
  | { report: 'sales'; asked: SalesQuestion }
  | { report: 'inventory' | 'cash'; asked: RangeQuestion }
  | { report: 'now' }

export type Reported =
  | { report: 'sales'; answer: SalesAnswer }
  | { report: 'inventory'; answer: InventoryAnswer }
  | { report: 'cash'; answer: CashAnswer }
  | { report: 'now'; answer: NowAnswer }

/** Null before there is a business. `now` is the server's clock. */
export function answer(store: ReportRooms, question: Question, now: number): Reported | null {
  const business = store.rows.one('business', 'business')
  if (!business) return null
  switch (question.report) {
    case 'sales':
      return { report: 'sales', answer: salesReport(store, business, question.asked, now) }
    case 'inventory':
      return { report: 'inventory', answer: inventoryReport(store, business, question.asked, now) }
    case 'cash':
      return { report: 'cash', answer: cashReport(store, business, question.asked, now) }
    case 'now':
      return { report: 'now', answer: nowReport(store, business, now) }
  }
}
