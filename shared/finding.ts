import * as v from 'valibot'
import { owedOn } from './balance.ts'
import { fold } from './fold.ts'
import { Status } from './order.ts'
import type { Order } from './rows.ts'
import { Id, Instant, Text } from './schema.ts'

/** How an order is to stand: in a status, with something to pay or to give back, or flagged for somebody to look at. */
export const Standing = v.picklist([...Status.options, 'due', 'flagged'])
export type Standing = v.InferOutput<typeof Standing>

/** How an order was paid for when it was placed; `later`: some of it since; `unpaid`: some of it is owed now. */
export const PaidBy = v.picklist(['cash', 'card', 'other', 'later', 'unpaid'])
export type PaidBy = v.InferOutput<typeof PaidBy>

/** Which orders are looked for. What is left out is not asked; `from` is included, `until` is not. */
export const OrderFilter = v.strictObject({
  text: v.exactOptional(Text(100, 1)),
  from: v.exactOptional(Instant),
  until: v.exactOptional(Instant),
  locationId: v.exactOptional(Id),
  actorId: v.exactOptional(Id),
  paidBy: v.exactOptional(PaidBy),
  standing: v.exactOptional(Standing),
})
export type OrderFilter = v.InferOutput<typeof OrderFilter>

/** What of an order can be asked for. */
export interface Sought {
  id: string
  /** Folded, each once: what it can be found by. */
  words: readonly string[]
  placedAt: number
  locationId: string
  actorId: string
  paidBy: readonly PaidBy[]
  status: Status
  /** Minor units; below zero where something is to be given back. */
  owed: number
}

export function soughtOf(order: Order): Sought {
  const { id, placedAt, locationId, actorId, status } = order
  const owed = owedOn(order)
  return {
    id,
    words: wordsOf(order),
    placedAt,
    locationId,
    actorId,
    status,
    paidBy: paidByOf(order, owed),
    owed,
  }
}

function paidByOf({ payments, paidLater }: Order, owed: number): PaidBy[] {
  const kinds = new Set<PaidBy>(payments.map(({ kind }) => kind))
  if (paidLater) kinds.add('later')
  if (owed > 0) kinds.add('unpaid')
  return [...kinds]
}

/** "B-0142" is found by all of it, by "0142" and by "142"; names by the beginning of each of their words. */
export function wordsOf({ number, customer, note, lines }: Order): string[] {
  const digits = number.slice(number.indexOf('-') + 1)
  const said = [customer?.name, note, ...lines.map(({ name }) => name)].filter(Boolean).join(' ')
  return [...new Set([number.toLowerCase(), digits, digits.replace(/^0+/, ''), ...partsOf(said)])].filter(
    Boolean,
  )
}

/** The words somebody typed to find an order by. */
export function askedWords(text: string): string[] {
  return fold(text).split(/\s+/).filter(Boolean)
}

/** Whether each word that was asked for begins one of the order's. */
export function hasWords(words: readonly string[], asked: readonly string[]): boolean {
  return asked.every((one) => words.some((word) => word.startsWith(one)))
}

/** All of the filter but its text. `isFlagged` knows for which orders somebody should look. */
export function fits(
  sought: Sought,
  { from, until, locationId, actorId, paidBy, standing }: OrderFilter,
  isFlagged: (orderId: string) => boolean,
): boolean {
  if (from !== undefined && sought.placedAt < from) return false
  if (until !== undefined && sought.placedAt >= until) return false
  if (locationId !== undefined && sought.locationId !== locationId) return false
  if (actorId !== undefined && sought.actorId !== actorId) return false
  if (paidBy !== undefined && !sought.paidBy.includes(paidBy)) return false
  if (standing === undefined) return true
  if (standing === 'due') return sought.owed !== 0
  return standing === 'flagged' ? isFlagged(sought.id) : sought.status === standing
}

/** Words as they are typed, and what stands between signs in them: "half-baked" is found by "baked" too. */
function partsOf(text: string): string[] {
  const whole = fold(text).split(/\s+/)
  return [...whole, ...whole.flatMap((word) => word.split(/[^\p{L}\p{N}]+/u))]
}
