import { computed, ref, shallowReactive, watch } from 'vue'
import type { Approval } from '#shared/approval.ts'
import type { Reduction } from '#shared/discount.ts'
import { totalsOf, unitsOf } from '#shared/order.ts'
import type { PlacedOrder } from '#shared/order.ts'
import type { Business, Device, Order, Product } from '#shared/rows.ts'
import { isEqual } from '../../data/equal.ts'
import type { Placed, RecordCode } from '../../data/journal.ts'
import {
  addTo,
  emptyBasket,
  unitsIn,
  withDiscount,
  withLine,
  withLineDiscount,
  withLineNote,
  withQuantity,
  withWish,
} from './basket.ts'
import type { Added, Basket, Wish } from './basket.ts'
import { type Charge, plainCharge } from '../payments/charge.ts'
import { type Details, withDetails } from './customer.ts'
import type { BasketStore } from './basketStore.ts'
import { givenBack, without } from './held.ts'
import { linesOf, needsApproval, orderOf, type Terms, withApproval } from './placing.ts'
import { useHeld } from './useHeld.ts'
import { useParked } from './useParked.ts'
import { useTyped } from './useTyped.ts'

/** What ringing up an order takes from the world around it. */
export interface Outside {
  store: BasketStore
  newId(): string
  /** Epoch ms. */
  now(): number
  device(): Pick<Device, 'locationId'> | null
  business(): Pick<Business, 'currency' | 'taxIncluded'> | null
  orderById(id: string): Promise<Order | null>
  /** With an id that already has its order, gives that order and makes no other. */
  placeOrder(order: Omit<PlacedOrder, 'number'>, options: { id: string }): Promise<Placed>
  /** Told what was saved just before the basket is emptied. */
  onSaved?: (order: Order) => void
}

export type Charged =
  { ok: true; id: string; number: string } | { ok: false; code: RecordCode | 'empty' | 'moved-on' }

/** What was agreed at the till; the rest of the terms is this tablet's. */
export type Asked = Omit<Terms, 'locationId' | 'currency' | 'taxIncluded'>

/** Holds the order that is being rung up. Every change is kept before it is shown, so that a crash loses none. */
export function useBasket(outside: Outside) {
  const holding = useHeld(outside.store, outside.newId)
  const kept = () => holding.kept().basket
  const keep = holding.keepBasket
  const basket = computed(() => holding.held.value.basket)
  const isPlacing = ref(false)
  let placing: Promise<Charged> | null = null

  const asked = computed(() => linesOf(basket.value))
  const totals = computed(() => totalsOf(asked.value.lines, outside.business()?.taxIncluded ?? true))

  /** How many of each product are in it. Who asks for one of them hears of no other. */
  const units = shallowReactive(new Map<string, number>())
  watch(
    basket,
    (now) => {
      const next = unitsIn(now)
      for (const id of units.keys()) if (!next.has(id)) units.delete(id)
      for (const [id, size] of next) units.set(id, size)
    },
    { immediate: true, flush: 'sync' },
  )

  function add(product: Product, wish?: Wish): Added {
    const added = addTo(kept(), product, wish)
    if (added.ok) keep(added.basket)
    return added
  }

  /** Takes a line away and gives what brings it back. */
  function remove(key: number): () => void {
    const before = kept()
    const index = before.lines.findIndex((line) => line.key === key)
    const line = before.lines[index]
    keep(withQuantity(before, key, 0))
    return () => line && during(before.id, (now) => withLine(now, line, index))
  }

  /** Empties the basket and gives what brings it back, which says whether it is in hand again, or else on the shelf. */
  function clear(): () => boolean {
    const before = kept()
    keep(emptyBasket(outside.newId()))
    return () => {
      holding.change((now) => givenBack(now, before, outside.now()))
      return kept().id === before.id
    }
  }

  /** Sets the order's own discount, or that of line `key`; `approval` where a manager had to allow it. */
  function reduce(key: number | null, discount: Reduction | null, approval: Approval | null = null) {
    change((now) => {
      const next = key === null ? withDiscount(now, discount) : withLineDiscount(now, key, discount)
      return approval ? withApproval(next, approval) : next
    })
  }

  function change(by: (now: Basket) => Basket) {
    keep(by(kept()))
  }

  function during(id: string, by: (now: Basket) => Basket) {
    if (kept().id === id) change(by)
  }

  /** Places the order, once: whoever asks again while it is being saved gets the same answer. */
  function place(terms: Asked): Promise<Charged> {
    placing ??= placeNow(terms).finally(() => {
      placing = null
      isPlacing.value = false
    })
    return placing
  }

  async function placeNow(terms: Asked): Promise<Charged> {
    isPlacing.value = true
    const shown = basket.value
    const now = kept()
    const order = asOrder(now, terms)
    if (!order) return { ok: false, code: 'not-enrolled' }
    if (!isEqual(shown, now)) {
      holding.look()
      return { ok: false, code: 'moved-on' }
    }
    if (now.lines.length === 0) return { ok: false, code: 'empty' }
    const first = await outside.placeOrder(order, { id: now.id })
    // Where an order was already made of this basket and it was rung up further since, this is another one.
    const isOther = first.ok && first.isHeld && first.order && !isMadeOf(first.order, now)
    const placed = isOther ? await outside.placeOrder(order, { id: outside.newId() }) : first
    if (!placed.ok) return placed
    if (placed.order) outside.onSaved?.(placed.order)
    startNext(now)
    return placed
  }

  function asOrder(now: Basket, terms: Asked): Omit<PlacedOrder, 'number'> | null {
    const [device, business] = [outside.device(), outside.business()]
    if (!device || !business) return null
    const { locationId } = device
    const { currency, taxIncluded } = business
    return orderOf(now, { ...terms, locationId, currency, taxIncluded })
  }

  /** The order that it would be by now, of which nothing is paid yet; null while there is none. */
  function unpaid(): { id: string; order: Omit<PlacedOrder, 'number'> } | null {
    const now = basket.value
    if (now.lines.length === 0) return null
    const order = asOrder(now, { payments: [], owed: totals.value.total, startStatus: 'completed' })
    return order && { id: now.id, order }
  }

  /** Where another tab has parked it while it was being saved, it is no longer there to be sold. */
  function startNext(sold: Basket) {
    if (kept().id === sold.id) keep(emptyBasket(outside.newId()))
    else holding.change((now) => without(now, sold.id))
  }

  /** After a crash between saving an order and emptying its basket: empties it, and gives the order. */
  async function settle(): Promise<Order | null> {
    const now = kept()
    if (now.lines.length === 0) return null
    const made = await outside.orderById(now.id)
    if (!made || !isMadeOf(made, kept())) return null
    startNext(now)
    return made
  }

  return {
    lines: computed(() => basket.value.lines),
    customer: computed(() => basket.value.customer),
    note: computed(() => basket.value.note),
    units,
    size: computed(() => unitsOf(basket.value)),
    isEmpty: computed(() => basket.value.lines.length === 0),
    /** The lines as they will be sold, with what discounts come to. */
    sold: computed(() => asked.value.lines),
    subtotal: computed(() =>
      asked.value.lines.reduce((sum, line) => sum + line.total + (line.share ?? 0), 0),
    ),
    discount: computed(() => basket.value.discount ?? null),
    /** What the order's own discount comes to, minor units. */
    off: computed(() => asked.value.off),
    taxes: computed(() => totals.value.taxes),
    total: computed(() => totals.value.total),
    isPlacing,
    add,
    remove,
    clear,
    setQuantity: (key: number, quantity: number) => change((now) => withQuantity(now, key, quantity)),
    setLineNote: (key: number, note: string) => change((now) => withLineNote(now, key, note)),
    setWish: (key: number, product: Product, wish: Wish) =>
      change((now) => withWish(now, key, product, wish)),
    reduce,
    approve: (approval: Approval) => change((now) => withApproval(now, approval)),
    /** Which the order will have. */
    id: () => kept().id,
    needsApproval: (limit: number) => needsApproval(kept(), limit),
    shelf: useParked(holding, outside),
    typed: useTyped(holding),
    setDetails: (details: Details) => change((now) => withDetails(now, details)),
    details: computed(() => basket.value),
    charge: computed({
      get: () => basket.value.charge ?? plainCharge,
      set: (charge: Charge) => change((now) => ({ ...now, charge })),
    }),
    unpaid,
    place,
    settle,
  }
}

export type OpenBasket = ReturnType<typeof useBasket>

function isMadeOf(order: Order, basket: Basket): boolean {
  return facts(order.lines) === facts(linesOf(basket).lines)
}

function facts(lines: Order['lines']): string {
  return lines
    .map(({ productId, quantity, price, total, options = [] }) =>
      [productId, quantity, price, total, ...options.map(({ id }) => id)].join(' '),
    )
    .join()
}
