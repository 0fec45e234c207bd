import { describe, expect, it } from 'vitest'
import { addsUp } from './order.ts'
import type { Receipt } from './receipt.ts'
import { paymentReceipt, refundReceipt } from './laterReceipts.ts'
import { orderReceipt } from './orderReceipt.ts'
import { letterhead, order, paid, refund, settled } from './receiptSamples.ts'

const none = { paid: [], refunds: [] }
const both = { paid: [paid], refunds: [refund] }
const rows = (receipt: Receipt) =>
  [...receipt.sums, ...receipt.money, ...receipt.taxes].map(({ label, value }) => `${label}: ${value}`)

describe('a receipt', () => {
  it('says who sold, where, when by the business’s clocks, and to whom', () => {
    const { head, facts, title, end } = orderReceipt(order, none, letterhead)
    expect(head).toEqual(['12 Shore', 'Edinburgh EH6 6QN', 'Tax no. GB 123 4567 89'])
    expect([title, end]).toEqual(['Order A-0142', 'Fresh until six.\nSee you on Saturday!'])
    expect(facts.map(({ value }) => value)).toEqual([
      '23 Nov 2026, 09:05',
      'Shore stall',
      'Isla',
      'Morag',
      '24 Nov 2026, 14:30',
    ])
    const inTokyo = { ...letterhead, business: { ...letterhead.business, zone: 'Asia/Tokyo' } }
    expect(orderReceipt(order, none, inTokyo).facts[0]?.value).toBe('23 Nov 2026, 18:05')
  })

  it('adds up before the customer’s eyes, from the lines to what is still to pay', () => {
    expect(addsUp({ ...order })).toBe(true)
    const receipt = orderReceipt(order, none, letterhead)
    expect(receipt.lines).toEqual([
      {
        quantity: 2,
        name: 'Country sourdough with an unreasonably long name',
        value: '£8.00',
        details: ['£4.00 each'],
        off: { label: '10\u00a0% off · yesterday’s', value: '−£0.80' },
      },
      {
        quantity: 1,
        name: 'Flat white',
        value: '£3.80',
        details: ['Oat milk +£0.40', 'Takeaway', 'extra hot'],
      },
    ])
    expect(rows(receipt)).toEqual([
      'Subtotal: £11.00',
      '10\u00a0% off · student: −£1.10',
      'Total: £9.90',
      'Cash: £10.00',
      'Change: £5.00',
      'Still to pay: £4.90',
      'Tax 20\u00a0% in £3.42: £0.57',
    ])
    expect(receipt.notes).toEqual(['no nuts', 'ring the bell'])
  })

  it('tells what was paid and what went back since', () => {
    const at = (hour: number) => `23 Nov 2026, ${hour}:05`
    expect(rows(orderReceipt(settled, both, letterhead)).slice(5, -1)).toEqual([
      `Card, ${at(10)} · 4711: £4.90`,
      `Returned ${at(11)}: −£3.42`,
      `Paid back ${at(11)}: −£3.42`,
    ])
  })

  it('puts tax that comes on top between the lines and the total', () => {
    const line = { productId: order.id, name: 'Tea', price: 200, quantity: 1, taxRate: 2_000, total: 200 }
    const { discount: _, ...rest } = order
    const added = { ...rest, taxIncluded: false, lines: [line], total: 240, payments: [] }
    const receipt = orderReceipt(
      { ...added, taxes: [{ rate: 2_000, gross: 240, tax: 40 }], owed: 240 },
      none,
      letterhead,
    )
    expect(rows(receipt)).toEqual([
      'Subtotal: £2.00',
      'Tax 20\u00a0% on £2.00: £0.40',
      'Total: £2.40',
      'Still to pay: £2.40',
    ])
  })

  it('is marked where it is of a cancelled order, or was handed out before', () => {
    const cancelled = { ...order, status: 'cancelled' as const }
    const receipt = orderReceipt(cancelled, none, { ...letterhead, isCopy: true })
    expect(receipt.marks).toEqual(['CANCELLED', 'COPY'])
    expect(rows(receipt)).toContain('To be paid back: £5.00')
  })

  it('of a payment says what was open then, whatever came later', () => {
    expect(rows(paymentReceipt(settled, paid, both, letterhead))).toEqual([
      'Order’s total: £9.90',
      'Paid now: £4.90',
      'Card · 4711: £4.90',
      'Order: paid in full',
    ])
    const part = { ...paid, payments: [{ kind: 'cash' as const, amount: 90, tendered: 100 }] }
    expect(rows(paymentReceipt(order, part, { paid: [part], refunds: [] }, letterhead)).slice(2)).toEqual([
      'Cash: £1.00',
      'Change: £0.10',
      'Still to pay: £4.00',
    ])
  })

  it('of a refund names the goods, the money and the taxes that went back', () => {
    const receipt = refundReceipt(settled, refund, letterhead)
    expect(receipt.title).toBe('Refund for order A-0142')
    expect(receipt.lines).toEqual([
      { quantity: 1, name: 'Flat white', value: '−£3.42', details: ['brought back'] },
    ])
    expect(rows(receipt)).toEqual(['Paid back: £3.42', 'Cash back: £3.42', 'Tax 20\u00a0% in £3.42: £0.57'])
    expect(receipt.notes).toEqual(['cold'])
  })
})
