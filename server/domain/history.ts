import type { OrdersAnswer, OrdersRequest } from '#shared/api.ts'
import { Draft } from '#shared/draft.ts'
import { askedWords, fits, hasWords, soughtOf } from '#shared/finding.ts'
import { Flag } from '#shared/define.ts'
import { Order } from '#shared/rows.ts'
import type { Scope } from '#shared/scope.ts'
import type { WholeOrder } from '#shared/wholeOrder.ts'
import * as v from 'valibot'
import { latestStand } from '../store/history.ts'
import type { Store } from '../store/store.ts'

const mostFound = 50
/** So many are looked at for one answer, that no sale waits long behind somebody who looks for what there is not. */
const mostSeen = 1_000
const inOnePart = 200

type Rooms = Pick<Store, 'rows' | 'history'>

const Body = v.pipe(v.string(), v.parseJson(), Order)

/** Orders of a scope that fit, the latest first: as many as one answer holds, and where to go on from. */
export function lookBack(
  { rows, history }: Rooms,
  scope: Scope,
  { filter, before }: OrdersRequest,
): OrdersAnswer {
  const { from = 0, until = latestStand.at, locationId = scope.locationId } = filter
  const nothing = { orders: [], before: null, reached: null }
  if (scope.locationId !== null && locationId !== scope.locationId) return nothing
  const asked = askedWords(filter.text ?? '')
  const words = asked.flatMap((word) => word.split(/[^\p{L}\p{N}]+/u)).filter(Boolean)
  const flagged = filter.standing === 'flagged' ? openExceptions({ rows }, scope) : null

  const orders: Order[] = []
  let stand = before && before.at < until ? before : { at: until, row: 0 }
  for (let seen = 0; seen < mostSeen; seen += inOnePart) {
    const range = { ...stand, locationId, from, most: inOnePart }
    const part = words.length > 0 ? history.worded({ ...range, words }) : history.part(range)
    for (const kept of part) {
      stand = { at: kept.at, row: kept.row }
      if (locationId !== null && kept.locationId !== locationId) continue
      const order = v.parse(Body, kept.body)
      const sought = soughtOf(order)
      if (!hasWords(sought.words, asked) || !fits(sought, filter, (id) => flagged?.has(id) ?? false)) continue
      orders.push(order)
      if (orders.length === mostFound) return { orders, before: stand, reached: stand.at }
    }
    if (part.length < inOnePart) return { orders, before: null, reached: null }
  }
  return { orders, before: stand, reached: stand.at }
}

/** One order of a scope with all that came to it. */
export function wholeOrder({ rows }: Pick<Store, 'rows'>, scope: Scope, id: string): WholeOrder | null {
  const order = rows.one('order', id)
  if (!order || (scope.locationId !== null && scope.locationId !== order.locationId)) return null
  const draft = new Draft()
  rows.load({ rows: [], movements: [], orders: [id] }, draft)
  const [status, paid, refund] = [
    draft.historyOf('status', id),
    draft.historyOf('paid', id),
    draft.historyOf('refund', id),
  ]
  const flags = [order, ...status, ...paid, ...refund].flatMap((row) => {
    const exception = scope.locationId === null ? rows.one('exception', row.id) : undefined
    if (!exception?.about || exception.resolved) return []
    return [[row.id, exception.about.codes.filter((code) => v.is(Flag, code))] as const]
  })
  return { order, status, paid, refund, flags: Object.fromEntries(flags) }
}

/** Orders that somebody should look at; who does not see all places is not told. */
function openExceptions({ rows }: Pick<Store, 'rows'>, scope: Scope): Set<string> {
  if (scope.locationId !== null) return new Set()
  const open = rows.all('exception').filter(({ resolved }) => !resolved)
  return new Set(open.flatMap(({ about }) => about?.orderId ?? []))
}
