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
