import { clockOf, dayOf, instantOf } from '#shared/time.ts'

const minute = 60_000
const day = 86_400_000

/** When an order could be promised for: soon, later on the same day, and the days after it. */
export interface Offers {
  soon: { at: number; label: string; note: string }[]
  /** By half hours until midnight of that day. */
  times: { at: number; label: string }[]
  days: { on: string; label: string }[]
}

/**
 * What can be promised at `now` (epoch ms) in the business's zone, for the day `on` ("2026-03-29"). Times are those that
 * clocks there show: a half hour that the clocks leap over is not offered, one that they show twice is offered once.
 */
export function offersAt(now: number, zone: string, on = dayOf(now, zone)): Offers {
  return {
    soon: [15, 30, 60].map((minutes) => {
      const at = roundUp(now + minutes * minute, 5 * minute)
      return { at, label: minutes === 60 ? 'In 1 h' : `In ${minutes} min`, note: clockOf(at, zone) }
    }),
    times: halfHours(on, zone).filter(({ at }) => at > now),
    days: Array.from({ length: 14 }, (_, index) => daysAfter(dayOf(now, zone), index)).map((each, index) => ({
      on: each,
      label: index === 0 ? 'Today' : index === 1 ? 'Tomorrow' : shortDay(each),
    })),
  }
}

/** "14:30", "tomorrow 09:00", "Sat 28 Nov 09:00". */
export function promiseText(at: number, now: number, zone: string): string {
  const [on, today] = [dayOf(at, zone), dayOf(now, zone)]
  if (on === today) return clockOf(at, zone)
  return `${on === daysAfter(today, 1) ? 'tomorrow' : shortDay(on)} ${clockOf(at, zone)}`
}

function halfHours(on: string, zone: string): { at: number; label: string }[] {
  return Array.from({ length: 48 }, (_, half) => {
    const label = `${String(Math.floor(half / 2)).padStart(2, '0')}:${half % 2 === 0 ? '00' : '30'}`
    return { at: instantOf(`${on}T${label}:00`, zone), label }
  }).filter(({ at, label }) => dayOf(at, zone) === on && clockOf(at, zone) === label)
}

function roundUp(at: number, step: number): number {
  return Math.ceil(at / step) * step
}

function daysAfter(on: string, days: number): string {
  return new Date(Date.parse(`${on}T00:00:00Z`) + days * day).toISOString().slice(0, 10)
}

const shortDays = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  timeZone: 'UTC',
})

function shortDay(on: string): string {
  return shortDays.format(Date.parse(`${on}T00:00:00Z`)).replace(',', '')
}
