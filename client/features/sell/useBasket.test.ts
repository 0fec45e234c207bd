import { effectScope } from 'vue'
import { describe, expect, it } from 'vitest'
import type { PlacedOrder } from '#shared/order.ts'
import type { Order, Product } from '#shared/rows.ts'
import type { KeptBasket } from '../../data/db.ts'
import { openBasketStore, recoverBasket } from './basketStore.ts'
import { useBasket } from './useBasket.ts'
import type { OpenBasket } from './useBasket.ts'

const id = (n: number) => `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`
const cash = (amount: number) => ({
  payments: [{ kind: 'cash' as const, amount }],
  startStatus: 'completed' as const,
})

const tea = product(1, 'Tea', 210)
const bun = product(2, 'Bun', 280)

function product(n: number, name: string, price: number): Product {
  const plain = { category: '', emoji: '', color: '', barcode: '', tracked: true, threshold: 0, active: true }
  return { ...plain, id: id(n), name, sku: `S${n}`, price, taxRate: 0, stamps: {} }
}

/** A tablet: what its browser keeps, the orders it made, and tabs on both. */
function tablet() {
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
    if (!known) orders.set(options.id, rowOf(options.id, { ...order, number }))
    return { ok: true as const, id: options.id, number }
  }

  return { open, kept, orders: () => [...orders.values()] }
}

function rowOf(orderId: string, order: PlacedOrder): Order {
  const placed = { deviceId: id(60), actorId: id(61), placedAt: 1, zone: 'Europe/London', statusAt: 1 }
  return { ...order, ...placed, id: orderId, status: order.startStatus }
}

describe('ringing up', () => {
  it('is there again after a reload, to the last tap', () => {
    const { open } = tablet()
    const before = open()
    before.add(tea)
    before.add(tea)
    before.setDetails({ customer: 'Ada', note: '' })
    const after = open()
    expect([after.size.value, after.total.value, after.customer.value]).toEqual([2, 420, 'Ada'])
  })

  it('makes one order of a double tap', async () => {
    const { open, orders } = tablet()
    const basket = open()
    basket.add(tea)
    const answers = await Promise.all([basket.place(cash(210)), basket.place(cash(210))])
    expect(answers.map((answer) => answer.ok && answer.number)).toEqual(['A-0001', 'A-0001'])
    expect(orders()).toHaveLength(1)
    expect(basket.isEmpty.value).toBe(true)
  })

  it('makes none of a tap that comes after it is saved', async () => {
    const { open, orders } = tablet()
    const basket = open()
    basket.add(tea)
    await basket.place(cash(210))
    expect(await basket.place(cash(210))).toEqual({ ok: false, code: 'empty' })
    expect(orders()).toHaveLength(1)
  })

  it('makes one order of two tabs that charge the same basket at the same time', async () => {
    const { open, orders } = tablet()
    const [one, other] = [open(), open()]
    one.add(tea)
    expect(other.size.value).toBe(1)
    await Promise.all([one.place(cash(210)), other.place(cash(210))])
    expect(orders()).toHaveLength(1)
    expect([one.isEmpty.value, other.isEmpty.value]).toEqual([true, true])
  })

  it('makes one order when the tablet dies between saving it and emptying the basket', async () => {
    const { open, orders, kept } = tablet()
    const basket = open()
    basket.add(tea)
    const atTheTap = [...kept]
    await basket.place(cash(210))
    for (const [name, value] of atTheTap) kept.set(name, value)

    const charged = await open().place(cash(210))
    expect(charged.ok && charged.number).toBe('A-0001')
    for (const [name, value] of atTheTap) kept.set(name, value)
    const after = open()
    expect((await after.settle())?.number).toBe('A-0001')
    expect(after.isEmpty.value).toBe(true)
    expect(orders()).toHaveLength(1)
  })

  it('makes a second order of what was rung up further after such a crash, rather than lose it', async () => {
    const { open, orders, kept } = tablet()
    const basket = open()
    basket.add(tea)
    const atTheTap = [...kept]
    await basket.place(cash(210))
    for (const [name, value] of atTheTap) kept.set(name, value)

    const after = open()
    after.add(bun)
    const charged = await after.place(cash(490))
    expect(charged.ok && charged.number).toBe('A-0002')
    expect(orders().map(({ total }) => total)).toEqual([210, 490])
    expect(after.isEmpty.value).toBe(true)
  })

  it('leaves alone at the start what has not been sold yet', async () => {
    const { open } = tablet()
    open().add(tea)
    const after = open()
    expect(await after.settle()).toBeNull()
    expect(after.size.value).toBe(1)
  })

  it('takes back a line, and a basket, that was removed', () => {
    const basket = tablet().open()
    basket.add(tea)
    basket.add(bun)
    const first = basket.lines.value[0]
    const undo = basket.remove(first?.key ?? 0)
    expect(basket.lines.value.map(({ name }) => name)).toEqual(['Bun'])
    undo()
    expect(basket.lines.value.map(({ name }) => name)).toEqual(['Tea', 'Bun'])
    const undoClear = basket.clear()
    expect(basket.isEmpty.value).toBe(true)
    undoClear()
    expect(basket.total.value).toBe(490)
  })

  it('brings nothing of the last order back into the next', async () => {
    const basket = tablet().open()
    basket.add(tea)
    basket.add(bun)
    const undo = basket.remove(1)
    await basket.place(cash(280))
    basket.add(tea)
    undo()
    expect(basket.lines.value.map(({ name, quantity }) => [name, quantity])).toEqual([['Tea', 1]])
  })

  it('comes back after a crash in its latest form, also where the browser had written an older one', () => {
    const disk = new Map<string, string>()
    const storage = () => ({
      getItem: (name: string) => disk.get(name) ?? null,
      setItem: (name: string, value: string) => void disk.set(name, value),
    })
    const kept: KeptBasket[] = []
    const store = openBasketStore('tablet', storage, new EventTarget(), (form) => kept.push(form))
    const basket = { id: id(1), nextKey: 1, lines: [], customer: '', note: '' }
    store.write({ ...basket, customer: 'Ada' })
    const written = new Map(disk)
    store.write({ ...basket, customer: 'Ben' })

    const [older, newer] = kept
    for (const [name, value] of written) disk.set(name, value)
    recoverBasket('tablet', newer ?? null, storage)
    expect(store.read()?.customer).toBe('Ben')
    recoverBasket('tablet', older ?? null, storage)
    expect(store.read()?.customer).toBe('Ben')
    disk.clear()
    recoverBasket('tablet', newer ?? null, storage)
    expect(openBasketStore('tablet', storage, new EventTarget()).read()?.customer).toBe('Ben')
  })

  it('goes on where the browser keeps nothing', () => {
    const broken = () => {
      throw new Error('denied')
    }
    const store = openBasketStore('tablet', broken, new EventTarget())
    const fresh = { id: id(1), nextKey: 1, lines: [], customer: 'Ada', note: '' }
    expect(store.read()).toBeNull()
    store.write(fresh)
    expect(store.read()).toEqual(fresh)
  })
})
