import type { Order } from '#shared/rows.ts'
import { clockOf, dayOf, shortSpan } from '#shared/time.ts'
import { nearDayText } from '../app/days.ts'

/** When an order is wanted: at the promised time, else as soon as it was placed. */
export function dueAt({ promisedAt, placedAt }: Pick<Order, 'promisedAt' | 'placedAt'>): number {
  return promisedAt ?? placedAt
}

/** What is wanted first comes first. */
export function firstDue(a: Order, b: Order): number {
  return dueAt(a) - dueAt(b) || (a.id < b.id ? -1 : 1)
}

/** Whether a promise was not kept: it is still being made after the promised time. */
export function isLate({ status, promisedAt }: Order, now: number): boolean {
  return status === 'processing' && promisedAt !== undefined && promisedAt < now
}

/** When an order is wanted, or how long it has been waiting: "12 min late", "in 12 min", "at 14:05", "12 min". */
export function waitText(order: Order, now: number, zone: string): string {
  const { promisedAt, placedAt } = order
  if (promisedAt === undefined) return shortSpan(now - placedAt)
  if (isLate(order, now)) return now - promisedAt < 60_000 ? 'due now' : `${shortSpan(now - promisedAt)} late`
  if (promisedAt > now && promisedAt - now < 3_600_000)
    return `in ${Math.ceil((promisedAt - now) / 60_000)} min`
  const [day, today] = [dayOf(promisedAt, zone), dayOf(now, zone)]
  const clock = `at ${clockOf(promisedAt, zone)}`
  return day === today ? clock : `${nearDayText(day, today)} ${clock}`
}
