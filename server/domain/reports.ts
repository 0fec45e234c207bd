import type { ReportAnswer, ReportGroup } from '#shared/api.ts'
import { allocate } from '#shared/money.ts'
import { unitsOf } from '#shared/order.ts'
import type { Business, Order } from '#shared/rows.ts'
import { dayOf, instantOf } from '#shared/time.ts'
import type * as v from 'valibot'
import type { Store } from '../store/store.ts'

export interface SalesQuestion {
  /** Days of the business's zone, "2026-03-29", both included. */
  from: string
  to: string
  group: v.InferOutput<typeof ReportGroup>
}

type Row = ReportAnswer['rows'][number]

/** What was sold, by day or by product; cancelled orders are left out. Every row's money is what customers paid. */
export function salesReport(
  store: Pick<Store, 'rows'>,
  business: Business,
  question: SalesQuestion,
): ReportAnswer {
  const { zone, currency } = business
  const start = instantOf(`${question.from}T00:00:00`, zone)
  const end = instantOf(`${dayAfter(question.to)}T00:00:00`, zone)
  const rows = new Map<string, Row>()
  const answer = { currency, total: 0, orders: 0, units: 0 }
  for (const order of store.rows.ordersBetween(start, end)) {
    if (order.status === 'cancelled') continue
    answer.orders += 1
    answer.units += unitsOf(order)
    answer.total += order.total
    if (question.group === 'day') addDay(rows, order, zone)
    else addProducts(rows, order)
  }
  return { ...answer, rows: sorted([...rows.values()], question.group) }
}

function addDay(rows: Map<string, Row>, order: Order, zone: string): void {
  const day = dayOf(order.placedAt, zone)
  const row = rowOf(rows, day, day)
  row.orders += 1
  row.units += unitsOf(order)
  row.total += order.total
}

function addProducts(rows: Map<string, Row>, order: Order): void {
  const paid = paidPerLine(order)
  const seen = new Set<string>()
  order.lines.forEach((line, index) => {
    const row = rowOf(rows, line.productId, line.name)
    row.label = line.name
    row.units += line.quantity
    row.total += paid[index] ?? 0
    if (!seen.has(line.productId)) row.orders += 1
    seen.add(line.productId)
  })
}

/** Each line's part of what was paid: where tax comes on top, it is shared out among the lines of its rate. */
function paidPerLine(order: Order): number[] {
  const paid = order.lines.map((line) => line.total)
  if (order.taxIncluded) return paid
  for (const { rate, gross } of order.taxes) {
    const at = order.lines.flatMap((line, index) => (line.taxRate === rate ? [index] : []))
    const parts = allocate(
      gross,
      at.map((index) => order.lines[index]?.total ?? 0),
    )
    at.forEach((index, part) => (paid[index] = parts[part] ?? 0))
  }
  return paid
}

function rowOf(rows: Map<string, Row>, key: string, label: string): Row {
  let row = rows.get(key)
  if (!row) rows.set(key, (row = { key, label, orders: 0, units: 0, total: 0 }))
  return row
}

/** Days as they come, products by what they brought in. */
function sorted(rows: Row[], group: SalesQuestion['group']): Row[] {
  if (group === 'day') return rows.sort((a, b) => (a.key < b.key ? -1 : 1))
  return rows.sort((a, b) => b.total - a.total || (a.label < b.label ? -1 : 1))
}

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
}
