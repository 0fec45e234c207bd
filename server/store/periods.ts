import { dayAfter } from '#shared/marketDay.ts'

/** Days as "2026-03-29", both included; where it ends the day before it begins there are none. */
export interface Span {
  from: string
  to: string
}

/**
 * All that was before a span and all that came after it, as sums that are kept: the months up to one or after another, and
 * days that these have too few (their sign is 1) or too many (-1); whichever are fewer.
 */
export interface Sides {
  pastMonth: string
  pastFrom: string
  pastTo: string
  pastSign: number
  laterMonth: string
  laterFrom: string
  laterTo: string
  laterSign: number
}

/** A span the same way: the months between, and days. */
export interface Pieces {
  afterMonth: string
  lastMonth: string
  headFrom: string
  headTo: string
  headSign: number
  tailFrom: string
  tailTo: string
  tailSign: number
}

export function sides({ from, to }: Span): Sides {
  const [first, last] = [monthOf(from), monthOf(to)]
  const [before, rest] = [daysBefore(from), { from, to: lastOf(first) }]
  const [after, upTo] = [daysAfter(to), { from: `${last}-01`, to }]
  return {
    ...(lengthOf(before) <= lengthOf(rest)
      ? { pastMonth: monthBefore(first), pastFrom: before.from, pastTo: before.to, pastSign: 1 }
      : { pastMonth: first, pastFrom: rest.from, pastTo: rest.to, pastSign: -1 }),
    ...(lengthOf(after) < lengthOf(upTo)
      ? { laterMonth: last, laterFrom: after.from, laterTo: after.to, laterSign: 1 }
      : { laterMonth: monthBefore(last), laterFrom: upTo.from, laterTo: upTo.to, laterSign: -1 }),
  }
}

export function pieces(span: Span): Pieces {
  const { pastMonth, pastFrom, pastTo, pastSign, laterMonth, laterFrom, laterTo, laterSign } = sides(span)
  const [head, tail] = [
    { headFrom: pastFrom, headTo: pastTo, headSign: -pastSign },
    { tailFrom: laterFrom, tailTo: laterTo, tailSign: -laterSign },
  ]
  const around = lengthOf({ from: pastFrom, to: pastTo }) + lengthOf({ from: laterFrom, to: laterTo })
  if (monthOf(span.from) !== monthOf(span.to) || around < lengthOf(span))
    return { afterMonth: pastMonth, lastMonth: laterMonth, ...head, ...tail }
  return {
    ...{ afterMonth: '', lastMonth: '', headFrom: none.from, headTo: none.to, headSign: 1 },
    ...{ tailFrom: span.from, tailTo: span.to, tailSign: 1 },
  }
}

export function monthOf(day: string): string {
  return day.slice(0, 7)
}

const aDay = 86_400_000

/** How many days a span has. */
export function lengthOf({ from, to }: Span): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / aDay) + 1
}

const none: Span = { from: '1970-01-02', to: '1970-01-01' }

/** Those of its month. */
function daysBefore(day: string): Span {
  return day.endsWith('-01') ? none : { from: `${monthOf(day)}-01`, to: dayBefore(day) }
}

function daysAfter(day: string): Span {
  const last = lastOf(monthOf(day))
  return day === last ? none : { from: dayAfter(day), to: last }
}

function lastOf(month: string): string {
  const [year, number] = month.split('-').map(Number)
  return dayOf(Date.UTC(year ?? 0, number ?? 0, 0))
}

function dayBefore(day: string): string {
  return dayOf(Date.parse(`${day}T00:00:00Z`) - aDay)
}

function monthBefore(month: string): string {
  return monthOf(dayBefore(`${month}-01`))
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}
