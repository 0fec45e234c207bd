import { orderReceipt } from '#shared/orderReceipt.ts'
import type { Letterhead } from '#shared/receipt.ts'
import type { Business, Order } from '#shared/rows.ts'
import type { Store } from '../../store/store.ts'
import { wholeOrder } from '../history.ts'
import type { Block, Content } from './content.ts'
import type { Tongue } from './tongue.ts'
import type { Words } from './words.ts'

/** How long after an order its confirmation still counts as prompt, ms. */
const prompt = 3_600_000

/** What a customer gets: the number, when to come, and the receipt that the till prints. */
export function orderContent(
  store: Pick<Store, 'rows'>,
  tongue: Tongue,
  business: Business,
  order: Order,
  { isReceipt, now }: { isReceipt: boolean; now: number },
): Content {
  const { words, when, language } = tongue
  const { name } = order.customer ?? {}
  const place = store.rows.one('location', order.locationId)?.name ?? ''
  const made = when(order.placedAt)
  const isLate = !isReceipt && now - order.placedAt > prompt
  const { subject, title } = headOf(words, business, order, isReceipt, name)
  const note = (text: string): Block => ({ kind: 'note', text })
  const blocks: Block[] = [
    { kind: 'title', text: title },
    ...(order.status === 'cancelled' ? [note(words.order.cancelled)] : []),
    ...(isLate ? [note(words.order.late(made, when(now)))] : []),
    { kind: 'number', label: words.order.number, value: order.number },
    ...promiseOf(tongue, order),
    { kind: 'receipt', receipt: receiptOf(store, tongue, business, order, place) },
  ]
  const foot = [words.order.why, footOf(business)]
  return { subject, language, business: business.name, blocks, foot }
}

function headOf(words: Words, business: Business, { number }: Order, isReceipt: boolean, name?: string) {
  const { confirmation, receipt, thanks, hereIs } = words.order
  return isReceipt
    ? { subject: receipt(number, business.name), title: hereIs(name) }
    : { subject: confirmation(number, business.name), title: thanks(name) }
}

function promiseOf({ words, when }: Tongue, { promisedAt, status }: Order): Block[] {
  const isOpen = status === 'processing' || status === 'ready'
  if (promisedAt === undefined || !isOpen) return []
  const value = when(promisedAt)
  return [{ kind: 'facts', rows: [{ label: words.order.collect, value, strong: true }] }]
}

function receiptOf(
  rooms: Pick<Store, 'rows'>,
  tongue: Tongue,
  business: Business,
  order: Order,
  location: string,
) {
  const whole = wholeOrder(rooms, { locationId: null }, order.id)
  const letterhead: Letterhead = {
    ...{ business, location, isCopy: false },
    by: rooms.rows.one('person', order.actorId)?.name.split(/\s+/)[0] ?? '',
    money: (minor) => tongue.money(minor, order.currency),
  }
  const later = { paid: sorted(whole?.paid ?? []), refunds: sorted(whole?.refund ?? []) }
  // The promise stands over it already.
  const { promisedAt: _, ...sold } = order
  return orderReceipt(sold, later, letterhead)
}

function sorted<T extends { at: number; id: string }>(rows: readonly T[]): T[] {
  return [...rows].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
}

/** Who sends it. */
export function footOf({ name, address, taxNumber }: Business): string {
  const lines = (address ?? '').split('\n').map((line) => line.trim())
  return [name, ...lines, taxNumber ?? ''].filter(Boolean).join(' · ')
}
