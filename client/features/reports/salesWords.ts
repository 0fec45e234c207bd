import type { SalesAnswer, SalesGroup, SalesRow } from '#shared/reports.ts'
import { percent } from '#shared/percent.ts'
import { paymentWords } from '../orders/words.ts'
import { everyDay, everyMonth } from './period.ts'

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

/** The same, as short as an axis wants it. */
export function shortRowWords(row: Named, group: SalesGroup): string {
  if (group === 'day') return shortDay.format(utc(row.key))
  if (group === 'month') return shortMonth.format(utc(`${row.key}-01`))
  if (group === 'weekday') return rowWords(row, group).slice(0, 3)
  return group === 'hour' ? row.key : rowWords(row, group)
}

/** So many bars are drawn of what has a name; the others are in the table. */
export const mostBars = 10
/** From so many days on they are a line. */
const mostColumns = 62

/** What is drawn of an answer: what follows in time with its gaps, what has a name by what it brought in. */
export function salesChart(answer: SalesAnswer) {
  const { group } = answer
  const keys = keysOf(answer)
  if (!keys) {
    const rows = answer.rows.toSorted((a, b) => b.total - a.total).slice(0, mostBars)
    return {
      kind: 'across' as const,
      labels: rows.map((row) => rowWords(row, group)),
      names: undefined,
      values: rows.map(({ total }) => total),
    }
  }
  const totals = new Map(answer.rows.map(({ key, total }) => [key, total]))
  return {
    kind: keys.length > mostColumns ? ('line' as const) : ('columns' as const),
    labels: keys.map((key) => shortRowWords({ key, label: key }, group)),
    names: keys.map((key) => rowWords({ key, label: key }, group)),
    values: keys.map((key) => totals.get(key) ?? 0),
  }
}

/** Every key there could be between the first and the last; null where they do not follow one another. */
function keysOf(answer: SalesAnswer): string[] | null {
  switch (answer.group) {
    case 'day':
      return everyDay(answer)
    case 'month':
      return everyMonth(answer)
    case 'weekday':
      return ['1', '2', '3', '4', '5', '6', '7']
    case 'hour': {
      const hours = answer.rows.map(({ key }) => Number(key))
      const [first, last] = [Math.min(...hours), Math.max(...hours)]
      const size = hours.length === 0 ? 0 : last - first + 1
      return Array.from({ length: size }, (_, index) => String(first + index).padStart(2, '0'))
    }
    default:
      return null
  }
}

function utc(key: string): number {
  return Date.parse(`${key}T00:00:00Z`)
}
