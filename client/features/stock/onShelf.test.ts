import { beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick, ref } from 'vue'
import { levelsAt } from '../../data/queries.ts'
import { ids, outsideWith } from '../../data/testing.ts'
import type { Till } from '../../data/till.ts'
import { tabsOn } from '../app/testing.ts'
import { emptyGroup } from '../catalogue/optionsForm.ts'
import { useProductForm } from '../catalogue/useProductForm.ts'
import type { MoveKind } from './moving.ts'
import { useCountSheet } from './useCountSheet.ts'
import { useMoveSheet } from './useMoveSheet.ts'

const [bun, roll] = ids.products as [string, string]
let till: Till
let shelf: ReturnType<typeof memory>
let within: <T>(make: () => T) => T
let clock: number

beforeEach(async () => {
  clock = 1_800_000_000_000
  const tabs = await tabsOn('shelf', outsideWith({ now: () => clock }))
  till = tabs.till
  within = tabs.within
  shelf = memory()
  return tabs.close
})

describe('a count on a tablet', () => {
  const open = () =>
    within(() => useCountSheet(() => ids.location, { now: () => clock, storage: () => shelf }))

  it('keeps what was counted when goods go before it is saved', async () => {
    await receive(bun, 14)
    const count = open()
    await until(() => count.expectedOf(bun) === 14)
    clock += 60_000
    count.type(bun, '12')
    expect(count.difference(bun)).toBe(-2)
    clock += 60_000
    await till.record('stock.move', waste(bun, 1))
    await until(async () => (await level(bun)) === 13)
    clock += 60_000
    expect(await count.save()).toBe(true)
    expect(await level(bun)).toBe(11)
  })

  it('saves only what was entered, and forgets it then', async () => {
    await receive(bun, 14)
    const count = open()
    await until(() => count.expectedOf(bun) === 14)
    count.type(bun, '14')
    count.type(roll, '3')
    count.type(roll, '')
    expect(await count.save()).toBe(true)
    expect((await till.db.count.toArray()).map(({ productId, quantity }) => [productId, quantity])).toEqual([
      [bun, 14],
    ])
    expect(open().summary.value.counted).toBe(0)
  })

  it('goes on after a reload', () => {
    open().type(bun, '7')
    expect(open().textOf(bun)).toBe('7')
  })

  it('saves nothing while a number cannot be read, or nobody is on the till', async () => {
    const count = open()
    count.type(bun, '1.5')
    expect(await count.save()).toBe(false)
    count.type(bun, '2')
    await till.leave()
    expect(await count.save()).toBe(false)
    expect(count.problem.value).toMatch(/Nobody is signed in/)
    expect(count.textOf(bun)).toBe('2')
    expect(await till.db.count.count()).toBe(0)
  })
})

describe('a move on a tablet', () => {
  it('takes goods from one place to another and takes what was typed along to another kind', async () => {
    const kind = ref<MoveKind>('waste')
    const move = within(() =>
      useMoveSheet(
        () => kind.value,
        () => ids.location,
        () => shelf,
      ),
    )
    move.type(bun, '3')
    kind.value = 'transfer'
    await nextTick()
    expect(move.textOf(bun)).toBe('3')
    expect(await move.save()).toBe(false)
    expect(move.errors.value).toHaveProperty('to')
    move.to.value = ids.store
    expect(await move.save()).toBe(true)
    expect([await level(bun), await level(bun, ids.store)]).toEqual([-3, 3])
    kind.value = 'waste'
    expect(move.typed.value).toBe(0)
  })

  const open = (kind: MoveKind = 'received') =>
    within(() =>
      useMoveSheet(
        () => kind,
        () => ids.location,
        () => shelf,
      ),
    )

  it('is recorded once where two tabs show the same kept form, together or one after the other', async () => {
    for (const kind of ['received', 'correction'] as const) {
      const before = await level(bun)
      const one = open(kind)
      one.type(bun, '20')
      one.note.value = 'from the van'
      const other = open(kind)
      expect(other.textOf(bun)).toBe('20')
      expect(await Promise.all([one.save(), other.save()])).toEqual([true, true])
      expect(await level(bun)).toBe(before + 20)

      const next = open(kind)
      expect(next.typed.value).toBe(0)
      next.type(bun, '20')
      const late = open(kind)
      expect(await next.save()).toBe(true)
      await until(() => late.typed.value === 0)
      expect(await late.save()).toBe(false)
      expect(await level(bun)).toBe(before + 40)
    }
  })

  it('is recorded as both said, where two tabs were typed into for themselves', async () => {
    const [one, other] = [open(), open()]
    one.type(bun, '20')
    other.type(bun, '5')
    expect(await Promise.all([one.save(), other.save()])).toEqual([true, true])
    expect(await level(bun)).toBe(25)
  })

  it('is forgotten after a tablet that went off between recording and forgetting it', async () => {
    const one = open('transfer')
    one.type(bun, '20')
    const items = new Map(shelf.items)
    one.to.value = ids.store
    expect(await one.save()).toBe(true)
    for (const [name, value] of items) shelf.setItem(name, value)
    const again = open('transfer')
    expect(again.typed.value).toBe(1)
    await until(() => again.typed.value === 0)
    expect(await level(bun)).toBe(-20)
  })
})

describe('an edit on a tablet', () => {
  it('sends only the changed fields, and keeps what was typed when it is refused', async () => {
    const product = await till.db.product.get(bun)
    if (!product) throw new Error('no bun')
    const form = within(() => useProductForm(product, () => [product]))
    form.draft.price = '2.8'
    expect(form.isDirty.value).toBe(true)
    expect(await form.save()).toBe(true)
    const [entry] = await till.db.entries.toArray()
    expect(entry?.command.args).toEqual({ id: bun, isNew: false, fields: { price: 280 } })
    await till.leave()
    form.draft.name = 'Cinnamon bun'
    expect(await form.save()).toBe(false)
    expect([form.draft.name, form.draft.price]).toEqual(['Cinnamon bun', '2.8'])
    expect(form.problem.value).toMatch(/Sign in/)
  })

  it('lets a sentence go once its field is right, and brings none while one types', async () => {
    const form = within(() => useProductForm(null, () => []))
    form.draft.taxRate = '200'
    await nextTick()
    expect(form.errors.value).toEqual({})
    await form.save()
    expect(Object.keys(form.errors.value).sort()).toEqual(['name', 'price', 'taxRate'])
    form.draft.name = 'Tea'
    await nextTick()
    expect(Object.keys(form.errors.value).sort()).toEqual(['price', 'taxRate'])
  })

  it('takes up what was typed before the tablet went off, and leaves what others changed since', async () => {
    const product = await till.db.product.get(bun)
    if (!product) throw new Error('no bun')
    const kept = new Map<string, string>()
    const shelf = {
      getItem: (name: string) => kept.get(name) ?? null,
      setItem: (name: string, value: string) => void kept.set(name, value),
      removeItem: (name: string) => void kept.delete(name),
    }
    const open = (as = product) =>
      within(() =>
        useProductForm(
          as,
          () => [as],
          null,
          '',
          undefined,
          () => shelf,
        ),
      )
    const before = open()
    before.draft.options = [emptyGroup(() => ids.store)]
    await nextTick()
    const after = open({ ...product, name: 'Iced bun' })
    expect([after.wasKept.value, after.draft.name, after.draft.options.length]).toEqual([true, 'Iced bun', 1])
    after.startOver()
    expect([after.isDirty.value, kept.size]).toEqual([false, 0])
  })

  it('makes another product under another id', async () => {
    const form = within(() => useProductForm(null, () => []))
    Object.assign(form.draft, { name: 'Tea', price: '2', category: 'Drinks' })
    expect(await form.save()).toBe(true)
    form.startAnother()
    expect([form.draft.name, form.draft.category, form.isDirty.value]).toEqual(['', 'Drinks', false])
    Object.assign(form.draft, { name: 'Cocoa', price: '3' })
    expect(await form.save()).toBe(true)
    const names = (await till.db.product.toArray()).map(({ name }) => name)
    expect(names).toEqual(expect.arrayContaining(['Tea', 'Cocoa']))
  })
})

async function receive(productId: string, quantity: number) {
  const lines = [{ productId, quantity }]
  await till.record('stock.move', { locationId: ids.location, reason: 'received', lines })
}

function waste(productId: string, quantity: number) {
  return { locationId: ids.location, reason: 'waste' as const, lines: [{ productId, quantity }] }
}

async function level(productId: string, locationId = ids.location): Promise<number> {
  return (await levelsAt(till.db, locationId)).get(productId)?.quantity ?? 0
}

async function until(isSo: () => boolean | Promise<boolean>) {
  await vi.waitFor(async () => expect(await isSo()).toBe(true))
}

function memory() {
  const items = new Map<string, string>()
  return {
    items,
    getItem: (name: string) => items.get(name) ?? null,
    setItem: (name: string, value: string) => void items.set(name, value),
    removeItem: (name: string) => void items.delete(name),
  }
}
