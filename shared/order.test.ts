import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addsUp, changeDue, orderNumber, type PlacedOrder, totalsOf } from './order.ts'

const line = fc
  .record({
    price: fc.integer({ min: 0, max: 1_000_000 }),
    quantity: fc.integer({ min: 1, max: 999 }),
    taxRate: fc.constantFrom(0, 500, 1_000, 2_000, 1_925),
  })
  .map((drawn) => ({ ...drawn, total: drawn.price * drawn.quantity }))

describe('totals', () => {
  it('always equal what the lines, the taxes and the customer say', () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 30 }), fc.boolean(), (lines, taxIncluded) => {
        const { taxes, total } = totalsOf(lines, taxIncluded)
        const goods = lines.reduce((sum, { total: own }) => sum + own, 0)
        const tax = taxes.reduce((sum, part) => sum + part.tax, 0)
        expect(total).toBe(taxIncluded ? goods : goods + tax)
        expect(taxes.reduce((sum, part) => sum + part.gross, 0)).toBe(total)
      }),
    )
  })

  it('take the tax out of a price that holds it, and add it to one that does not', () => {
    expect(totalsOf([{ total: 1_200, taxRate: 2_000 }], true)).toEqual({
      taxes: [{ rate: 2_000, gross: 1_200, tax: 200 }],
      total: 1_200,
    })
    expect(totalsOf([{ total: 1_000, taxRate: 2_000 }], false)).toEqual({
      taxes: [{ rate: 2_000, gross: 1_200, tax: 200 }],
      total: 1_200,
    })
  })
})

describe('an order', () => {
  const order: PlacedOrder = {
    number: 'A-0001',
    locationId: '019a0000-0000-7000-8000-000000000001',
    currency: 'GBP',
    taxIncluded: true,
    lines: [
      {
        productId: '019a0000-0000-7000-8000-000000000002',
        name: 'Bread',
        price: 320,
        quantity: 2,
        taxRate: 0,
        total: 640,
      },
    ],
    taxes: [{ rate: 0, gross: 640, tax: 0 }],
    payments: [{ kind: 'cash', amount: 640, tendered: 1_000 }],
    total: 640,
    startStatus: 'completed',
  }

  it('adds up', () => expect(addsUp(order)).toBe(true))

  it.each([
    ['another total', { ...order, total: 600 }],
    [
      'a line that is not price times quantity',
      { ...order, lines: order.lines.map((own) => ({ ...own, total: 600 })) },
    ],
    ['a payment that is short', { ...order, payments: [{ kind: 'cash' as const, amount: 600 }] }],
    [
      'less tendered than taken',
      { ...order, payments: [{ kind: 'cash' as const, amount: 640, tendered: 600 }] },
    ],
    ['a forged tax', { ...order, taxes: [{ rate: 0, gross: 640, tax: 640 }] }],
  ])('does not add up with %s', (_, forged) => expect(addsUp(forged)).toBe(false))

  it('gives change for what was tendered', () => expect(changeDue(order)).toBe(360))

  it('has a number of at least four digits that goes on beyond them', () => {
    expect([orderNumber('A', 1), orderNumber('AB', 12_345)]).toEqual(['A-0001', 'AB-12345'])
  })
})
