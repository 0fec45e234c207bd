import * as v from 'valibot'
import { Day } from './marketDay.ts'
import { Counter, Currency, Id, Instant, Zone } from './schema.ts'

/*
 * Figures that people decide from. Money is in minor units, days are those of the business's zone. An order counts on the
 * day it was placed, and not at all once it is cancelled; what went back counts on the day it was given back, by whoever
 * gave it, where it was given.
 */

const Whole = v.pipe(v.number(), v.safeInteger())

export const SalesGroup = v.picklist([
  'day',
  'month',
  'hour',
  'weekday',
  'product',
  'category',
  'location',
  'staff',
  'payment',
  'tax',
])
export type SalesGroup = v.InferOutput<typeof SalesGroup>

const Range = { from: Day, to: Day, location: v.exactOptional(Id) }
const isRange = (from: string, to: string) => from <= to && from >= '1970-01-01'

export const Weekday = v.picklist(['1', '2', '3', '4', '5', '6', '7'])
/** "1" is Monday. */
export type Weekday = v.InferOutput<typeof Weekday>

/** Both days are included; with a location only what happened there, with a weekday only what did on such days. */
export const SalesQuestion = v.pipe(
  v.strictObject({ ...Range, group: SalesGroup, weekday: v.exactOptional(Weekday) }),
  v.check(({ from, to }) => isRange(from, to)),
)
export type SalesQuestion = v.InferOutput<typeof SalesQuestion>

export const RangeQuestion = v.pipe(
  v.strictObject(Range),
  v.check(({ from, to }) => isRange(from, to)),
)
export type RangeQuestion = v.InferOutput<typeof RangeQuestion>

/** A tablet that may hold more of a range than the server has heard. */
export const Missing = v.object({
  deviceId: Id,
  letter: v.string(),
  name: v.string(),
  /** When it last had nothing left to send, by the server's clock; null: never yet. */
  since: v.nullable(Instant),
  /** How many commands it said that it still had; null: it has not said. */
  unsent: v.nullable(Counter),
})
export type Missing = v.InferOutput<typeof Missing>

/** What every answer about a range says of itself. `isFinal`: the range is over, and every tablet has told all of it. */
const About = {
  currency: Currency,
  zone: Zone,
  from: Day,
  to: Day,
  location: v.nullable(Id),
  isFinal: v.boolean(),
  missing: v.array(Missing),
}

/**
 * `total` is `sold` less `refunded`: what customers paid, with tax; it may be negative. `units` are those sold less those
 * that went back. `tax` is the part of the total that is tax, `discounts` what was taken off, as the lines' prices are.
 * `cost` is what the units cost to make or buy: as the line of the order says, else as the catalogue has it now; null
 * where nobody knows it of `uncosted` of them.
 */
export const SalesFigures = v.object({
  orders: Counter,
  units: Whole,
  total: Whole,
  sold: Whole,
  refunded: Whole,
  discounts: Whole,
  tax: Whole,
  cost: v.nullable(Whole),
  uncosted: Whole,
})
export type SalesFigures = v.InferOutput<typeof SalesFigures>

/**
 * Keys: day "2026-03-29", month "2026-03", hour "00" to "23", weekday "1" (Monday) to "7", a product's, location's or
 * person's id, a category's name ("" for none), a kind of payment, a tax rate in basis points.
 *
 * `orders` is null by category, where an order may have several of one. By payment, `sold` is money that came in (change
 * due taken off), `refunded` money handed back, by when and where it changed hands; orders that were cancelled are in it.
 */
export const SalesRow = v.object({
  key: v.string(),
  label: v.string(),
  ...SalesFigures.entries,
  orders: v.nullable(Counter),
})
export type SalesRow = v.InferOutput<typeof SalesRow>

export const SalesAnswer = v.object({
  ...About,
  group: SalesGroup,
  ...SalesFigures.entries,
  rows: v.array(SalesRow),
})
export type SalesAnswer = v.InferOutput<typeof SalesAnswer>

/**
 * Goods over a range; with a location those there, else everywhere. `level` and `value` (at the present cost, null where
 * that is unknown) are as of now, everything else is of the range.
 */
export const InventoryRow = v.object({
  productId: Id,
  label: v.string(),
  category: v.string(),
  level: Whole,
  value: v.nullable(Whole),
  /** What one of it costs now. */
  cost: v.nullable(Whole),
  received: Whole,
  /** Less what came back. */
  sold: Whole,
  wasted: Whole,
  /** Given away. */
  samples: Whole,
  /** Came from other places less what went to them; without a location zero. */
  transferred: Whole,
  /** Added or taken off by hand. */
  corrected: Whole,
  /** Shrinkage: what counts found missing; below zero they found more than there could be. */
  unexplained: Whole,
  /** Units sold ÷ the mean of what lay there at each day's end; null where nothing did. */
  turnover: v.nullable(v.number()),
  /** For how many days the level lasts: level ÷ units sold a day; null where nothing was sold. */
  daysOfCover: v.nullable(v.number()),
  /** Units sold ÷ (what lay there when the range began + what came in), from 0 to 1; null where there was nothing. */
  sellThrough: v.nullable(v.number()),
  /** The day it was last sold on, whenever that was; null: never. */
  lastSoldOn: v.nullable(Day),
  /** It lay there all through the range and none was sold. */
  isDead: v.boolean(),
  isLow: v.boolean(),
  /** The level up to which it is low; 0: nobody asked. Of all places together where there is no location. */
  threshold: Counter,
})
export type InventoryRow = v.InferOutput<typeof InventoryRow>

/** `value` of all that has a cost; `uncosted` is how many products lie there whose cost nobody knows. */
export const InventoryAnswer = v.object({
  ...About,
  value: Whole,
  uncosted: Counter,
  rows: v.array(InventoryRow),
})
export type InventoryAnswer = v.InferOutput<typeof InventoryAnswer>

/** A drawer that was opened in the range. Sums in minor units; null while it has not been counted. */
export const CashRow = v.object({
  id: Id,
  locationId: v.nullable(Id),
  openedAt: v.nullable(Instant),
  openedBy: v.nullable(Id),
  closedAt: v.nullable(Instant),
  closedBy: v.nullable(Id),
  float: Whole,
  /** Cash that was taken in sales, less what was given back. */
  taken: Whole,
  paidIn: Whole,
  paidOut: Whole,
  /** What should be in it by all that is known now. */
  expected: Whole,
  counted: v.nullable(Whole),
  /** Counted less expected. */
  difference: v.nullable(Whole),
  /** More became known of it after it was counted. */
  isRestated: v.boolean(),
  /** How often it was counted. */
  closings: Counter,
})
export type CashRow = v.InferOutput<typeof CashRow>

export const CashAnswer = v.object({ ...About, rows: v.array(CashRow) })
export type CashAnswer = v.InferOutput<typeof CashAnswer>

const Brief = v.pick(SalesFigures, ['orders', 'units', 'total'])

/** How the day goes. `lastWeek` is the same weekday a week ago, up to this time of day. */
export const NowAnswer = v.object({
  currency: Currency,
  zone: Zone,
  day: Day,
  at: Instant,
  today: Brief,
  lastWeek: Brief,
  /** Every hour in which something was sold on either day: "09". `lastWeek` is that whole hour's. */
  hours: v.array(v.object({ hour: v.string(), ...Brief.entries, lastWeek: Whole })),
  products: v.array(v.object({ productId: Id, label: v.string(), units: Whole, total: Whole })),
  /** How many orders stand as what, whenever they were placed. */
  open: v.object({ processing: Counter, ready: Counter }),
  lowStock: Counter,
  exceptions: Counter,
  tills: v.array(
    v.object({
      id: Id,
      locationId: v.nullable(Id),
      openedAt: Instant,
      openedBy: Id,
      expected: Whole,
    }),
  ),
  missing: v.array(Missing),
})
export type NowAnswer = v.InferOutput<typeof NowAnswer>
