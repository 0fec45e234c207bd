import { dayAfter } from '#shared/marketDay.ts'

/** Days as "2026-03-29", both included. */
export interface Span {
  from: string
  to: string
}

/** A span as whole months and the days around them; what there is none of ends before it begins. */
export interface Pieces extends Span {
  firstMonth: string
  lastMonth: string
  /** Days from `from` until this one come before the first whole month. */
  until: string
  /** Days since this one come after the last whole month. */
  since: string
}

/** "~" sorts behind every period. */
const never = '~'

export function pieces({ from, to }: Span): Pieces {
  const months = [monthOf(from), monthOf(to)] as const
  const firstMonth = from.endsWith('-01') ? months[0] : monthAfter(months[0])
  const lastMonth = dayAfter(to).endsWith('-01') ? months[1] : monthBefore(months[1])
  if (firstMonth > lastMonth) return { from, to, firstMonth: never, lastMonth: '', until: to, since: never }
  return {
    from,
    to,
    firstMonth,
    lastMonth,
    until: dayBefore(`${firstMonth}-01`),
    since: `${monthAfter(lastMonth)}-01`,
  }
}

export function monthOf(day: string): string {
  return day.slice(0, 7)
}

export function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)
}

/** How many days a span has. */
export function lengthOf({ from, to }: Span): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1
}

function monthAfter(month: string): string {
  return monthOf(new Date(Date.parse(`${month}-28T00:00:00Z`) + 4 * 86_400_000).toISOString())
}

function monthBefore(month: string): string {
  return monthOf(dayBefore(`${month}-01`))
}
