import { owedOn } from '#shared/balance.ts'
import type { Status } from '#shared/order.ts'
import type { Order } from '#shared/rows.ts'
import { dayOf } from '#shared/time.ts'
import { fold } from '../sell/fold.ts'

/** A list as it is drawn: a day's heading, or an order under it. */
export type Item = { kind: 'day'; day: string; key: string } | { kind: 'order'; order: Order; key: string }

/** Whether every word of `text` is in the order's number, or begins a word of its customer, note or products. */
export function isMatch(order: Order, text: string): boolean {
  const words = fold(text).split(/\s+/).filter(Boolean)
  if (words.length === 0) return true
  const number = order.number.toLowerCase()
  const said = [order.customer?.name, order.note, ...order.lines.map(({ name }) => name)]
  const known = ` ${fold(said.filter(Boolean).join(' '))}`
  return words.every((word) => number.includes(word) || known.includes(` ${word}`))
}

/** Whether it stands so; `due` where something is still to be paid or given back. */
export function isOf(order: Order, standing: Status | 'all' | 'due'): boolean {
  if (standing === 'due') return owedOn(order) !== 0
  return standing === 'all' || order.status === standing
}

/** Newest first, under the days of `zone`. */
export function byDay(orders: readonly Order[], zone: string): Item[] {
  const items: Item[] = []
  let last = ''
  for (const order of [...orders].sort(newestFirst)) {
    const day = dayOf(order.placedAt, zone)
    if (day !== last) items.push({ kind: 'day', day, key: day })
    items.push({ kind: 'order', order, key: order.id })
    last = day
  }
  return items
}

function newestFirst(a: Order, b: Order): number {
  return b.placedAt - a.placedAt || (a.id < b.id ? 1 : -1)
}
