import { computed, onScopeDispose, ref, shallowRef } from 'vue'
import { totalsOf, unitsOf } from '#shared/order.ts'
import type { PlacedOrder } from '#shared/order.ts'
import type { Business, Device, Order, Product } from '#shared/rows.ts'
import type { Placed, RecordCode } from '../../data/journal.ts'
import {
  addTo,
  emptyBasket,
  linesOf,
  orderOf,
  unitsIn,
  withDetails,
  withLine,
  withLineNote,
  withQuantity,
} from './basket.ts'
import type { Added, Basket, Terms } from './basket.ts'
import type { BasketStore } from './basketStore.ts'

/** What ringing up an order takes from the world around it. */
export interface Outside {
  store: BasketStore
  newId(): string
  device(): Pick<Device, 'locationId'> | null
  business(): Pick<Business, 'currency' | 'taxIncluded'> | null
  orderById(id: string): Promise<Order | null>
  /** With an id that already has its order, gives that order's number and makes no other. */
  placeOrder(order: Omit<PlacedOrder, 'number'>, options: { id: string }): Promise<Placed>
}

export type Charged =
  { ok: true; id: string; number: string } | { ok: false; code: RecordCode | 'empty' | 'moved-on' }

/** Holds the order that is being rung up. Every change is kept before it is shown, so that a crash loses none. */
export function useBasket(outside: Outside) {
  const { store } = outside
  const basket = shallowRef(kept())
  const isPlacing = ref(false)
  let placing: Promise<Charged> | null = null

  const totals = computed(() => totalsOf(linesOf(basket.value), outside.business()?.taxIncluded ?? true))
  onScopeDispose(store.subscribe(() => (basket.value = kept())))

  function add(product: Product): Added {
    const added = addTo(kept(), product)
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

  /** Empties the basket and gives what brings it back, as long as no other order was begun meanwhile. */
  function clear(): () => void {
    const before = kept()
    keep(emptyBasket(outside.newId()))
    const { id } = basket.value
    return () => during(id, (now) => (now.lines.length === 0 ? before : now))
  }

  function change(by: (now: Basket) => Basket) {
    keep(by(kept()))
  }

  function during(id: string, by: (now: Basket) => Basket) {
    if (kept().id === id) change(by)
  }

  /** Places the order, once: whoever asks again while it is being saved gets the same answer. */
  function place(terms: Pick<Terms, 'payments' | 'startStatus'>): Promise<Charged> {
    placing ??= placeNow(terms).finally(() => {
      placing = null
      isPlacing.value = false
    })
    return placing
  }

  async function placeNow(terms: Pick<Terms, 'payments' | 'startStatus'>): Promise<Charged> {
    isPlacing.value = true
    const shown = basket.value
    const now = kept()
    const [device, business] = [outside.device(), outside.business()]
    if (!device || !business) return { ok: false, code: 'not-enrolled' }
    if (!isSame(shown, now)) {
      basket.value = now
      return { ok: false, code: 'moved-on' }
    }
    if (now.lines.length === 0) return { ok: false, code: 'empty' }
    const { locationId } = device
    const { currency, taxIncluded } = business
    const order = orderOf(now, { ...terms, locationId, currency, taxIncluded })
    const placed = await outside.placeOrder(order, { id: await idFor(now) })
    if (placed.ok) startNext(now)
    return placed
  }

  /** The basket's own id, unless an order was already made of it and it was rung up further since. */
  async function idFor(now: Basket): Promise<string> {
    const made = await outside.orderById(now.id)
    return !made || isMadeOf(made, now) ? now.id : outside.newId()
  }

  function startNext(sold: Basket) {
    if (kept().id === sold.id) keep(emptyBasket(outside.newId()))
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

  function keep(next: Basket) {
    store.write(next)
    basket.value = next
  }

  function kept(): Basket {
    return store.read() ?? begin()
  }

  function begin(): Basket {
    const begun = emptyBasket(outside.newId())
    store.write(begun)
    return begun
  }

  return {
    lines: computed(() => basket.value.lines),
    customer: computed(() => basket.value.customer),
    note: computed(() => basket.value.note),
    units: computed(() => unitsIn(basket.value)),
    size: computed(() => unitsOf(basket.value)),
    isEmpty: computed(() => basket.value.lines.length === 0),
    subtotal: computed(() => linesOf(basket.value).reduce((sum, line) => sum + line.total, 0)),
    taxes: computed(() => totals.value.taxes),
    total: computed(() => totals.value.total),
    isPlacing,
    add,
    remove,
    clear,
    setQuantity: (key: number, quantity: number) => change((now) => withQuantity(now, key, quantity)),
    setLineNote: (key: number, note: string) => change((now) => withLineNote(now, key, note)),
    setDetails: (details: { customer: string; note: string }) => change((now) => withDetails(now, details)),
    place,
    settle,
  }
}

export type OpenBasket = ReturnType<typeof useBasket>

function isSame(one: Basket, other: Basket): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

function isMadeOf(order: Order, basket: Basket): boolean {
  const facts = ({ lines }: { lines: readonly { productId: string; quantity: number; price: number }[] }) =>
    lines.map((line) => `${line.productId} ${line.quantity} ${line.price}`).join()
  return facts(order) === facts(basket)
}
