import type { Order } from '#shared/rows.ts'
import { clockOf, dayOf } from '#shared/time.ts'
import { nearDayText } from '../app/days.ts'

/** Orders that are being made for one time. */
export interface Making {
  /** `all`, `now` for those that were promised for no time, or the promised time as epoch ms. */
  value: string
  label: string
  orders: readonly Order[]
}

/** What is being made: all of it first, then by when it is wanted. `orders` come in that order. */
export function makingOf(orders: readonly Order[], now: number, zone: string): Making[] {
  const made = orders.filter(({ status }) => status === 'processing')
  const times = new Map<number | undefined, Order[]>()
  for (const order of made) {
    const same = times.get(order.promisedAt)
    if (same) same.push(order)
    else times.set(order.promisedAt, [order])
  }
  const unpromised = times.get(undefined)
  const promised = [...times].flatMap(([at, some]) => (at === undefined ? [] : [{ at, some }]))
  return [
    { value: 'all', label: 'All', orders: made },
    ...(unpromised ? [{ value: 'now', label: 'As soon as it can be', orders: unpromised }] : []),
    ...promised
      .sort((a, b) => a.at - b.at)
      .map(({ at, some }) => ({ value: String(at), label: timeText(at, now, zone), orders: some })),
  ]
}

/** "14:30", or "Tomorrow, 09:00". */
function timeText(at: number, now: number, zone: string): string {
  const [day, today] = [dayOf(at, zone), dayOf(now, zone)]
  return day === today ? clockOf(at, zone) : `${nearDayText(day, today)}, ${clockOf(at, zone)}`
}
