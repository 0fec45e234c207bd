/*
 * Names of what is synced, without what stands in it: all of this is there before the first screen, and the schemas are
 * not.
 */

/** Every synced table, in the order in which a tablet wants them: what is needed to sell comes first. */
export const tables = [
  'business',
  'person',
  'device',
  'location',
  'product',
  'level',
  'tillSession',
  'cashMove',
  'order',
  'status',
  'paid',
  'refund',
  'exception',
  'movement',
  'count',
  'marketDay',
  'allotment',
] as const

/** What an order is made of beside itself: rows that name it, each made once and never changed. */
export const histories = ['status', 'paid', 'refund'] as const
export type History = (typeof histories)[number]

export function levelId(productId: string, locationId: string): string {
  return `${productId}@${locationId}`
}
