import { describe, expect, it } from 'vitest'
import { computed } from 'vue'
import { bun, cash, id, tablet, tea } from './testing.ts'
import { plainCharge } from '../payments/charge.ts'

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

  it('tells of each product by itself how many are in it', () => {
    const basket = tablet().open()
    let asked = 0
    const teas = computed(() => [(asked += 1), basket.units.get(tea.id)])
    expect(teas.value).toEqual([1, undefined])
    basket.add(bun)
    expect(teas.value).toEqual([1, undefined])
    basket.add(tea)
    basket.add(tea)
    expect(teas.value).toEqual([2, 2])
    basket.clear()
    expect([teas.value, basket.units.size]).toEqual([[3, undefined], 0])
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

  it('places the order whatever was said first: the payment, the customer or the time', async () => {
    const { open, orders } = tablet()
    const basket = open()
    basket.add(tea)
    basket.charge.value = { ...plainCharge, parts: [{ kind: 'card', amount: 100 }] }
    basket.setDetails({ promisedAt: 5, email: '1.sealed', customer: 'Ada' })
    basket.add(bun)
    const payments = [{ kind: 'card' as const, amount: 100 }]
    const placed = await basket.place({ payments, owed: 390, startStatus: 'processing', promisedAt: 5 })
    expect(placed.ok).toBe(true)
    const contact = { sealed: '1.sealed', email: true, phone: false }
    expect(orders()).toMatchObject([{ owed: 390, promisedAt: 5, customer: { name: 'Ada', contact } }])
    expect([basket.charge.value, basket.details.value.promisedAt]).toEqual([plainCharge, undefined])
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

  it('parks a basket that was cleared where another order is in hand when it is taken back', () => {
    const basket = tablet().open()
    const { parked, park, resume } = basket.shelf
    const onShelf = () => parked.value.map((it) => it.basket.lines.map(({ name }) => name))
    basket.add(bun)
    const other = park() ?? ''
    basket.add(tea)
    const undo = basket.clear()
    resume(other)
    expect([undo(), basket.total.value, onShelf()]).toEqual([false, 280, [['Tea']]])
    expect([undo(), onShelf()]).toEqual([false, [['Tea']]])

    const undoNext = basket.clear()
    basket.setDetails({ customer: 'Morag' })
    expect([undoNext(), basket.customer.value, onShelf()]).toEqual([false, 'Morag', [['Tea'], ['Bun']]])
  })

  it('gives a basket that was cleared back into the hand once, also after the next order', async () => {
    const basket = tablet().open()
    basket.add(tea)
    const undo = basket.clear()
    basket.add(bun)
    await basket.place(cash(280))
    expect([undo(), basket.total.value]).toEqual([true, 210])
    basket.add(bun)
    expect([undo(), basket.total.value, basket.shelf.parked.value]).toEqual([true, 490, []])
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
})

describe('discounts', () => {
  it('ends what a manager allowed with the last discount', () => {
    const basket = tablet().open()
    basket.add(tea)
    const approval = { by: id(70), grant: id(71) }
    basket.reduce(null, { kind: 'percent', value: 5_000 }, approval)
    expect([basket.total.value, basket.off.value, basket.needsApproval(1_000)]).toEqual([105, 105, false])
    basket.reduce(null, null)
    basket.reduce(1, { kind: 'amount', value: 100 })
    expect([basket.total.value, basket.needsApproval(1_000)]).toEqual([110, true])
  })

  it('asks again where more is taken off than a manager allowed, and not for less', () => {
    const basket = tablet().open()
    basket.add(tea)
    basket.reduce(1, { kind: 'percent', value: 10_000 }, { by: id(70), grant: id(71) })
    expect(basket.needsApproval(1_000)).toBe(false)
    basket.setQuantity(1, 200)
    expect(basket.needsApproval(1_000)).toBe(true)
    basket.approve({ by: id(70), grant: id(71) })
    basket.setQuantity(1, 100)
    expect(basket.needsApproval(1_000)).toBe(false)
  })

  it('asks again where a smaller order makes an amount too much of it', () => {
    const basket = tablet().open()
    for (let n = 0; n < 5; n += 1) basket.add(tea)
    basket.reduce(null, { kind: 'amount', value: 100 })
    expect(basket.needsApproval(1_000)).toBe(false)
    basket.setQuantity(1, 2)
    expect(basket.needsApproval(1_000)).toBe(true)
  })
})
