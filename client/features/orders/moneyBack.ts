import type { Payment } from '#shared/order.ts'
import { parseMoney } from '#shared/money.ts'
import { amountLike } from '../catalogue/numbers.ts'
import type { WholeOrder } from '#shared/wholeOrder.ts'

export const kinds = ['cash', 'card', 'other'] as const satisfies Payment['kind'][]
type Kind = (typeof kinds)[number]

/** How money goes back: one way, several at once, or not now. */
export type Way = Kind | 'split' | 'later'

export interface Split {
  way: Way
  /** What was typed for each kind, where it is split. */
  typed: Record<Kind, string>
}

export type Reading = { ok: true; payments: Payment[] } | { ok: false; sentence: string }

/** What came in by each kind and stayed, minor units. */
export function keptByKind({ order, paid, refund }: WholeOrder): Record<Kind, number> {
  const sums = { cash: 0, card: 0, other: 0 }
  for (const { kind, amount } of [...order.payments, ...paid.flatMap(({ payments }) => payments)])
    sums[kind] += amount
  for (const { kind, amount } of refund.flatMap(({ payments }) => payments)) sums[kind] -= amount
  return sums
}

/** Money goes back as it came, cash first; what did not come in any of these ways goes back in cash. */
export function asItCame(amount: number, kept: Record<Kind, number>): Record<Kind, number> {
  const cash = Math.min(amount, Math.max(0, kept.cash))
  const card = Math.min(amount - cash, Math.max(0, kept.card))
  const other = Math.min(amount - cash - card, Math.max(0, kept.other))
  return { cash: amount - card - other, card, other }
}

/** The way that people will choose first. */
export function usualWay(amount: number, kept: Record<Kind, number>): Way {
  const parts = asItCame(amount, kept)
  return kinds.find((kind) => parts[kind] === amount) ?? 'split'
}

/** Reads how `amount` goes back. `say` puts an amount into words. */
export function readBack(
  amount: number,
  { way, typed }: Split,
  currency: string,
  say: (minor: number) => string,
): Reading {
  if (amount === 0 || way === 'later') return { ok: true, payments: [] }
  if (way !== 'split') return { ok: true, payments: [{ kind: way, amount }] }
  const read = kinds.map((kind) => ({
    kind,
    amount: typed[kind].trim() === '' ? 0 : parseMoney(typed[kind], currency),
  }))
  const parts = read.flatMap(({ kind, amount: part }) => (part === null ? [] : [{ kind, amount: part }]))
  if (parts.length < read.length)
    return { ok: false, sentence: `Write amounts as figures, such as ${amountLike(currency)}.` }
  const rest = amount - parts.reduce((sum, part) => sum + part.amount, 0)
  if (rest > 0) return { ok: false, sentence: `${say(rest)} more has to be given back.` }
  if (rest < 0) return { ok: false, sentence: `That is ${say(-rest)} too much.` }
  return { ok: true, payments: parts.filter((part) => part.amount > 0) }
}
