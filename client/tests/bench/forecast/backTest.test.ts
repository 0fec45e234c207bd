import { expect, test } from 'vitest'
import { dice } from '#shared/dice.ts'
import { quantile, spreadOf } from '#shared/forecast/spread.ts'
import type { Trade } from '#shared/forecast/trade.ts'
import { backTest } from './backTest.ts'

const first = Date.parse('2026-01-05T00:00:00Z')
const strengths = [1, 0.8, 0.9, 1, 1.2, 2, 1.5]
const products = [60, 24, 12, 6, 3, 1.5, 0.8, 0.4, 0.2]

/** A shop with strong weekends, whose trade grows by half in twenty weeks. */
function shop(seed: number, weeks: number): Trade[] {
  const roll = dice(seed)
  return Array.from({ length: weeks * 7 }, (_, index) => {
    const busy = (strengths[index % 7] ?? 1) * (1 + index / (40 * 7)) * (0.9 + 0.2 * roll())
    const sales = products.map((mean, product): [string, number] => [
      `p${product}`,
      quantile(spreadOf(mean * busy, 0.02), roll()),
    ])
    return {
      on: new Date(first + index * 86_400_000).toISOString().slice(0, 10),
      units: new Map(sales.filter(([, units]) => units > 0)),
      soldOut: new Set<string>(),
    }
  })
}

test('It is nearer than last week and than four weeks, and its services keep their word', () => {
  for (const seed of [1, 2, 3]) {
    const { ours, lastWeek, fourWeeks, enough, covered } = backTest(shop(seed, 20), 6, () => 'all')
    expect(ours.error).toBeLessThan(lastWeek.error * 0.85)
    expect(ours.error).toBeLessThan(fourWeeks.error * 0.95)
    expect(ours.pinball[2]).toBeLessThan((fourWeeks.pinball[2] ?? 0) * 0.5)
    expect(enough[0]).toBeGreaterThan(0.74)
    expect(enough[2]).toBeGreaterThan(0.9)
    expect(enough[2]).toBeLessThan(1)
    expect(covered).toBeGreaterThan(0.75)
  }
})
