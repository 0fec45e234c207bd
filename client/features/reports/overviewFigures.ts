import type { NowAnswer } from '#shared/reports.ts'
import type { Tone } from '../../ui/tone.ts'

interface Amounts {
  money(minor: number): string
  count(size: number): string
}

/** How the day goes, held against the same weekday a week ago up to this time. */
export function overviewFigures(now: NowAnswer, { money, count }: Amounts) {
  const { today, lastWeek, open, lowStock, exceptions, missing } = now
  const before = weekdayOf(now.day)
  return [
    {
      label: 'Sales today',
      value: money(today.total),
      note: `${money(lastWeek.total)} ${before} by now${againstText(today.total, lastWeek.total)}`,
      tone: toneOf(today.total, lastWeek.total),
    },
    {
      label: 'Orders today',
      value: count(today.orders),
      note: `${count(today.units)} units. ${count(lastWeek.orders)} orders ${before} by now`,
    },
    {
      label: 'Open orders',
      value: count(open.processing + open.ready),
      note: `${count(open.processing)} being made, ${count(open.ready)} ready`,
      to: '/orders',
    },
    {
      label: 'Running low',
      value: count(lowStock),
      note: lowStock === 0 ? 'Nothing' : 'See what',
      to: '/stock/low',
    },
    {
      label: 'Needs attention',
      value: count(exceptions),
      note: exceptions === 0 ? 'Nothing' : 'See what',
      tone: exceptions === 0 ? undefined : ('attention' as const),
      to: '/manage/attention',
    },
    {
      label: 'Tablets not heard',
      value: count(missing.length),
      note: missing.length === 0 ? 'All have reported' : missing.map(({ letter }) => letter).join(', '),
      tone: missing.length === 0 ? undefined : ('attention' as const),
      to: '/manage/tablets',
    },
  ]
}

const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'long', timeZone: 'UTC' })

/** "last Saturday", on a Saturday. */
export function weekdayOf(day: string): string {
  return `last ${weekday.format(Date.parse(`${day}T00:00:00Z`))}`
}

/** ", 23 % more"; empty where there is nothing to hold it against. */
export function againstText(now: number, before: number): string {
  if (before <= 0) return ''
  const percent = Math.round(((now - before) / before) * 100)
  if (percent === 0) return ', as much'
  return `, ${Math.abs(percent)}\u00a0% ${percent > 0 ? 'more' : 'less'}`
}

function toneOf(now: number, before: number): Tone | undefined {
  return before > 0 && now > before ? 'good' : undefined
}
