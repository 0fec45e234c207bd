import type { MarketDay } from '#shared/marketDay.ts'
import type { Deed } from '../../data/till.ts'
import { parseWhole } from '../catalogue/numbers.ts'
import type { CountEntries, CountLine } from '../stock/counting.ts'

/** What was found, as of now: what was sold since it was typed is not there any more. */
export function backLines(entries: CountEntries, levelOf: (productId: string) => number): CountLine[] {
  return Object.entries(entries).flatMap(([productId, { text, expected }]) => {
    const found = parseWhole(text)
    if (found === null) return []
    const since = levelOf(productId) - expected
    return [{ productId, quantity: Math.max(0, found + since), expected: levelOf(productId) }]
  })
}

/** The count, and after it the way back to the store; ids come in that order, so that their order is known. */
export function backDeeds(
  day: Pick<MarketDay, 'name' | 'storeId'>,
  stall: string,
  lines: CountLine[],
  goesBack: boolean,
  newId: () => string,
): Deed[] {
  const count: Deed = { name: 'stock.count', id: newId(), args: { locationId: stall, lines } }
  const going = lines
    .filter(({ quantity }) => quantity > 0)
    .map(({ productId, quantity }) => ({ productId, quantity }))
  if (!goesBack || !day.storeId || going.length === 0) return [count]
  const ways = { locationId: stall, toLocationId: day.storeId, reason: 'transfer' as const }
  const note = `Back from ${day.name}`
  return [count, { name: 'stock.move', id: newId(), args: { ...ways, lines: going, note } }]
}
