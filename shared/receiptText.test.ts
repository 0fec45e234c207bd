import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { between, columnsOf, wrapped } from './columns.ts'
import { orderReceipt } from './orderReceipt.ts'
import { letterhead, order } from './receiptSamples.ts'
import { receiptText, widths } from './receiptText.ts'

const receipt = orderReceipt(order, { paid: [], refunds: [] }, letterhead)

describe('a receipt as text', () => {
  it('is what a printer of 42 columns would make of it', () => {
    expect(receiptText(receipt)).toMatchInlineSnapshot(`
      "               Leith Bakers
                       12 Shore
                  Edinburgh EH6 6QN
                Tax no. GB 123 4567 89
      ------------------------------------------
                     ORDER A-0142
      Date                    23 Nov 2026, 09:05
      At                             Shore stall
      Served by                             Isla
      For                                  Morag
      TO COLLECT              24 Nov 2026, 14:30
      ------------------------------------------
      2 × Country sourdough with an
      unreasonably long name               £8.00
          £4.00 each
          10 % off · yesterday’s          −£0.80
      1 × Flat white                       £3.80
          Oat milk +£0.40
          Takeaway
          extra hot
      ------------------------------------------
      Subtotal                            £11.00
      10 % off · student                  −£1.10
      TOTAL                                £9.90
      Cash                                £10.00
      Change                               £5.00
      STILL TO PAY                         £4.90
      ------------------------------------------
      Tax 20 % in £3.42                    £0.57
      ------------------------------------------
      no nuts
      ring the bell
      ------------------------------------------
                   Fresh until six.
                 See you on Saturday!"
    `)
  })

  it('keeps to every width, whatever the alphabet', () => {
    const line = fc.record({
      quantity: fc.integer({ min: 1, max: 9_999 }),
      name: fc.oneof(
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 120 }),
        fc.constantFrom('خبز بالزعتر', '山东煎饼果子加两个鸡蛋和很多葱花', '🥐🥐🥐 croissant 👩‍🍳', 'קפה הפוך'),
      ),
      value: fc.constantFrom('£3.80', '£1,204,503.90', '١٢٫٥٠ د.ك.'),
      details: fc.array(fc.string({ maxLength: 80 })),
    })
    fc.assert(
      fc.property(fc.array(line, { maxLength: 8 }), fc.constantFrom(...widths), (lines, width) => {
        for (const text of receiptText({ ...receipt, lines }, width).split('\n'))
          expect(columnsOf(text)).toBeLessThanOrEqual(width)
      }),
    )
  })

  it('leaves no sign out where it breaks a line', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(wrapped(text, 10).join('').replaceAll(/\s/g, '')).toBe(text.replaceAll(/\s/g, ''))
      }),
    )
  })

  it('counts what is twice as wide, and what has no width', () => {
    expect(columnsOf('茶 tea')).toBe(6)
    expect(columnsOf('👩‍🍳')).toBe(2)
    expect(columnsOf('crème')).toBe(5)
  })

  it('puts the amount at the far end, behind a name that runs the other way, too', () => {
    expect(between('Tea', '£2.10', 16)).toEqual(['Tea        £2.10'])
    const [line = ''] = between('قهوة', '£2.10', 16)
    expect(line).toBe('\u2068قهوة\u2069       £2.10')
    expect(columnsOf(line)).toBe(16)
  })
})
