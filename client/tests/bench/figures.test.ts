import { describe, expect, it } from 'vitest'
import { quantile, reckon, tableOf } from './figures.ts'

describe('a figure', () => {
  it('holds its 95th of a hundred readings against the goal', () => {
    const values = Array.from({ length: 100 }, (_, index) => 100 - index)
    const figure = { what: 'search', unit: 'ms', values, goal: 95 } as const
    expect(reckon(figure)).toEqual({
      ...{ what: 'search', unit: 'ms', goal: 95 },
      ...{ readings: 100, median: 50, p95: 95, isMet: true },
    })
    expect(reckon({ ...figure, goal: 94.9 }).isMet).toBe(false)
    expect(reckon({ ...figure, goal: null }).isMet).toBeNull()
  })

  it('takes the one reading there is, or the slower of two', () => {
    expect(quantile([7], 0.95)).toBe(7)
    expect(quantile([7, 9], 0.95)).toBe(9)
  })

  it('stands in a table that says what was missed', () => {
    const table = tableOf([reckon({ what: 'first load', unit: 'kB', values: [120.04], goal: 110 })])
    expect(table.split('\n')[1]).toBe('first load         1   120.0  120.0  ≤ 110.0  kB  MISSED')
  })
})
