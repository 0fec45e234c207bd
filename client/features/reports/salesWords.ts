import type { SalesAnswer, SalesGroup, SalesRow, Weekday } from '#shared/reports.ts'
import { percent } from '#shared/percent.ts'
import { paymentWords } from '../orders/words.ts'
import { everyDay, everyHour, everyMonth, mondayOf } from './period.ts'

export const groupWords: Record<SalesGroup, string> = {
  day: 'Day',
  month: 'Month',
  hour: 'Hour of the day',
  weekday: 'Weekday',
  product: 'Product',
  category: 'Category',
  location: 'Stall',
  staff: 'Person',
  payment: 'Kind of payment',
  tax: 'Tax rate',
}

const day = new Intl.DateTimeFormat('en-GB', {
  ...{ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' },
  timeZone: 'UTC',
})
const weekDay = new Intl.DateTimeFormat('en-GB', {
  ...{ day: 'numeric', month: 'short', year: 'numeric' },
  timeZone: 'UTC',
})
const shortDay = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' })
const month = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' })
const shortMonth = new Intl.DateTimeFormat('en-GB', { month: 'short', year: '2-digit', timeZone: 'UTC' })
const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'long', timeZone: 'UTC' })

type Named = Pick<SalesRow, 'key' | 'label'>

/** What a row is called in full: "Sat, 21 Nov 2026", "09:00–10:00", "No category". */
export function rowWords({ key, label }: Named, group: SalesGroup): string {
  switch (group) {
    case 'day':
      return day.format(utc(key))
    case 'month':
      return month.format(utc(`${key}-01`))
    case 'hour':
      return `${key}:00–${String((Number(key) + 1) % 24).padStart(2, '0')}:00`
    case 'weekday':
      return weekday.format(Date.UTC(2024, 0, Number(key)))
    case 'category':
      return label || 'No category'
    case 'payment':
      return key === 'cash' || key === 'card' || key === 'other' ? paymentWords[key] : label
    case 'tax':
      return Number(key) === 0 ? 'No tax' : percent(Number(key))
    default:
      return label || 'Not known'
  }
}

/** "Saturdays". */
export function weekdaysText(key: Weekday): string {
  return `${rowWords({ key, label: '' }, 'weekday')}s`
}

/** The same, as short as an axis wants it. */
export function shortRowWords(row: Named, group: SalesGroup): string {
  if (group === 'day') return shortDay.format(utc(row.key))
  if (group === 'month') return shortMonth.format(utc(`${row.key}-01`))
  if (group === 'weekday') return rowWords(row, group).slice(0, 3)
  return group === 'hour' ? row.key : rowWords(row, group)
}

/** So many bars are drawn of what has a name; the others are in the table. */
export const mostBars = 10
/** More columns than these cannot be told from one another. */
const mostColumns = 62

/** What is drawn of an answer: what follows in time with its gaps, what has a name by what it brought in. */
export function salesChart(answer: SalesAnswer) {
  const { group, rows } = answer
  if (group === 'day') return daysChart(answer)
  const keys = keysOf(answer)
  if (keys) return columnsOf(keys.map(named), rows, group)
  const most = rows.toSorted((a, b) => b.total - a.total).slice(0, mostBars)
  return {
    kind: 'across' as const,
    by: group,
    labels: most.map((row) => rowWords(row, group)),
    names: undefined,
    values: most.map(({ total }) => total),
  }
}

/** Days; of more than there is room for, the weeks they are in, and of these the months. */
function daysChart(answer: SalesAnswer) {
  const days = everyDay(answer)
  if (days.length <= mostColumns) return columnsOf(days.map(named), answer.rows, 'day')
  const isWeekly = new Set(days.map(mondayOf)).size <= mostColumns
  const [step, keyOf] = isWeekly ? (['week', mondayOf] as const) : (['month', monthOf] as const)
  const rows = answer.rows.map(({ key, total }) => ({ key: keyOf(key), total }))
  return columnsOf([...new Set(days.map(keyOf))].map(named), rows, step)
}

function columnsOf(
  keys: readonly Named[],
  rows: readonly Pick<SalesRow, 'key' | 'total'>[],
  by: SalesGroup | 'week',
) {
  const totals = new Map<string, number>()
  for (const { key, total } of rows) totals.set(key, (totals.get(key) ?? 0) + total)
  return {
    ...{ kind: 'columns' as const, by },
    labels: keys.map((row) => shortRowWords(row, by === 'week' ? 'day' : by)),
    names: keys.map((row) => (by === 'week' ? `Week of ${weekDay.format(utc(row.key))}` : rowWords(row, by))),
    values: keys.map(({ key }) => totals.get(key) ?? 0),
  }
}

/** Every key there could be between the first and the last; null where they do not follow one another. */
function keysOf({ group, rows, ...range }: SalesAnswer): string[] | null {
  if (group === 'month') return everyMonth(range)
  if (group === 'weekday') return ['1', '2', '3', '4', '5', '6', '7']
  return group === 'hour' ? everyHour(rows.map(({ key }) => key)) : null
}

const named = (key: string): Named => ({ key, label: key })
const monthOf = (day: string) => day.slice(0, 7)

function utc(key: string): number {
  return Date.parse(`${key}T00:00:00Z`)
}
