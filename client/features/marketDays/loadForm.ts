import * as v from 'valibot'
import type { LoadChanges, MarketDay } from '#shared/marketDay.ts'
import { levelId } from '#shared/tables.ts'
import { Id } from '#shared/schema.ts'
import { parseWhole } from '../catalogue/numbers.ts'

/** What was typed for each product, where it differs from the list. */
export const LoadEntries = v.record(Id, v.string())
export type LoadEntries = v.InferOutput<typeof LoadEntries>

/** How many are on the list; null where that is no whole number from zero to ten million. */
export function plannedIn(text: string): number | null {
  if (text.trim() === '') return 0
  const quantity = parseWhole(text)
  return quantity !== null && quantity <= 10_000_000 ? quantity : null
}

/** The lines that differ from the list as it is; null while one cannot be read. */
export function readLoad(
  day: Pick<MarketDay, 'load'>,
  locationId: string,
  entries: LoadEntries,
): LoadChanges | null {
  const changes: LoadChanges = []
  for (const [productId, text] of Object.entries(entries)) {
    const quantity = plannedIn(text)
    if (quantity === null) return null
    if (quantity !== (day.load[levelId(productId, locationId)] ?? 0))
      changes.push({ productId, locationId, quantity })
  }
  return changes
}

/** The list of another day, as one would type it here: for the same stall, or from its only one. */
export function copied(from: MarketDay, locationId: string): LoadEntries {
  const [only] = from.locationIds.length === 1 ? from.locationIds : [locationId]
  const source = from.locationIds.includes(locationId) ? locationId : (only ?? locationId)
  const lines = Object.entries(from.load).flatMap(([line, quantity]) => {
    const [productId = '', place] = line.split('@')
    return place === source && quantity > 0 ? [[productId, String(quantity)] as const] : []
  })
  return Object.fromEntries(lines)
}
