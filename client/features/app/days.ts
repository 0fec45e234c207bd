import { clockOf, dayOf } from '#shared/time.ts'

const format = new Intl.DateTimeFormat('en-GB', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
})

/** A calendar day such as "2026-11-21" as "Saturday 21 November 2026". */
export function dayText(day: string): string {
  return format.format(Date.parse(`${day}T00:00:00Z`)).replace(',', '')
}

const long = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' })
const short = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  timeZone: 'UTC',
})

/** A calendar day as one says it on the day `today`: "Today", "Tomorrow", "Sat 21 Nov", "21 November 2025". */
export function nearDayText(day: string, today: string): string {
  const [at, now] = [Date.parse(`${day}T00:00:00Z`), Date.parse(`${today}T00:00:00Z`)]
  const away = (at - now) / 86_400_000
  const word = away === -1 ? 'Yesterday' : away === 0 ? 'Today' : away === 1 ? 'Tomorrow' : ''
  if (word) return word
  return Math.abs(away) < 180 ? short.format(at).replace(',', '') : long.format(at)
}

/** An instant as one says it at another: "Today, 14:20", "Sat 21 Nov, 09:05". */
export function momentText(at: number, zone: string, now: number): string {
  return `${nearDayText(dayOf(at, zone), dayOf(now, zone))}, ${clockOf(at, zone)}`
}
