import type { SalesGroup, Weekday } from '#shared/reports.ts'
import { answer, type Question, type Reported } from '../domain/reports/answer.ts'
import { type Books, coffee, orderOf, van } from './figures.ts'
import { bread } from './sealing.ts'

export const loaf = (quantity = 1, more = {}) => ({ productId: bread, quantity, price: 300, ...more })
export const cup = (quantity = 1, more = {}) => ({ productId: coffee, quantity, price: 250, ...more })

export function reported(books: Books, question: Question): Reported {
  const found = answer(books.store, question, books.now)
  if (!found.ok) throw new Error(found.code)
  return found
}

export function sales(
  books: Books,
  group: SalesGroup,
  [from, to]: [string, string],
  location?: string,
  weekday?: Weekday,
) {
  const place = location === undefined ? {} : { location }
  const asked = { from, to, group, ...place, ...(weekday === undefined ? {} : { weekday }) }
  const found = reported(books, { report: 'sales', asked })
  if (found.report !== 'sales') throw new Error('that is no report of sales')
  return found.answer
}

export function sell(
  { a, b }: Books,
  wall: string,
  lines: Parameters<typeof orderOf>[0],
  how: Parameters<typeof orderOf>[1] = {},
) {
  const tablet = how.locationId === van ? b : a
  return tablet.note('order.place', wall, { ...orderOf(lines, how) }, 3)
}

export const sunday: [string, string] = ['2026-03-29', '2026-03-29']
export const pick = (rows: readonly { key: string; orders: number | null; total: number }[]) =>
  rows.map(({ key, orders, total }) => [key, orders, total])
