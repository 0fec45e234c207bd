import { digitsOf } from '#shared/money.ts'
import { bringLines } from '#shared/forecast/sheet.ts'
import { sheetOf } from '#shared/sheet.ts'
import type { UnusualAnswer } from '#shared/unusual.ts'
import type { CashAnswer, InventoryAnswer, NowAnswer, SalesAnswer, SalesFigures } from '#shared/reports.ts'
import * as v from 'valibot'
import type { Answered, Reported } from './answer.ts'

type Money = (minor: number | null) => number | null

/** A report as it is handed over: JSON, or a file for a spreadsheet, under its name. */
export const Paper = v.variant('ok', [
  v.object({ ok: v.literal(true), text: v.string(), name: v.string() }),
  v.object({ ok: v.literal(false), code: v.picklist(['not-set-up', 'unknown-location']) }),
])
export type Paper = v.InferOutput<typeof Paper>

/** The name says what a report is of, and whether that is all of it. */
export function paperOf(answered: Answered, format: 'json' | 'csv'): Paper {
  if (!answered.ok) return answered
  if (format === 'json')
    return { ok: true, text: JSON.stringify(answered.answer), name: `${answered.report}.json` }
  return { ok: true, text: sheetOf(tableOf(answered)), name: `${nameOf(answered)}.csv` }
}

function nameOf(reported: Reported): string {
  if (reported.report === 'forecast') return `what-to-bring-${reported.answer.date}`
  const { report, answer } = reported
  const of = 'from' in answer ? [answer.from, answer.to] : [answer.day]
  const group = 'group' in answer ? [answer.group] : []
  const isAll = 'isFinal' in answer ? answer.isFinal : report === 'unusual' && answer.missing.length === 0
  return [report, ...group, ...of, ...(isAll ? [] : ['so-far'])].join('-')
}

/** A head and its lines; money in the currency's own unit. */
export function tableOf(reported: Reported): (string | number | null)[][] {
  if (reported.report === 'forecast') return bringLines(reported.answer.rows)
  const scale = 10 ** digitsOf(reported.answer.currency)
  return linesOf(reported, (minor) => (minor === null ? null : minor / scale))
}

function linesOf({ report, answer }: Exclude<Reported, { report: 'forecast' }>, money: Money) {
  switch (report) {
    case 'unusual':
      return unusualLines(answer, money)
    case 'sales':
      return salesLines(answer, money)
    case 'inventory':
      return inventoryLines(answer, money)
    case 'cash':
      return cashLines(answer, money)
    case 'now':
      return nowLines(answer, money)
  }
}

function salesLines({ rows }: SalesAnswer, money: Money) {
  const head = [
    'key',
    'name',
    'orders',
    'units',
    'total',
    'sold',
    'refunded',
    'discounts',
    'tax',
    'cost',
    'margin',
  ]
  return [
    head,
    ...rows.map((row) => [
      ...[row.key, row.label, row.orders, row.units, money(row.total), money(row.sold), money(row.refunded)],
      ...[money(row.discounts), money(row.tax), money(row.cost), money(marginOf(row))],
    ]),
  ]
}

/** What is left of a total without tax and without what the goods cost; null where that is not known. */
function marginOf({ total, tax, cost }: Pick<SalesFigures, 'total' | 'tax' | 'cost'>): number | null {
  return cost === null ? null : total - tax - cost
}

function inventoryLines({ rows }: InventoryAnswer, money: Money) {
  const head = [
    ...[
      'product',
      'name',
      'category',
      'level',
      'value',
      'received',
      'sold',
      'wasted',
      'samples',
      'transferred',
    ],
    ...[
      'corrected',
      'unexplained',
      'cost',
      'turnover',
      'days of cover',
      'sell-through',
      'last sold',
      'dead',
      'low',
    ],
  ]
  return [
    head,
    ...rows.map((row) => [
      ...[row.productId, row.label, row.category, row.level, money(row.value), row.received, row.sold],
      ...[
        row.wasted,
        row.samples,
        row.transferred,
        row.corrected,
        row.unexplained,
        money(row.cost),
        rounded(row.turnover),
      ],
      ...[
        rounded(row.daysOfCover),
        rounded(row.sellThrough),
        row.lastSoldOn,
        yes(row.isDead),
        yes(row.isLow),
      ],
    ]),
  ]
}

function cashLines({ rows, zone }: CashAnswer, money: Money) {
  const when = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' })
  const at = (instant: number | null) => (instant === null ? null : when.format(instant))
  const head = [
    ...['till', 'place', 'opened', 'by', 'counted at', 'counted by', 'float', 'taken', 'paid in', 'paid out'],
    ...['expected', 'counted', 'difference', 'changed since'],
  ]
  return [
    head,
    ...rows.map((row) => [
      ...[row.id, row.locationId, at(row.openedAt), row.openedBy, at(row.closedAt), row.closedBy],
      ...[money(row.float), money(row.taken), money(row.paidIn), money(row.paidOut), money(row.expected)],
      ...[money(row.counted), money(row.difference), yes(row.isRestated)],
    ]),
  ]
}

function nowLines({ hours }: NowAnswer, money: Money) {
  return [
    ['hour', 'orders', 'units', 'total', 'a week ago'],
    ...hours.map(({ hour, orders, units, total, lastWeek }) => [
      hour,
      orders,
      units,
      money(total),
      money(lastWeek),
    ]),
  ]
}

/** A line for each person and deed, and for each order far above the others; `usual` is up to how many times. */
function unusualLines({ conduct, far }: UnusualAnswer, money: Money) {
  const head = [
    'what',
    'person',
    'times',
    'orders',
    'others’ times',
    'others’ orders',
    'usual',
    'amount',
    'order',
  ]
  return [
    head,
    ...conduct.map((found) => [
      ...[found.kind, found.personId, found.times, found.orders, found.othersTimes, found.othersOrders],
      ...[found.usual, money(found.amount), null],
    ]),
    ...far.map(({ personId, amount, number }) => [
      ...['far order', personId, null, null, null, null, null, money(amount), number],
    ]),
  ]
}

function rounded(ratio: number | null): number | null {
  return ratio === null ? null : Math.round(ratio * 1_000) / 1_000
}

function yes(is: boolean): string {
  return is ? 'yes' : ''
}
