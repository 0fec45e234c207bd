import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { totalsOf } from './order.ts'
import { taxesOf, worthOf } from './refund.ts'

const line = fc.record({
  total: fc.nat(100_000),
  quantity: fc.integer({ min: 1, max: 12 }),
  taxRate: fc.constantFrom(0, 500, 1_250, 2_000),
})

describe('a refund', () => {
  it('in as many pieces as one likes comes to the line, in the end', () => {
    fc.assert(
      fc.property(line, fc.array(fc.integer({ min: 1, max: 3 })), (sold, pieces) => {
        let [units, worth] = [0, 0]
        for (const piece of [...pieces, sold.quantity]) {
          const quantity = Math.min(piece, sold.quantity - units)
          worth += worthOf(sold, units, quantity)
          units += quantity
        }
        expect(worth).toBe(sold.total)
      }),
    )
  })

  it('of everything, line by line, gives back exactly the taxes and the total', () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 12 }), fc.boolean(), (lines, taxIncluded) => {
        const { taxes, total } = totalsOf(lines, taxIncluded)
        const back = new Map<number, number>()
        let value = 0
        lines.forEach(({ total: amount, taxRate }, index) => {
          const earlier = lines.slice(0, index).map((own) => ({ amount: own.total, taxRate: own.taxRate }))
          const refund = taxesOf([{ amount, taxRate }], earlier, taxIncluded)
          value += refund.value
          for (const { rate, tax } of refund.taxes) back.set(rate, (back.get(rate) ?? 0) + tax)
        })
        expect(value).toBe(total)
        for (const { rate, tax } of taxes) expect(back.get(rate)).toBe(tax)
      }),
    )
  })
})
