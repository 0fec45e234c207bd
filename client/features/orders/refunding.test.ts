import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { keptFrom, laterOf, owedOn, unitsLeft } from '#shared/balance.ts'
import { reduce, totalsOf } from '#shared/order.ts'
import { isFair } from '#shared/refund.ts'
import type { Order, Refund } from '#shared/rows.ts'
import type { WholeOrder } from '#shared/wholeOrder.ts'
import { backFor, refundOf } from './refunding.ts'
import { newId, order, paid, refund, whole } from './testing.ts'

const sold = fc.record({
  price: fc.integer({ min: 1, max: 2_000 }),
  quantity: fc.integer({ min: 1, max: 5 }),
  taxRate: fc.constantFrom(0, 500, 2_000),
})
const discount = fc.option(fc.record({ kind: fc.constant('percent' as const), value: fc.nat(10_000) }), {
  nil: undefined,
})
const baskets = fc.record({
  lines: fc.array(sold, { minLength: 1, maxLength: 6 }),
  discount,
  taxIncluded: fc.boolean(),
})
type Basket = typeof baskets extends fc.Arbitrary<infer T> ? T : never

function placed({ lines, discount: off, taxIncluded }: Basket): Order {
  const reduced = reduce(lines, off)
  const full = lines.map((line, index) => ({
    ...line,
    ...{ productId: newId(), name: 'Bun', total: reduced.lines[index]?.total ?? 0 },
  }))
  const { taxes, total } = totalsOf(full, taxIncluded)
  return order({ lines: full, taxes, total, taxIncluded, payments: [{ kind: 'cash', amount: total }] })
}

/** The order after one more refund. */
function after({ order: before, ...rest }: WholeOrder, given: Refund): WholeOrder {
  const refunds = [...rest.refund, given]
  return { ...rest, refund: refunds, order: { ...before, ...laterOf(before, rest.paid, refunds) } }
}

/** The same refund, with something in it that does not follow from the order. */
function forgeries(made: Refund): Refund[] {
  const [line, ...others] = made.lines
  if (!line) return []
  const dear = { ...line, amount: line.amount + line.quantity + 1 }
  return [
    { ...made, value: made.value + 1 },
    { ...made, lines: [dear, ...others] },
    { ...made, lines: [{ ...line, productId: newId() }, ...others] },
    { ...made, lines: [{ ...line, line: 9 }, ...others] },
    { ...made, taxes: made.taxes.map((tax) => ({ ...tax, tax: tax.tax + 3 })) },
    { ...made, taxes: [] },
  ]
}

describe('a refund by line', () => {
  it('gives back exactly what was paid once everything is back, in whatever pieces it comes', () => {
    fc.assert(
      fc.property(
        baskets,
        fc.array(fc.array(fc.nat(3), { maxLength: 6 }), { maxLength: 4 }),
        (basket, pieces) => {
          let now = whole({ order: placed(basket) })
          const all = now.order.lines.map(({ quantity }) => quantity)
          for (const units of [...pieces, all]) {
            const given = refundOf(
              now,
              units.map((size) => ({ units: size, goods: 'stock' })),
            )
            const payments = [{ kind: 'cash' as const, amount: backFor(now.order, given.value) }]
            const made = refund(now.order, { ...given, payments })
            expect(isFair(made, now.order)).toBe(true)
            for (const forged of forgeries(made)) expect(isFair(forged, now.order)).toBe(false)
            now = after(now, made)
            expect(owedOn(now.order)).toBe(0)
          }
          expect(unitsLeft(now.order).every((units) => units === 0)).toBe(true)
          expect(keptFrom(now.order)).toBe(0)
          expect(now.order.refunded?.value).toBe(now.order.total)
          const tax = now.refund.flatMap(({ taxes }) => taxes).reduce((sum, one) => sum + one.tax, 0)
          expect(tax).toBe(now.order.taxes.reduce((sum, one) => sum + one.tax, 0))
        },
      ),
    )
  })

  it('takes no more of a line than is left of it, and no line that nothing is left of', () => {
    const tea = order()
    const once = after(
      whole({ order: tea }),
      refund(tea, refundOf(whole({ order: tea }), [{ units: 1, goods: 'stock' }])),
    )
    expect(refundOf(once, [{ units: 9, goods: 'waste' }]).lines).toMatchObject([{ quantity: 1, amount: 210 }])
    const twice = after(once, refund(tea, refundOf(once, [{ units: 1, goods: 'kept' }])))
    expect(refundOf(twice, [{ units: 1, goods: 'kept' }])).toEqual({ lines: [], taxes: [], value: 0 })
  })

  it('gives back only what had been paid', () => {
    const unpaid = order({ payments: [], owed: 420 })
    expect(backFor(unpaid, 210)).toBe(0)
    const deposit = order({ payments: [{ kind: 'cash', amount: 200 }], owed: 220 })
    expect(backFor(deposit, 210)).toBe(0)
    expect(backFor(deposit, 420)).toBe(200)
    const later = paid(deposit, { payments: [{ kind: 'card', amount: 220 }] })
    expect(backFor({ ...deposit, ...laterOf(deposit, [later], []) }, 210)).toBe(210)
  })
})
