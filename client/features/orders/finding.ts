import { dayOf, instantOf } from '#shared/time.ts'
import type { Digest } from './finder.ts'

/** A list as it is drawn: a heading, or an order under it. */
export type Item =
  { kind: 'day'; day: string; key: string } | { kind: 'order'; order: Digest; hasDay: boolean; key: string }

/** What a list was drawn as, so that one that is opened again, with thousands in it, is not put in order again. */
const drawn = new WeakMap<readonly Digest[], { zone: string; items: readonly Item[] }>()

/** Newest first, under the days of `zone`. */
export function byDay(orders: readonly Digest[], zone: string): readonly Item[] {
  const before = drawn.get(orders)
  if (before?.zone === zone) return before.items
  const items = daysOf(orders, zone)
  drawn.set(orders, { zone, items })
  return items
}

function daysOf(orders: readonly Digest[], zone: string): Item[] {
  const items: Item[] = []
  let [day, begins] = ['', Infinity]
  for (const order of orders) {
    // The clock's calendar is asked once a day, not once an order.
    if (order.placedAt < begins) {
      day = dayOf(order.placedAt, zone)
      begins = instantOf(`${day}T00:00:00`, zone)
      items.push({ kind: 'day', day, key: day })
    }
    items.push({ kind: 'order', order, hasDay: false, key: order.id })
  }
  return items
}

/** In the order they are in, each saying its own day. */
export function inARow(orders: readonly Digest[]): Item[] {
  return orders.map((order) => ({ kind: 'order', order, hasDay: true, key: order.id }))
}

/** From the first moment of a day in `zone` until the next day's. */
export function boundsOf(day: string, zone: string): { from: number; until: number } {
  const next = new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
  return { from: instantOf(`${day}T00:00:00`, zone), until: instantOf(`${next}T00:00:00`, zone) }
}

/** Whether it is a day of the calendar, "2026-03-29". */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false
  const at = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text)
}
