/** What people ask about, as of today; `own` is two days of their own. */
export const periods = [
  'last-30-days',
  'today',
  'yesterday',
  'this-week',
  'last-week',
  'this-month',
  'last-month',
  'own',
] as const
export type Period = (typeof periods)[number]

export const periodWords: Record<Period, string> = {
  'last-30-days': 'Last 30 days',
  today: 'Today',
  yesterday: 'Yesterday',
  'this-week': 'This week',
  'last-week': 'Last week',
  'this-month': 'This month',
  'last-month': 'Last month',
  own: 'From … to',
}

/** Both included. */
export interface Days {
  from: string
  to: string
}

/** The days of a period on the day `today`. Weeks begin on Monday; what is not over yet ends today. */
export function daysOf(period: Exclude<Period, 'own'>, today: string): Days {
  switch (period) {
    case 'today':
      return { from: today, to: today }
    case 'yesterday':
      return { from: daysAfter(today, -1), to: daysAfter(today, -1) }
    case 'this-week':
      return { from: mondayOf(today), to: today }
    case 'last-week':
      return { from: daysAfter(mondayOf(today), -7), to: daysAfter(mondayOf(today), -1) }
    case 'this-month':
      return { from: firstOf(today), to: today }
    case 'last-month': {
      const last = daysAfter(firstOf(today), -1)
      return { from: firstOf(last), to: last }
    }
    case 'last-30-days':
      return { from: daysAfter(today, -29), to: today }
  }
}

/**
 * The stretch before (-1) or after (1) some days: of whole months a month, else as many days. What is not over yet, up to
 * `today`, counts as the whole that it is a part of.
 */
export function beside(period: Period, { from, to }: Days, way: -1 | 1): Days {
  const isMonth = period === 'this-month' || (from === firstOf(from) && to === lastOf(from))
  if (isMonth) {
    const next = firstOf(daysAfter(firstOf(from), way === 1 ? 31 : -1))
    return { from: next, to: lastOf(next) }
  }
  const size = period === 'this-week' ? 7 : everyDay({ from, to }).length
  return { from: daysAfter(from, way * size), to: daysAfter(from, way * size + size - 1) }
}

/** Two days that somebody typed, as far as they are days, and in their order. */
export function ownDays(from: string, to: string, today: string): Days {
  const [a, b] = [isDay(from) ? from : today, isDay(to) ? to : today]
  return a <= b ? { from: a, to: b } : { from: b, to: a }
}

/** Every day of a range, in its order. */
export function everyDay({ from, to }: Days): string[] {
  const size = Math.round((at(to) - at(from)) / aDay) + 1
  return Array.from({ length: size }, (_, index) => daysAfter(from, index))
}

/** Every hour between the first and the last of some: "09". */
export function everyHour(some: readonly string[]): string[] {
  const hours = some.map(Number)
  const [first, last] = [Math.min(...hours), Math.max(...hours)]
  const size = hours.length === 0 ? 0 : last - first + 1
  return Array.from({ length: size }, (_, index) => String(first + index).padStart(2, '0'))
}

/** Every month that a range touches: "2026-03". */
export function everyMonth({ from, to }: Days): string[] {
  const [first, last] = [from, to].map((day) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1)
  const size = (last ?? 0) - (first ?? 0) + 1
  return Array.from({ length: size }, (_, index) => monthNamed((first ?? 0) + index))
}

const range = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
})

/** "23 – 26 Nov 2026". */
export function daysText({ from, to }: Days): string {
  return range.formatRange(at(from), at(to))
}

const aDay = 86_400_000

export function daysAfter(day: string, days: number): string {
  return new Date(at(day) + days * aDay).toISOString().slice(0, 10)
}

function at(day: string): number {
  return Date.parse(`${day}T00:00:00Z`)
}

export function mondayOf(day: string): string {
  return daysAfter(day, -((new Date(at(day)).getUTCDay() + 6) % 7))
}

function lastOf(day: string): string {
  return daysAfter(firstOf(daysAfter(firstOf(day), 31)), -1)
}

function firstOf(day: string): string {
  return `${day.slice(0, 8)}01`
}

function monthNamed(months: number): string {
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`
}

function isDay(text: string): boolean {
  if (!/^(19[7-9]\d|20\d\d|21\d\d)-\d\d-\d\d$/.test(text)) return false
  return !Number.isNaN(at(text)) && new Date(at(text)).toISOString().startsWith(text)
}
