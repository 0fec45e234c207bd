import { describe, expect, it } from 'vitest'
import { laterOf } from '#shared/balance.ts'
import { billOf } from './bill.ts'
import { goodsText } from './goods.ts'
import { detailsOf } from './lineWords.ts'
import { storyOf } from './story.ts'
import { money, newId, order, paid, refund, whole } from './testing.ts'

const bun = { line: 0, productId: newId(), name: 'Bun', quantity: 1, amount: 210, taxRate: 0 }

describe('what became of an order', () => {
  it('is told from its placing on, with who allowed what and what was odd', () => {
    const tea = order({ placedAt: 10, payments: [], owed: 420 })
    const ready = {
      ...{ id: newId(), orderId: tea.id, status: 'ready' as const, at: 20, actorId: 'anna', deviceId: 'a' },
    }
    const money5 = paid(tea, { at: 30, payments: [{ kind: 'card', amount: 420 }] })
    const back = refund(tea, {
      at: 40,
      lines: [{ ...bun, goods: 'stock' }],
      payments: [{ kind: 'cash', amount: 210 }],
      ...{ reason: 'damaged', approval: { by: 'mia', grant: newId() } },
    })
    const flags = { [back.id]: ['not-approved' as const, 'not-approved' as const] }
    const told = storyOf(whole({ order: tea, status: [ready], paid: [money5], refund: [back], flags }), {
      money,
      personOf: (id) => id,
    })
    expect(told.map(({ what, more, odd }) => [what, ...more, ...odd])).toEqual([
      ['Placed', 'Nothing paid yet'],
      ['Ready'],
      ['Paid', '£4.20 by card'],
      [
        'Refund',
        'Gave back £2.10 in cash',
        '1 × Bun back on the shelf',
        'damaged',
        'Allowed by mia',
        'The manager’s approval could not be proved.',
      ],
    ])
  })

  it('stands under its lines as a bill', () => {
    const off = { kind: 'percent' as const, value: 1_000, amount: 42, reason: 'regular' }
    const line = {
      productId: newId(),
      name: 'Bun',
      price: 210,
      quantity: 2,
      taxRate: 2_000,
      total: 378,
      share: 42,
    }
    const tea = order({
      ...{ lines: [line], discount: off, total: 378, owed: 78, payments: [{ kind: 'cash', amount: 300 }] },
      taxes: [{ rate: 2_000, gross: 378, tax: 63 }],
    })
    const back = refund(tea, { value: 189, payments: [{ kind: 'cash', amount: 111 }] })
    const bill = billOf(whole({ order: { ...tea, ...laterOf(tea, [], [back]) }, refund: [back] }), money)
    expect(bill.map(({ label, value }) => `${label}: ${value}`)).toEqual([
      'Lines: £4.20',
      'Discount 10\u00a0% · regular: −£0.42',
      'Total: £3.78',
      'of it tax, 20\u00a0% in £3.78: £0.63',
      'Cash: £3.00',
      'Less what went back: −£1.89',
      'Given back · Cash: −£1.11',
      'Money kept: £1.89',
    ])
  })

  it('names options, discount and note of a line, and where goods went', () => {
    const line = {
      productId: newId(),
      name: 'Latte',
      price: 400,
      quantity: 1,
      taxRate: 0,
      total: 350,
      note: 'hot',
    }
    const options = [{ id: newId(), name: 'Oat milk', price: 40 }]
    const discount = { kind: 'amount' as const, value: 50, amount: 50 }
    expect(detailsOf({ ...line, options, discount }, money)).toEqual([
      'Oat milk',
      '£4.00 each',
      'Discount £0.50, −£0.50',
      'hot',
    ])
    const gone = [
      { ...bun, goods: 'waste' as const },
      { ...bun, name: 'Tea', quantity: 2, goods: 'stock' as const },
      { ...bun, name: 'Pie', goods: 'stock' as const },
    ]
    expect(goodsText(gone)).toBe('2 × Tea and 1 × Pie back on the shelf; 1 × Bun thrown away')
    const many = ['Tea', 'Pie', 'Bun', 'Jam', 'Rye'].map((name) => ({
      ...bun,
      name,
      goods: 'stock' as const,
    }))
    expect(goodsText(many, 3)).toBe('1 × Tea, 1 × Pie, 1 × Bun and 2 more back on the shelf')
    expect(goodsText(many.slice(1), 3)).not.toContain('more')
  })
})
