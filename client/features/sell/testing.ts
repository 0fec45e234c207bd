import { effectScope } from 'vue'
import type { PlacedOrder } from '#shared/order.ts'
import type { Order, Product } from '#shared/rows.ts'
import { openBasketStore } from './basketStore.ts'
import { useBasket } from './useBasket.ts'
import type { OpenBasket } from './useBasket.ts'

export const id = (n: number) => `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`
export const cash = (amount: number) => ({
  payments: [{ kind: 'cash' as const, amount }],
  startStatus: 'completed' as const,
})

export const tea = product(1, 'Tea', 210)
export const bun = product(2, 'Bun', 280)

function product(n: number, name: string, price: number): Product {
  const plain = { category: '', emoji: '', color: '', barcode: '', tracked: true, threshold: 0, active: true }
  return { ...plain, id: id(n), name, sku: `S${n}`, price, taxRate: 0, stamps: {} }
}

/** A tablet: what its browser keeps, the orders it made, and tabs on both. */
export function tablet() {
  const kept = new Map<string, string>()
  const orders = new Map<string, Order>()
  const tabs: EventTarget[] = []
  let last = 100

  function open(): OpenBasket {
    const here = new EventTarget()
    tabs.push(here)
    const storage = {
      getItem: (name: string) => kept.get(name) ?? null,
      setItem(name: string, value: string) {
        kept.set(name, value)
        for (const tab of tabs) {
          if (tab !== here) tab.dispatchEvent(Object.assign(new Event('storage'), { key: name }))
        }
      },
    }
    const basket = effectScope(true).run(() =>
      useBasket({
        store: openBasketStore('tablet', () => storage, here),
        newId: () => id(++last),
        now: () => 1_760_000_000_000 + ++last,
        device: () => ({ locationId: id(50) }),
        business: () => ({ currency: 'GBP', taxIncluded: true }),
        orderById: async (orderId) => orders.get(orderId) ?? null,
        placeOrder,
      }),
    )
    if (!basket) throw new Error('no basket')
    return basket
  }

  async function placeOrder(order: Omit<PlacedOrder, 'number'>, options: { id: string }) {
    await new Promise((resolve) => setTimeout(resolve, 2))
    const known = orders.get(options.id)
    const number = known?.number ?? `A-${String(orders.size + 1).padStart(4, '0')}`
    const made = known ?? rowOf(options.id, { ...order, number })
    orders.set(options.id, made)
    return { ok: true as const, id: options.id, number, order: made, isHeld: known !== undefined }
  }

  return { open, kept, orders: () => [...orders.values()] }
}

function rowOf(orderId: string, order: PlacedOrder): Order {
  const placed = { deviceId: id(60), actorId: id(61), placedAt: 1, zone: 'Europe/London', statusAt: 1 }
  return { ...order, ...placed, id: orderId, status: order.startStatus }
}
