import { describe, expect, it } from 'vitest'
import { addsUp } from '#shared/order.ts'
import type { Product } from '#shared/rows.ts'
import { mostMinor } from '#shared/schema.ts'
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
import type { Basket, Wish } from './basket.ts'
import { withDetails } from './customer.ts'
import { orderOf } from './placing.ts'
import type { Terms } from './placing.ts'

const id = (n: number) => `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`

const bread = product(1, 'Country sourdough', 390)
const tea = product(2, 'Tea', 210, 2_000)

function product(n: number, name: string, price: number, taxRate = 0): Product {
  const plain = { category: '', emoji: '', color: '', barcode: '', tracked: true, threshold: 0, active: true }
  return { ...plain, id: id(n), name, sku: `S${n}`, price, taxRate, stamps: {} }
}

function filled(...products: Product[]): Basket {
  return products.reduce(
    (basket, next) => {
      const added = addTo(basket, next)
      if (!added.ok) throw new Error(added.code)
      return added.basket
    },
    emptyBasket(id(9)),
  )
}

const terms: Terms = {
  locationId: id(8),
  currency: 'GBP',
  taxIncluded: true,
  payments: [],
  startStatus: 'completed',
}

describe('the basket', () => {
  it('counts one more of what is in it already', () => {
    const basket = filled(bread, tea, bread)
    expect(basket.lines.map(({ name, quantity }) => [name, quantity])).toEqual([
      ['Country sourdough', 2],
      ['Tea', 1],
    ])
    expect(unitsIn(basket).get(bread.id)).toBe(2)
  })

  it('takes along what one costs to make, and none from a product it is changed into that has none', () => {
    const basket = filled({ ...bread, cost: 120 }, { ...tea, cost: null })
    expect(orderOf(basket, terms).lines.map(({ cost }) => cost)).toEqual([120, undefined])
    const key = basket.lines[0]?.key ?? 0
    expect(orderOf(withWish(basket, key, tea, {}), terms).lines.every((line) => !('cost' in line))).toBe(true)
  })

  it('starts a line of its own beside one with a note, or at a new price', () => {
    const noted = withLineNote(filled(tea), 1, 'oat milk')
    const added = addTo(noted, tea)
    expect(added.ok && added.basket.lines.map(({ note, quantity }) => [note, quantity])).toEqual([
      ['oat milk', 1],
      ['', 1],
    ])
    const dearer = addTo(filled(tea), { ...tea, price: 230 })
    expect(dearer.ok && dearer.basket.lines.map(({ price }) => price)).toEqual([210, 230])
    expect(unitsIn(noted).get(tea.id)).toBe(1)
  })

  it('loses a line at nought and takes it back where it was', () => {
    const before = filled(bread, tea)
    const [line] = before.lines
    const after = withQuantity(before, 1, 0)
    expect(after.lines.map(({ name }) => name)).toEqual(['Tea'])
    expect(line && withLine(after, line, 0)).toEqual(before)
    expect(line && withLine(before, line, 0)).toBe(before)
  })

  it('never gives two lines one key', () => {
    const before = filled(bread)
    const [line] = before.lines
    const without = withQuantity(before, 1, 0)
    const added = addTo(without, tea)
    const keys = added.ok && line ? withLine(added.basket, line, 0).lines.map(({ key }) => key) : []
    expect(new Set(keys).size).toBe(2)
  })

  it('stays within what an order can hold', () => {
    expect(withQuantity(filled(bread), 1, 123_456).lines[0]?.quantity).toBe(9_999)
    expect(addTo(filled(bread), product(3, 'Diamond', mostMinor))).toEqual({ ok: false, code: 'too-much' })
    const many = Array.from({ length: 200 }, (_, n) => product(100 + n, `Thing ${n}`, 1))
    expect(addTo(filled(...many), bread)).toEqual({ ok: false, code: 'too-many-lines' })
  })

  it.each([
    [true, 1_020, [0, 40]],
    [false, 1_068, [0, 48]],
  ])('makes an order that adds up, prices with tax: %s', (taxIncluded, total, taxes) => {
    const basket = withQuantity(filled(bread, tea, bread), 2, 1)
    const withTax = addTo(basket, { ...tea, price: 30, name: 'Small tea' })
    if (!withTax.ok) throw new Error('refused')
    const order = orderOf(withTax.basket, {
      ...terms,
      taxIncluded,
      payments: [{ kind: 'cash', amount: total }],
    })
    expect(order.total).toBe(total)
    expect(order.taxes.map(({ tax }) => tax)).toEqual(taxes)
    expect(addsUp({ ...order, number: 'A-0001' })).toBe(true)
  })

  const oat = { id: id(20), name: 'Oat milk', price: 40 }
  const soya = { id: id(21), name: 'Soya milk', price: 30 }
  const wish = (basket: Basket, wanted: Wish, product = tea) => {
    const added = addTo(basket, product, wanted)
    if (!added.ok) throw new Error(added.code)
    return added.basket
  }
  const shown = ({ lines }: Basket) =>
    lines.map((line) => `${line.quantity} ${line.name} ${line.options.map(({ name }) => name).join()}`)

  it('joins what has the same options, and nothing else', () => {
    const basket = [{ options: [oat] }, {}, { options: [oat] }, { options: [soya] }].reduce(
      (all, wanted) => wish(all, wanted),
      emptyBasket(id(9)),
    )
    expect(shown(basket)).toEqual(['2 Tea Oat milk', '1 Tea ', '1 Tea Soya milk'])
    expect(shown(withWish(basket, 3, tea, { options: [oat] }))).toEqual(['3 Tea Oat milk', '1 Tea '])
    expect(shown(withWish(basket, 3, tea, {}))).toEqual(['2 Tea Oat milk', '2 Tea '])
    expect(shown(withWish(basket, 1, bread, {}))).toEqual([
      '2 Country sourdough ',
      '1 Tea ',
      '1 Tea Soya milk',
    ])
  })

  it('leaves a line with a discount alone when one more is added', () => {
    const reduced = withLineDiscount(filled(tea), 1, { kind: 'percent', value: 1_000 })
    expect(shown(wish(reduced, {}))).toEqual(['1 Tea ', '1 Tea '])
  })

  it('sells an open price under the name that was typed, and a variant under its own', () => {
    const large = { ...tea, variantOf: tea.id, variant: 'Large' }
    const basket = wish(wish(emptyBasket(id(9)), { price: 1_234, name: ' Old jug ' }), {}, large)
    expect(basket.lines.map(({ name, price }) => [name, price])).toEqual([
      ['Old jug', 1_234],
      ['Tea, Large', 210],
    ])
  })

  it('makes an order that adds up, whatever is taken off and added to its lines', () => {
    const basket = withDiscount(
      withLineDiscount(wish(filled(bread, tea, bread), { options: [oat] }), 1, {
        kind: 'amount',
        value: 80,
        reason: 'Dented',
      }),
      { kind: 'percent', value: 1_250 },
    )
    const order = orderOf(basket, terms)
    expect(order).toMatchObject({ total: 1_015, discount: { amount: 145 } })
    expect(order.lines.map(({ price, total, share, options }) => [price, total, share, options])).toEqual([
      [390, 612, 88, undefined],
      [210, 184, 26, undefined],
      [250, 219, 31, [oat]],
    ])
    expect(addsUp({ ...order, number: 'A-0001', payments: [{ kind: 'cash', amount: order.total }] })).toBe(
      true,
    )
  })

  it('names the customer and the note only where there are any', () => {
    expect(orderOf(filled(tea), terms)).not.toHaveProperty('customer')
    const told = withDetails(filled(tea), { customer: '  Ada ', note: 'by six' })
    expect(orderOf(told, terms)).toMatchObject({ customer: { name: 'Ada' }, note: 'by six' })
  })

  it('keeps no card number that someone typed into it', () => {
    const told = withDetails(filled(tea), { customer: 'Ada 4242424242424242', note: '4111 1111 1111 1111' })
    const noted = withLineNote(told, 1, 'card 5555555555554444')
    expect(JSON.stringify(noted)).not.toMatch(/42424242|11111111|1111 1111|55555555/)
  })

  it('keeps no half characters, which no order could carry', () => {
    const told = withDetails(filled(tea), { customer: `${'a'.repeat(79)}🥐`, note: '\ud83d' })
    expect(told.customer.isWellFormed() && told.note.isWellFormed()).toBe(true)
    expect(told.customer.length).toBeLessThanOrEqual(80)
  })
})
