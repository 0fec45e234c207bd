import { describe, expect, it } from 'vitest'
import { bytesOf } from './escpos.ts'
import { pickSlip, sumSlip } from './pickSlip.ts'
import { letterhead, order, settled } from '#shared/receiptSamples.ts'
import { receiptText } from '#shared/receiptText.ts'

const slip = pickSlip(order, letterhead)

describe('a pick slip', () => {
  it('says what to put together, for whom and when, with boxes to tick and no prices', () => {
    expect(receiptText(slip, 32)).toMatchInlineSnapshot(`
      "          Leith Bakers
      --------------------------------
              TO MAKE: A-0142
      FOR                        Morag
      WANTED        24 Nov 2026, 14:30
      Ordered       23 Nov 2026, 09:05
      At                   Shore stall
      Taken by                    Isla
      --------------------------------
      [ ] 2 × Country sourdough with
          an unreasonably long name
      [ ] 1 × Flat white
              Oat milk
              Takeaway
              extra hot
      --------------------------------
      no nuts
      ring the bell"
    `)
  })

  it('leaves out what went back, and says of a cancelled order that it is', () => {
    const { lines, marks } = pickSlip({ ...settled, status: 'cancelled' }, letterhead)
    expect(lines.map(({ name }) => name)).toEqual(['Country sourdough with an unreasonably long name'])
    expect(marks).toEqual(['CANCELLED'])
  })

  it('is printed with lines twice as high as the rest, and cut from the next', async () => {
    const text = String.fromCharCode(...(await bytesOf([slip, slip], 42)))
    const [large, normal] = ['\x1d!\x01', '\x1d!\x00']
    expect(text.indexOf(large)).toBeLessThan(text.indexOf('[ ] 2'))
    expect(text.lastIndexOf(normal, text.indexOf('Wanted'.toUpperCase()))).toBeLessThan(text.indexOf(large))
    expect(text.split('\x1dV')).toHaveLength(3)
  })
})

describe('a slip of several orders', () => {
  it('adds up what is the same with the same choices, and names the orders', () => {
    const other = { ...order, number: 'B-0007', lines: order.lines.map((line) => ({ ...line, quantity: 3 })) }
    const plain = { ...order, number: 'B-0008', lines: order.lines.map(({ options: _, ...line }) => line) }
    const { lines } = sumSlip([order, other, plain], [], letterhead)
    expect(lines.map(({ quantity, details }) => [quantity, ...details])).toEqual([
      [7, '2 for A-0142, 3 for B-0007, 2 for B-0008'],
      [4, 'Oat milk', 'Takeaway', 'extra hot', 'A-0142, 3 for B-0007'],
      [1, 'extra hot', 'B-0008'],
    ])
  })
})
