import type { ProductFields } from './catalogue.ts'

/** Whether somebody was told that a shelf is low, and has not been told that it is fine again. */
export type Standing = 'fine' | 'low'

/** The level up to which a product is low at a place; 0: nobody asked to be told. */
export function thresholdAt(
  { threshold, thresholds }: Pick<ProductFields, 'threshold' | 'thresholds'>,
  locationId: string,
): number {
  return thresholds?.[locationId] ?? threshold
}

/** How far above its threshold a shelf has to be before it is fine again, so that one sale more or less tells nobody twice. */
export function marginOf(threshold: number): number {
  return Math.ceil(threshold / 4)
}

/** How a shelf stands now that so much lies on it. */
export function standingAfter(before: Standing, quantity: number, threshold: number): Standing {
  if (threshold === 0) return 'fine'
  if (quantity <= threshold) return 'low'
  return before === 'low' && quantity <= threshold + marginOf(threshold) ? 'low' : 'fine'
}
