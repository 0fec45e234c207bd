import { describe, expect, it } from 'vitest'
import { plainCharge } from '../payments/charge.ts'
import { bun, cash, tablet, tea } from './testing.ts'
import type { OpenBasket } from './useBasket.ts'

describe('parking', () => {
  it('puts the order aside and takes it up again, with the one that was open in its place', () => {
    const basket = tablet().open()
    const { parked, park, resume } = basket.shelf
    basket.add(tea)
    const first = park() ?? ''
    expect([basket.isEmpty.value, parked.value.length]).toEqual([true, 1])
    basket.add(bun)
    resume(first)
    expect([basket.total.value, parked.value.map((it) => it.basket.lines[0]?.name)]).toEqual([210, ['Bun']])
    park()
    expect(parked.value).toHaveLength(2)
  })

  it('loses nothing that was said of an order without lines, and keeps none of which nothing was', () => {
    const said: Parameters<OpenBasket['setDetails']>[0][] = [
      { customer: 'Morag' },
      { note: 'Calls at noon' },
      { promisedAt: 5 },
      { phone: '1.sealed' },
    ]
    for (const details of said) {
      const basket = tablet().open()
      const { parked, park, resume } = basket.shelf
      basket.add(tea)
      const first = park() ?? ''
      basket.setDetails(details)
      const typed = basket.details.value
      resume(first)
      expect([basket.total.value, parked.value.map((it) => it.basket)]).toEqual([210, [typed]])
    }
    const basket = tablet().open()
    basket.add(tea)
    const first = basket.shelf.park() ?? ''
    basket.setDetails({ customer: 'Morag' })
    basket.setDetails({ customer: '' })
    basket.charge.value = plainCharge
    basket.shelf.resume(first)
    expect([basket.total.value, basket.shelf.parked.value]).toEqual([210, []])
  })

  it('keeps what is parked through a reload, for every tab, with its name', () => {
    const { open } = tablet()
    const [one, other] = [open(), open()]
    one.add(tea)
    one.shelf.name(one.shelf.park() ?? '', ' Ada’s ')
    expect(other.shelf.parked.value.map(({ label }) => label)).toEqual(['Ada’s'])
    expect(open().shelf.parked.value.map(({ basket }) => basket.lines[0]?.name)).toEqual(['Tea'])
  })

  it('leaves an order its name when it is taken up, and another after it', () => {
    const { open } = tablet()
    const before = open()
    before.add(tea)
    const coat = before.shelf.park() ?? ''
    before.shelf.name(coat, 'Blue coat')
    before.add(bun)
    const other = before.shelf.park() ?? ''
    before.shelf.resume(coat)
    before.setDetails({ note: 'Oat milk' })
    before.clear()()

    const { parked, park, name, resume } = open().shelf
    const labels = () => parked.value.map(({ label }) => label)
    resume(other)
    expect(labels()).toEqual(['Blue coat'])
    name(coat, '')
    resume(coat)
    park()
    expect(labels()).toEqual(['', ''])
  })

  it('gives the name of an order that was sold to none after it', async () => {
    const basket = tablet().open()
    basket.add(tea)
    const coat = basket.shelf.park() ?? ''
    basket.shelf.name(coat, 'Blue coat')
    basket.shelf.resume(coat)
    await basket.place(cash(210))
    basket.add(bun)
    basket.shelf.park()
    expect(basket.shelf.parked.value.map(({ label }) => label)).toEqual([''])
  })

  it('gives a parked order to one of two tabs that ask for it at once', () => {
    const { open } = tablet()
    const [one, other] = [open(), open()]
    one.add(tea)
    const id = one.shelf.park() ?? ''
    one.shelf.resume(id)
    other.shelf.resume(id)
    expect([one.total.value, other.total.value, one.shelf.parked.value]).toEqual([210, 210, []])
  })

  it('sells a parked order once, though another tab parks it while it is being saved', async () => {
    const { open, orders } = tablet()
    const [one, other] = [open(), open()]
    one.add(tea)
    const charging = one.place(cash(210))
    const id = other.shelf.park() ?? ''
    await charging
    expect([one.shelf.parked.value, other.shelf.parked.value]).toEqual([[], []])
    other.shelf.resume(id)
    expect([other.isEmpty.value, orders().length]).toEqual([true, 1])
  })

  it('brings back what was taken off the shelf', () => {
    const basket = tablet().open()
    const { parked, park, remove } = basket.shelf
    basket.add(tea)
    const undo = remove(park() ?? '')
    expect(parked.value).toEqual([])
    undo()
    undo()
    expect(parked.value).toHaveLength(1)
  })

  it('parks nothing where nothing is in the basket, and no more than the shelf holds', () => {
    const basket = tablet().open()
    expect(basket.shelf.park()).toBeNull()
    for (let n = 0; n < 40; n += 1) {
      basket.add(tea)
      basket.shelf.park()
    }
    basket.add(tea)
    expect([basket.shelf.isFull.value, basket.shelf.park(), basket.size.value]).toEqual([true, null, 1])
  })
})
