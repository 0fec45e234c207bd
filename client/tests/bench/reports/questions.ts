import { SalesGroup } from '#shared/reports.ts'
import { dayOf } from '#shared/time.ts'
import type { Question } from '../../../../server/domain/reports/answer.ts'
import { zone } from './years.ts'

const aDay = 86_400_000

export interface Range {
  name: string
  from: string
  to: string
}

/** The year until now, an earlier one, and the first that begins and ends where months have the most days to read. */
export function rangesOf(end: number, days: number): Range[] {
  const day = (before: number) => dayOf(end - before * aDay, zone)
  const longest = Math.min(days, 366)
  const first = day(days)
  return [
    { name: 'a year', from: day(longest), to: day(2) },
    {
      name: 'an earlier year',
      from: day(Math.min(days, 366 + 300)),
      to: day(Math.min(days - longest + 1, 301)),
    },
    { name: 'mid-month to mid-month', from: middleAfter(first, 2), to: middleAfter(first, 14) },
  ]
}

/** Every question about those years; and how the day goes, what to bring tomorrow, and what was unusual of three months. */
export function questionsOf(end: number, days: number, location: string): [string, Question][] {
  const ranged = rangesOf(end, days).flatMap(({ name, from, to }): [string, Question][] => [
    ...SalesGroup.options.map((group): [string, Question] => [
      `sales by ${group}, ${name}`,
      { report: 'sales', asked: { from, to, group } },
    ]),
    [`inventory, ${name}`, { report: 'inventory', asked: { from, to } }],
    [`cash, ${name}`, { report: 'cash', asked: { from, to } }],
  ])
  const [from, to] = [dayOf(end - 91 * aDay, zone), dayOf(end, zone)]
  const date = dayOf(end + aDay, zone)
  return [
    ...ranged,
    ['unusual, three months', { report: 'unusual', asked: { from, to } }],
    ['now', { report: 'now' }],
    ['what to bring', { report: 'forecast', asked: { date, location, service: '90' } }],
  ]
}

function middleAfter(day: string, months: number): string {
  const [year, month] = day.split('-').map(Number)
  return new Date(Date.UTC(year ?? 0, (month ?? 0) - 1 + months, 15)).toISOString().slice(0, 10)
}
