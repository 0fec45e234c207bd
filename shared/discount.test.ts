import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isGenerous, isOver, limitOf, reductionOf } from './discount.ts'
import { addsUp, reduce, totalsOf } from './order.ts'

const reduction = fc.oneof(
  fc.record({ kind: fc.constant('percent' as const), value: fc.integer({ min: 0, max: 12_000 }) }),
  fc.record({ kind: fc.constant('amount' as const), value: fc.nat(50_000) }),
)
const line = fc.record({
  price: fc.nat(20_000),
  quantity: fc.integer({ min: 1, max: 40 }),
  taxRate: fc.constantFrom(0, 500, 1_250, 2_000),
  discount: fc.option(reduction, { nil: undefined }),
})
const basket = fc.record({
  lines: fc.array(line, { minLength: 1, maxLength: 20 }),
  discount: fc.option(reduction, { nil: undefined }),
  taxIncluded: fc.boolean(),
})

describe('a discount', () => {
  it('takes off what it says, and never more than there is', () => {
    expect(reductionOf(999, { kind: 'percent', value: 1_000 })).toBe(100)
    expect(reductionOf(999, { kind: 'amount', value: 250 })).toBe(250)
    expect(reductionOf(999, { kind: 'amount', value: 2_500 })).toBe(999)
    expect(reductionOf(999, { kind: 'percent', value: 12_000 })).toBe(999)
  })

  it('leaves lines, discounts, taxes and payments that add up, in every basket', () => {
    fc.assert(
      fc.property(
        basket,
        fc.double({ min: 0, max: 1, noNaN: true }),
        ({ lines, discount, taxIncluded }, paid) => {
          const reduced = reduce(lines, discount)
          const full = lines.reduce((sum, own) => sum + own.price * own.quantity, 0)
          const off = reduced.lines.reduce((sum, own) => sum + own.off, 0)
          const totals = reduced.lines.reduce((sum, own) => sum + own.total, 0)
          expect(totals + off + reduced.off).toBe(full)
          expect(reduced.lines.reduce((sum, own) => sum + own.share, 0)).toBe(reduced.off)
          expect(reduced.lines.every((own) => own.total >= 0 && own.share >= 0)).toBe(true)

          const asSold = lines.map(({ discount: asked, ...own }, index) => ({
            ...own,
            ...{ productId: 'p', name: 'x', total: reduced.lines[index]?.total ?? 0 },
            ...(asked ? { discount: { ...asked, amount: reduced.lines[index]?.off ?? 0 } } : {}),
            ...(discount ? { share: reduced.lines[index]?.share ?? 0 } : {}),
          }))
          const { taxes, total } = totalsOf(asSold, taxIncluded)
          const now = Math.floor(total * paid)
          const order = {
            ...{
              number: 'A-0001',
              locationId: 'l',
              currency: 'GBP',
              taxIncluded,
              lines: asSold,
              taxes,
              total,
            },
            ...{ payments: [{ kind: 'cash' as const, amount: now }], startStatus: 'completed' as const },
            ...(now < total ? { owed: total - now } : {}),
            ...(discount ? { discount: { ...discount, amount: reduced.off } } : {}),
          }
          expect(addsUp(order)).toBe(true)
          const [first, ...rest] = asSold
          if (!first) return
          expect(addsUp({ ...order, lines: [{ ...first, total: first.total + 1 }, ...rest] })).toBe(false)
          expect(addsUp({ ...order, total: total + 1 })).toBe(false)
          expect(addsUp({ ...order, owed: (order.owed ?? 0) + 1 })).toBe(false)
        },
      ),
      { numRuns: 1_000 },
    )
  })

  it('is over the limit only from the first whole minor unit beyond it', () => {
    expect(isOver(1_000, 995, 100)).toBe(false)
    expect(isOver(1_000, 995, 101)).toBe(true)
    expect(isOver(limitOf('manager'), 995, 995)).toBe(false)
    expect(isOver(limitOf('employee', 0), 995, 1)).toBe(true)
    expect(isOver(limitOf(undefined), 1_000, 101)).toBe(true)
  })

  it('is generous where any line, the order after its lines, or both together are over the limit', () => {
    const line = (amount: number, share = 0) => ({
      ...{ price: 1_000, quantity: 2, total: 2_000 - amount - share, share },
      discount: { amount },
    })
    const over = (order: number, ...lines: ReturnType<typeof line>[]) =>
      isGenerous(1_000, { lines, discount: { amount: order } })
    expect([over(0, line(200), line(0)), over(0, line(0), line(201))]).toEqual([false, true])
    expect([over(200, line(0, 200)), over(201, line(0, 201))]).toEqual([false, true])
    expect([over(100, line(100, 100)), over(180, line(200, 180))]).toEqual([false, true])
  })

  it('gives no more in parts than the limit, but for half a minor unit a line', () => {
    fc.assert(
      fc.property(basket, fc.integer({ min: 0, max: 5_000 }), ({ lines, discount }, limit) => {
        const reduced = reduce(lines, discount)
        const given = lines.map(({ price, quantity }, index) => {
          const { off = 0, share = 0, total = 0 } = reduced.lines[index] ?? {}
          return { price, quantity, share, total, discount: { amount: off } }
        })
        fc.pre(!isGenerous(limit, { lines: given, discount: { amount: reduced.off } }))
        const full = reduced.lines.reduce((sum, own) => sum + own.full, 0)
        const off = full - reduced.lines.reduce((sum, own) => sum + own.total, 0)
        expect(off).toBeLessThanOrEqual((full * limit) / 10_000 + lines.length / 2)
      }),
    )
  })
})
