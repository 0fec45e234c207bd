import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonical } from './canonical.ts'
import { add, nameOf, noRows } from './sums.ts'

function nameOfOne(...rows: unknown[]): string {
  const sum = noRows()
  for (const row of rows) add(sum, row)
  return nameOf(sum)
}

const json = fc.jsonValue({ maxDepth: 4 })

describe('a sum of rows', () => {
  it('is the same for the same rows in any order, with their keys in any order', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), json), json, (row, other) => {
        const turned = Object.fromEntries(Object.entries(row).reverse())
        expect(nameOfOne(turned, other)).toBe(nameOfOne(other, row))
        expect(nameOfOne({ ...row, missing: undefined })).toBe(nameOfOne(row))
        expect(nameOfOne(JSON.parse(JSON.stringify(row)))).toBe(nameOfOne(row))
      }),
      { numRuns: 1_000 },
    )
  })

  it('is another for another row', () => {
    const rows = new Map<string, string>()
    fc.assert(
      fc.property(json, (row) => {
        const text = canonical(row)
        const known = rows.get(nameOfOne(row))
        rows.set(nameOfOne(row), text)
        expect(known ?? text).toBe(text)
      }),
      { numRuns: 20_000 },
    )
  })

  it('is another when one member changes, or two trade places', () => {
    const row = { id: 'a', quantity: 1, lines: [{ price: 250 }, { price: 300 }], note: '', paid: false }
    const others = [
      { ...row, quantity: 2 },
      { ...row, quantity: '1' },
      { ...row, quantity: -1 },
      { ...row, quantity: 1 + 2 ** 32 },
      { ...row, quantity: 1.5 },
      { ...row, quantity: null },
      { ...row, quantity: true },
      { ...row, lines: [{ price: 300 }, { price: 250 }] },
      { ...row, lines: [{ price: 250 }, { price: 300 }, {}] },
      { ...row, lines: { 0: { price: 250 }, 1: { price: 300 } } },
      { ...row, id: '', note: 'a' },
      { ...row, paid: null },
    ]
    const names = [row, ...others].map((one) => nameOfOne(one))
    expect(new Set(names).size).toBe(names.length)
  })

  it('takes what no JSON can carry as harm', () => {
    expect(nameOfOne({ id: 'a', quantity: Number.NaN })).not.toBe(nameOfOne({ id: 'a' }))
    expect(nameOfOne({ id: 'a', quantity: 1n })).toBe(nameOfOne({ id: 'b', at: Infinity }))
  })
})
