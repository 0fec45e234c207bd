import * as v from 'valibot'
import { Id, Said, Size, Text } from './schema.ts'
import { FieldStamp, isLater } from './stamp.ts'
import { instantOf } from './time.ts'

/** A calendar day as "2026-11-28". */
export const Day = v.pipe(v.string(), v.regex(/^\d{4}-\d\d-\d\d$/), v.check(isDay, 'not a day'))

/** What a person may change of a market day. `on` is a day in the business's zone. */
export const MarketDayFields = v.strictObject({
  /** What the place is called: "Leith, Dock Place". */
  name: Text(80, 1),
  on: Day,
  /** The stalls and vans that sell there. */
  locationIds: v.pipe(v.array(Id), v.maxLength(20)),
  /** Where goods are loaded from and go back to; empty where they stay where they are sold. */
  storeId: v.union([v.literal(''), Id]),
  staff: v.pipe(v.array(Id), v.maxLength(50)),
  note: Said(500),
  /** Off: it does not take place. */
  active: v.boolean(),
})
export type MarketDayFields = v.InferOutput<typeof MarketDayFields>

/** A day at a market, and how much of what is to be loaded for each of its stalls, by level id. */
export const MarketDay = v.object({
  id: Id,
  ...MarketDayFields.entries,
  load: v.record(v.string(), Size),
  stamps: v.record(v.string(), FieldStamp),
})
export type MarketDay = v.InferOutput<typeof MarketDay>

export const plainMarketDay: MarketDayFields = {
  ...{ name: '', on: '1970-01-01', locationIds: [], storeId: '', staff: [], note: '' },
  active: true,
}

/** How many of a product are to be at a stall; zero takes it off the list. */
export const LoadChanges = v.pipe(
  v.array(v.strictObject({ productId: Id, locationId: Id, quantity: v.pipe(Size, v.minValue(0)) })),
  v.maxLength(500),
)
export type LoadChanges = v.InferOutput<typeof LoadChanges>

type Planned = Pick<MarketDayFields, 'on' | 'locationIds' | 'active'>
type Stamps = Record<string, [number, string]>

/** Takes over each line whose stamp is later than the one it has: two people who plan different products both keep theirs. */
export function mergeLoad<D extends { load: Record<string, number>; stamps: Stamps }>(
  day: D,
  changes: LoadChanges,
  stamp: [number, string],
): D {
  const load = { ...day.load }
  const stamps = { ...day.stamps }
  for (const { productId, locationId, quantity } of changes) {
    const line = `${productId}@${locationId}`
    const known = stamps[`load ${line}`]
    if (known && !isLater(stamp, known)) continue
    load[line] = quantity
    stamps[`load ${line}`] = stamp
  }
  return { ...day, load, stamps }
}

/** Epoch ms: `from` belongs to it, `to` no more. */
export interface Span {
  from: number
  to: number
}

/**
 * When a day's trade at a place is: from its midnight until noon of the day after, for those who count and unload in
 * the morning, but not into the next market day there.
 */
export function spanOf(day: Planned, locationId: string, days: readonly Planned[], zone: string): Span {
  const next = days
    .filter((other) => other.active && other.on > day.on && other.locationIds.includes(locationId))
    .map((other) => instantOf(`${other.on}T00:00:00`, zone))
  return {
    from: instantOf(`${day.on}T00:00:00`, zone),
    to: Math.min(instantOf(`${dayAfter(day.on)}T12:00:00`, zone), ...next),
  }
}

export function dayAfter(on: string): string {
  return new Date(Date.parse(`${on}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
}

function isDay(text: string): boolean {
  const at = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text)
}
