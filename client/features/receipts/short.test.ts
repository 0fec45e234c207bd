import { orderReceipt } from '#shared/orderReceipt.ts'
import { letterhead, order } from '#shared/receiptSamples.ts'
import { describe, expect, it } from 'vitest'
import { mostBytes, shortText } from './short.ts'

const receipt = orderReceipt(order, { paid: [], refunds: [] }, letterhead)
const bytes = (text: string) => new TextEncoder().encode(text).length

describe('a receipt as a code', () => {
  it('says all of it where it fits', () => {
    const text = shortText(receipt)
    for (const words of [
      'Leith Bakers',
      'GB 123 4567 89',
      'A-0142',
      'Oat milk +£0.40',
      'Total £9.90',
      'Tax 20',
    ])
      expect(text).toContain(words)
    expect(bytes(text)).toBeLessThanOrEqual(mostBytes)
  })

  it('says of a long one what it leaves out', () => {
    const lines = Array.from({ length: 200 }, (_, index) => ({
      quantity: 1,
      name: `Jar ${index}`,
      value: '£3.80',
      details: ['with a long note that nobody misses'],
    }))
    const text = shortText({ ...receipt, lines })
    expect(bytes(text)).toBeLessThanOrEqual(mostBytes)
    expect(text).toMatch(/1× Jar 0 £3\.80\n/)
    expect(text).toMatch(/and 1\d\d more lines/)
    expect(text).toContain('Total £9.90')
    expect(text).not.toContain('long note')
  })

  it('fits even under the longest letterhead', () => {
    const head = Array.from({ length: 3 }, () => '名'.repeat(300))
    const long = { ...receipt, head, end: '終'.repeat(300), notes: ['註'.repeat(200)] }
    expect(bytes(shortText(long))).toBeLessThanOrEqual(mostBytes)
  })
})
