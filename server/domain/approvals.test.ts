import type { Flag } from '#shared/define.ts'
import type { Outcome } from '#shared/protocol.ts'
import { levelId } from '#shared/tables.ts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openStore, type Store } from '../store/store.ts'
import { bread, ewan, idOf, morag, now, order, sealing, stall, tabletA } from '../tests/sealing.ts'
import { type Exchange, openExchange } from './exchange.ts'

/* Morag manages, Ewan sells. What Ewan may not do alone he may do while Morag stands by, and only then. */

let store: Store
let exchange: Exchange

beforeEach(() => {
  store = openStore(':memory:')
  store.revise(now, (rev) => {
    store.rows.put('person', { id: morag, name: 'Morag', role: 'manager', active: true }, rev)
    store.rows.put('person', { id: ewan, name: 'Ewan', role: 'employee', active: true }, rev)
    store.rows.put('device', { id: tabletA, letter: 'A', name: 'One', locationId: stall, active: true }, rev)
    store.rows.put(
      'business',
      { id: 'business', name: 'Buns', currency: 'GBP', zone: 'Europe/London', taxIncluded: true },
      rev,
    )
  })
  exchange = openExchange(store, () => now)
})

afterEach(() => {
  store.close()
})

const grantOf = (person: string, id: number, device = tabletA) => ({
  ...{ id: idOf(id), device, person, name: 'x', role: 'manager' as const, issued: now, until: now },
})
const flagsOf = (outcome: Outcome | undefined): Flag[] => (outcome?.status === 'flagged' ? outcome.flags : [])

function refundOf(orderId: string, quantity: number, more: object = {}) {
  const amount = quantity * 320
  const line = { line: 0, productId: bread, name: 'Bread', quantity, amount, taxRate: 0, goods: 'stock' }
  return {
    ...{ orderId, number: 'A-0001', locationId: stall, currency: 'GBP', value: amount },
    lines: [line],
    taxes: [{ rate: 0, gross: amount, tax: 0 }],
    payments: [{ kind: 'cash', amount }],
    ...more,
  }
}

function discounted(percent: number, more: object = {}) {
  const plain = order('A', 10)
  const amount = (3_200 * percent) / 100
  const total = 3_200 - amount
  return {
    ...plain,
    lines: plain.lines.map((line) => ({ ...line, share: amount, total })),
    taxes: [{ rate: 0, gross: total, tax: 0 }],
    payments: [{ kind: 'cash', amount: total }],
    discount: { kind: 'percent', value: percent * 100, amount },
    total,
    ...more,
  }
}

describe('an approval', () => {
  it('makes an employee’s refund the manager’s as well', async () => {
    const tablet = sealing(() => exchange, tabletA, ewan)
    const sale = tablet.make('order.place', order('A', 2))
    const approval = { by: morag, grant: idOf(901) }
    const refund = tablet.make('order.refund', refundOf(sale.id, 1, { approval }))
    const { outcomes } = await tablet.send([sale, refund], 1, [grantOf(morag, 901)])
    expect(outcomes[1]).toMatchObject({ status: 'applied' })
    expect(store.rows.one('order', sale.id)).toMatchObject({
      paidBack: 320,
      refunded: { value: 320, units: [1] },
    })
    expect(store.rows.one('level', levelId(bread, stall))?.quantity).toBe(-1)
  })

  it('is missed where it is missing, and the refund is recorded all the same', async () => {
    const tablet = sealing(() => exchange, tabletA, ewan)
    const sale = tablet.make('order.place', order('A', 2))
    const { outcomes } = await tablet.send([sale, tablet.make('order.refund', refundOf(sale.id, 1))], 1)
    expect(flagsOf(outcomes[1])).toEqual(['not-permitted'])
    expect(store.rows.one('order', sale.id)?.paidBack).toBe(320)
  })

  it.each([
    ['under a grant that never came', { by: morag, grant: idOf(999) }, grantOf(morag, 901)],
    ['under somebody else’s grant', { by: morag, grant: idOf(901) }, grantOf(ewan, 901)],
    ['under a grant for another tablet', { by: morag, grant: idOf(901) }, grantOf(morag, 901, idOf(41))],
    ['by somebody whose role does not allow it', { by: ewan, grant: idOf(901) }, grantOf(ewan, 901)],
  ])('proves nothing %s', async (_, approval, grant) => {
    const tablet = sealing(() => exchange, tabletA, ewan)
    const sale = tablet.make('order.place', order('A', 2))
    const refund = tablet.make('order.refund', refundOf(sale.id, 1, { approval }))
    const { outcomes } = await tablet.send([sale, refund], 1, [grant])
    expect(flagsOf(outcomes[1])).toEqual(['not-approved', 'not-permitted'])
  })

  it('is what a discount over the limit needs', async () => {
    const tablet = sealing(() => exchange, tabletA, ewan)
    const approval = { by: morag, grant: idOf(901) }
    const sales = [discounted(10), discounted(20), discounted(20, { approval })].map((args) =>
      tablet.make('order.place', args, { v: 2 }),
    )
    const { outcomes } = await tablet.send(sales, 1, [grantOf(morag, 901)])
    expect(outcomes.map((outcome) => flagsOf(outcome).includes('over-limit'))).toEqual([false, true, false])
    expect(outcomes.map((outcome) => flagsOf(outcome).includes('total-differs'))).toEqual([
      false,
      false,
      false,
    ])
  })

  it('is not needed by a manager', async () => {
    const tablet = sealing(() => exchange, tabletA, morag)
    const { outcomes } = await tablet.send([tablet.make('order.place', discounted(100), { v: 2 })], 1)
    expect(flagsOf(outcomes[0])).not.toContain('over-limit')
  })
})

describe('a refund', () => {
  it('of more than was sold or paid is taken, and flagged', async () => {
    const tablet = sealing(() => exchange, tabletA, morag)
    const sale = tablet.make('order.place', order('A', 2))
    const refunds = [1, 1, 1].map(() => tablet.make('order.refund', refundOf(sale.id, 1)))
    const { outcomes } = await tablet.send([sale, ...refunds], 1)
    expect(outcomes.slice(1).map((outcome) => flagsOf(outcome))).toEqual([[], [], ['over-refunded']])
  })

  it('that does not follow from what was sold is taken, and flagged', async () => {
    const tablet = sealing(() => exchange, tabletA, morag)
    const sale = tablet.make('order.place', order('A', 2))
    const refunds = [{ value: 640 }, { lines: [] }].map((more) =>
      tablet.make('order.refund', refundOf(sale.id, 1, more)),
    )
    const { outcomes } = await tablet.send([sale, ...refunds], 1)
    expect(flagsOf(outcomes[1])).toEqual(['total-differs'])
    expect(flagsOf(outcomes[2])).toContain('total-differs')
    expect(store.rows.one('order', sale.id)?.paidBack).toBe(640)
  })

  it('leaves a later cancellation only what has not come back', async () => {
    const tablet = sealing(() => exchange, tabletA, morag)
    const sale = tablet.make('order.place', { ...order('A', 5), startStatus: 'processing' })
    const commands = [
      sale,
      tablet.make('order.refund', refundOf(sale.id, 2)),
      tablet.make('order.setStatus', { orderId: sale.id, status: 'cancelled', restock: true }),
    ]
    await tablet.send(commands, 1)
    expect(store.rows.one('level', levelId(bread, stall))?.quantity).toBe(0)
  })
})
