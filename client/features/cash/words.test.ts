import { describe, expect, it } from 'vitest'
import { formatMoney } from '#shared/money.ts'
import { noTakings, plus } from '#shared/takings.ts'
import { cashFacts, differenceText, isPartOf, lateText } from './words.ts'

const money = (minor: number) => formatMoney(minor, 'GBP')

describe('the words of a till', () => {
  it('say what a count comes to', () => {
    expect([-140, 0, 140].map((off) => differenceText(off, money))).toEqual([
      '£1.40 short',
      'exact',
      '£1.40 over',
    ])
  })

  it('say what a late tablet brought', () => {
    expect(lateText(plus(noTakings, { orders: 2, cash: 1_400 }), money)).toBe('2 orders, +£14.00 cash')
    expect(lateText(plus(noTakings, { orders: 1, card: 500, cashBack: 320 }), money)).toBe(
      '1 order, −£3.20 cash, +£5.00 card',
    )
    expect(lateText(plus(noTakings, { paidIn: 50, paidOut: 50 }), money)).toBe('nothing in the end')
  })

  it('name only what there was', () => {
    const labels = cashFacts(100, plus(noTakings, { cash: 5, paidOut: 3 }), money).map(({ label }) => label)
    expect(labels).toEqual(['Float', 'Cash taken', 'Paid out'])
  })

  it('know whose till it was', () => {
    const session = { id: 's', takings: { b: noTakings }, closings: [] }
    expect([isPartOf(session, 'a'), isPartOf(session, 'b')]).toEqual([false, true])
  })
})
