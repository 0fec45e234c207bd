import * as v from 'valibot'
import { Instant, Text } from '#shared/schema.ts'
import { Basket, emptyBasket, tidy } from './basket.ts'
import { Typed } from './typed.ts'

/** A basket put aside: `label` is what someone called it, `at` when it was parked (epoch ms). */
export const Parked = v.object({ basket: Basket, label: Text(60), at: Instant })
export type Parked = v.InferOutput<typeof Parked>

/**
 * All that is rung up on this device and not sold yet: the open basket, those put aside, and what is being typed in a
 * sheet. One record, kept whole.
 */
export const Held = v.object({
  basket: Basket,
  parked: v.optional(v.array(Parked), []),
  typed: v.exactOptional(v.fallback(v.nullable(Typed), null)),
})
export type Held = v.InferOutput<typeof Held>

/** More than anyone can tell apart; the record stays small enough to be written at every tap. */
export const mostParked = 40

/** Whether nothing at all was said of an order yet, so that nothing is lost with it. */
function isUntouched({ lines, customer, note, label, discount, ...rest }: Basket): boolean {
  const { email, phone, promisedAt, charge } = rest
  const said = [customer, note, label, discount, email, phone, promisedAt, charge?.parts.length]
  return lines.length === 0 && !said.some(Boolean)
}

function aside({ label = '', ...basket }: Basket, at: number): Parked {
  return { basket, label, at }
}

/** Puts the open basket aside, with an empty one of id `nextId` in its place. Nothing where it is empty, or the shelf full. */
export function park(held: Held, nextId: string, at: number): Held {
  if (held.basket.lines.length === 0 || held.parked.length >= mostParked) return held
  return { basket: emptyBasket(nextId), parked: [...held.parked, aside(held.basket, at)] }
}

/** Opens a parked basket; what was open takes its place on the shelf. Nothing where another tab has taken it. */
export function resume(held: Held, id: string, at: number): Held {
  const chosen = held.parked.find(({ basket }) => basket.id === id)
  if (!chosen) return held
  const others = held.parked.filter((parked) => parked !== chosen)
  const { basket, label } = chosen
  return {
    basket: label ? { ...basket, label } : basket,
    parked: isUntouched(held.basket) ? others : [...others, aside(held.basket, at)],
  }
}

/** Gives back a basket that was cleared; where another order is in hand by now, it is put on the shelf. */
export function givenBack(held: Held, basket: Basket, at: number): Held {
  const onShelf = shelved(held, aside(basket, at))
  return onShelf !== held && isUntouched(held.basket) ? { ...held, basket } : onShelf
}

export function named(held: Held, id: string, label: string): Held {
  return {
    ...held,
    parked: held.parked.map((it) => (it.basket.id === id ? { ...it, label: tidy(label, 60) } : it)),
  }
}

/** Takes a basket off the shelf: it was deleted, or sold. */
export function without(held: Held, id: string): Held {
  return { ...held, parked: held.parked.filter(({ basket }) => basket.id !== id) }
}

/** Puts a basket back on the shelf; nothing where it is there, or open. */
export function shelved(held: Held, parked: Parked): Held {
  const { id } = parked.basket
  if (held.basket.id === id || held.parked.some(({ basket }) => basket.id === id)) return held
  return { ...held, parked: [...held.parked, parked].sort((a, b) => a.at - b.at) }
}
