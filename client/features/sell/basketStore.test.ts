import { describe, expect, it } from 'vitest'
import type { KeptBasket } from '../../data/db.ts'
import { openBasketStore, recoverBasket } from './basketStore.ts'
import { id, tablet } from './testing.ts'

describe('what the browser keeps of the basket', () => {
  it('comes back after a crash in its latest form, also where the browser had written an older one', () => {
    const disk = new Map<string, string>()
    const storage = () => ({
      getItem: (name: string) => disk.get(name) ?? null,
      setItem: (name: string, value: string) => void disk.set(name, value),
    })
    const kept: KeptBasket[] = []
    const store = openBasketStore('tablet', storage, new EventTarget(), (form) => kept.push(form))
    const basket = { id: id(1), nextKey: 1, lines: [], customer: '', note: '' }
    store.write({ basket: { ...basket, customer: 'Ada' }, parked: [] })
    const written = new Map(disk)
    store.write({ basket: { ...basket, customer: 'Ben' }, parked: [] })

    const [older, newer] = kept
    const customer = () => openBasketStore('tablet', storage, new EventTarget()).read()?.basket.customer
    for (const [name, value] of written) disk.set(name, value)
    recoverBasket('tablet', newer ?? null, storage)
    expect(customer()).toBe('Ben')
    recoverBasket('tablet', older ?? null, storage)
    expect(customer()).toBe('Ben')
    disk.clear()
    recoverBasket('tablet', newer ?? null, storage)
    expect(customer()).toBe('Ben')
  })

  it('goes on where the browser keeps nothing', () => {
    const broken = () => {
      throw new Error('denied')
    }
    const store = openBasketStore('tablet', broken, new EventTarget())
    const basket = { id: id(1), nextKey: 1, lines: [], customer: 'Ada', note: '' }
    expect(store.read()).toBeNull()
    store.write({ basket, parked: [] })
    expect(store.read()).toMatchObject({ basket })
  })

  it('shows what it wrote last where the browser has no more room for it', () => {
    const disk = new Map<string, string>()
    let isFull = false
    const storage = () => ({
      getItem: (name: string) => disk.get(name) ?? null,
      setItem(name: string, value: string) {
        if (isFull) throw new DOMException('full', 'QuotaExceededError')
        disk.set(name, value)
      },
    })
    const store = openBasketStore('tablet', storage, new EventTarget())
    const basket = { id: id(1), nextKey: 1, lines: [], customer: 'Ada', note: '' }
    store.write({ basket, parked: [] })
    isFull = true
    store.write({ basket: { ...basket, customer: 'Ben' }, parked: [] })
    expect(store.read()?.basket.customer).toBe('Ben')
  })

  it('opens what an earlier version kept', () => {
    const line = { key: 1, productId: id(1), name: 'Tea', price: 210, taxRate: 0, quantity: 2, note: '' }
    const basket = { id: id(9), nextKey: 2, lines: [line], customer: 'Ada', note: '' }
    const { open, kept } = tablet()
    kept.set('basket.tablet', JSON.stringify({ turn: 7, basket }))
    expect([open().total.value, open().customer.value]).toEqual([420, 'Ada'])
    const parked = [{ basket: { ...basket, id: id(10) }, label: 'Blue coat', at: 1 }]
    kept.set('basket.tablet', JSON.stringify({ turn: 8, basket, parked }))
    const { shelf } = open()
    shelf.resume(id(10))
    expect(shelf.parked.value).toMatchObject([{ basket, label: '' }])
    shelf.resume(id(9))
    expect(shelf.parked.value).toMatchObject(parked.map(({ basket, label }) => ({ basket, label })))
  })
})
