import { describe, expect, it } from 'vitest'
import { costOfMissing, batchesOf, type CountEntries, differenceOf, entered, summaryOf } from './counting.ts'

const [bread, buns, tea] = ['bread', 'buns', 'tea']
const counted = (text: string, expected: number, at = 1_000) => ({ text, expected, at })

describe('a count', () => {
  it('remembers what was expected at the moment of typing', () => {
    const entries = entered({}, bread, '12', 14, 1_000)
    expect(entries).toEqual({ bread: { text: '12', expected: 14, at: 1_000 } })
    expect(entered(entries, bread, '12', 9, 2_000)).toBe(entries)
    expect(entered(entries, bread, '11', 9, 2_000)).toEqual({ bread: { text: '11', expected: 9, at: 2_000 } })
  })

  it('forgets a line whose number was erased', () => {
    expect(entered({ bread: counted('12', 14), tea: counted('1', 1) }, bread, ' ', 14, 2_000)).toEqual({
      tea: counted('1', 1),
    })
  })

  it('takes the expected from what was found, also where the shelf was oversold', () => {
    expect(differenceOf(counted('12', 14))).toBe(-2)
    expect(differenceOf(counted('3', -3))).toBe(6)
    expect(differenceOf(counted('0', 0))).toBe(0)
    for (const text of ['-1', '1.5', '1,5', 'x', '12345678'])
      expect(differenceOf(counted(text, 1))).toBeNull()
  })

  it('sums up what differs and what cannot be read', () => {
    const entries = {
      bread: counted('12', 14),
      buns: counted('9', 6),
      tea: counted('4', 4),
      jam: counted('?', 1),
    }
    expect(summaryOf(entries)).toEqual({ counted: 3, unreadable: 1, differing: 2, missing: 2, surplus: 3 })
    expect(summaryOf({})).toEqual({ counted: 0, unreadable: 0, differing: 0, missing: 0, surplus: 0 })
  })

  it('saves only the lines that were counted, a zero among them', () => {
    const entries: CountEntries = { bread: counted('0', 2), buns: counted('?', 6) }
    expect(batchesOf(entries, () => 2)).toEqual([
      { at: null, lines: [{ productId: bread, quantity: 0, expected: 2 }] },
    ])
    expect(batchesOf({}, () => 0)).toEqual([])
  })

  it('saves a line as of its typing where the shelf has moved since', () => {
    const entries = {
      bread: counted('12', 14, 3_000),
      buns: counted('9', 9, 1_000),
      tea: counted('4', 5, 2_000),
    }
    const levels: Record<string, number> = { bread: 11, buns: 9, tea: 3 }
    expect(batchesOf(entries, (id) => levels[id] ?? 0)).toEqual([
      { at: 2_000, lines: [{ productId: tea, quantity: 4, expected: 5 }] },
      { at: 3_000, lines: [{ productId: bread, quantity: 12, expected: 14 }] },
      { at: null, lines: [{ productId: buns, quantity: 9, expected: 9 }] },
    ])
  })

  it('never puts more lines into a command than it takes', () => {
    const entries = Object.fromEntries(Array.from({ length: 1_001 }, (_, n) => [`p${n}`, counted('1', 1)]))
    expect(batchesOf(entries, () => 1).map(({ lines }) => lines.length)).toEqual([500, 500, 1])
  })
})

it('says what is missing at cost, and of how many that is not known', () => {
  const at = 1
  const entries = {
    bun: { text: '8', expected: 10, at },
    tea: { text: '3', expected: 4, at },
    jam: { text: '9', expected: 7, at },
    rye: { text: 'x', expected: 7, at },
  }
  const costOf = (id: string) => (id === 'bun' ? 90 : null)
  expect(costOfMissing(entries, costOf)).toEqual({ cost: 180, uncosted: 1 })
})
