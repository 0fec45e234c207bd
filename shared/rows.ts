import * as v from 'valibot'
import { Allotment } from './allotment.ts'
import { BusinessFields } from './business.ts'
import { LocationFields, ProductFields } from './catalogue.ts'
import { PlacedOrder, Payments, Status } from './order.ts'
import { PlacedRefund } from './refund.ts'
import { Role } from './role.ts'
import { MarketDay } from './marketDay.ts'
import { Counter, Currency, Id, Instant, Minor, Quantity, Said, Size, Text, Zone } from './schema.ts'
import { FieldStamp, Stamp } from './stamp.ts'
import { tables } from './tables.ts'
import { Takings } from './takings.ts'

/** What every tablet knows of the business; its id is always "business". */
export const Business = v.object({
  id: v.literal('business'),
  ...BusinessFields.entries,
  currency: Currency,
  zone: Zone,
  taxIncluded: v.boolean(),
  /** The server's public key that customers' contacts are sealed to: P-256, SPKI in base64. */
  contactKey: v.exactOptional(Text(400, 1)),
  stamps: v.exactOptional(v.record(v.string(), FieldStamp)),
})
export type Business = v.InferOutput<typeof Business>

export const Person = v.object({ id: Id, name: Text(80, 1), role: Role, active: v.boolean() })
export type Person = v.InferOutput<typeof Person>

const Letter = v.pipe(v.string(), v.regex(/^[A-Z]{1,3}$/))

/** An enrolled device. Its letter opens every order number it mints and is never given to another. */
export const Device = v.object({
  id: Id,
  letter: Letter,
  /** Of the identities it had before: orders that it had numbered by then keep their numbers. */
  formerLetters: v.exactOptional(v.array(Letter)),
  name: Text(60, 1),
  locationId: Id,
  active: v.boolean(),
})
export type Device = v.InferOutput<typeof Device>

export const Location = v.object({
  id: Id,
  ...LocationFields.entries,
  stamps: v.record(v.string(), FieldStamp),
})
export type Location = v.InferOutput<typeof Location>

export const Product = v.object({
  id: Id,
  ...ProductFields.entries,
  stamps: v.record(v.string(), FieldStamp),
})
export type Product = v.InferOutput<typeof Product>

export const Order = v.object({
  id: Id,
  ...PlacedOrder.entries,
  deviceId: Id,
  actorId: Id,
  placedAt: Instant,
  zone: Zone,
  status: Status,
  statusAt: Instant,
  /** Set once cancelled: when, by whom, and whether the goods went back on the shelf. */
  returned: v.exactOptional(v.object({ at: Instant, actorId: Id, restock: v.boolean() })),
  /** Sums of its later payments and refunds (minor units), and how many of each line went back. */
  paidLater: v.exactOptional(Counter),
  paidBack: v.exactOptional(Counter),
  refunded: v.exactOptional(v.object({ value: Counter, units: v.array(Counter) })),
})
export type Order = v.InferOutput<typeof Order>

/** One step of an order: who moved it to which status, when and where. Its id is the command's. */
export const StatusStep = v.object({
  id: Id,
  orderId: Id,
  status: Status,
  at: Instant,
  actorId: Id,
  deviceId: Id,
  reason: v.exactOptional(Text(200)),
  restock: v.exactOptional(v.boolean()),
})
export type StatusStep = v.InferOutput<typeof StatusStep>

/** Money that came in for an order after it was placed. Its id is the command's. */
export const Paid = v.object({
  id: Id,
  orderId: Id,
  number: Text(20, 1),
  locationId: Id,
  payments: Payments,
  at: Instant,
  zone: Zone,
  actorId: Id,
  deviceId: Id,
  sessionId: v.exactOptional(Id),
})
export type Paid = v.InferOutput<typeof Paid>

/** Goods and money that went back. Its id is the command's. */
export const Refund = v.object({
  id: Id,
  ...PlacedRefund.entries,
  at: Instant,
  zone: Zone,
  actorId: Id,
  deviceId: Id,
})
export type Refund = v.InferOutput<typeof Refund>

/** A drawer counted: `counted` against what the tablet expected then, by what it knew of each tablet's takings. */
export const Closing = v.object({
  id: Id,
  at: Instant,
  actorId: Id,
  deviceId: Id,
  counted: Minor,
  coins: v.array(v.object({ value: Minor, size: Counter })),
  expected: v.pipe(v.number(), v.safeInteger()),
  known: v.record(v.string(), Takings),
  note: v.exactOptional(Said(200, 1)),
})
export type Closing = v.InferOutput<typeof Closing>

/** A drawer from its opening float to its cash-up. Takings are sums by tablet; closings are ordered by (at, id). */
export const TillSession = v.object({
  id: Id,
  /** Missing as long as only what was sold in it is known. */
  opened: v.exactOptional(
    v.object({
      at: Instant,
      actorId: Id,
      deviceId: Id,
      locationId: Id,
      currency: Currency,
      zone: Zone,
      float: Minor,
    }),
  ),
  takings: v.record(v.string(), Takings),
  closings: v.array(Closing),
})
export type TillSession = v.InferOutput<typeof TillSession>

/** Cash that went into a drawer or out of it without an order, or a drawer that was opened for nothing (`none`). */
export const CashMove = v.object({
  id: Id,
  sessionId: Id,
  kind: v.picklist(['in', 'out', 'none']),
  amount: Minor,
  reason: v.exactOptional(Said(200, 1)),
  at: Instant,
  actorId: Id,
  deviceId: Id,
})
export type CashMove = v.InferOutput<typeof CashMove>

/**
 * Something that a manager should look at: a command that was flagged, refused or set aside. Its id is the command's, or
 * "device.seq" where not even that could be read. Only the server writes what it is `about`.
 */
export const Exception = v.object({
  id: Text(60, 1),
  /** Missing as long as only its resolution is known. */
  about: v.exactOptional(
    v.object({
      status: v.picklist(['flagged', 'rejected', 'quarantined']),
      codes: v.array(Text(30, 1)),
      /** The command's name; empty where it could not be read. */
      name: Text(40),
      at: Instant,
      deviceId: Id,
      actorId: v.exactOptional(Id),
      locationId: v.exactOptional(Id),
      orderId: v.exactOptional(Id),
      number: v.exactOptional(Text(20, 1)),
      productIds: v.exactOptional(v.array(Id)),
    }),
  ),
  resolved: v.exactOptional(
    v.object({
      id: Id,
      at: Instant,
      actorId: Id,
      reason: Said(200, 1),
    }),
  ),
})
export type Exception = v.InferOutput<typeof Exception>

export const MovementReason = v.picklist([
  'sale',
  'returned',
  'received',
  'transfer',
  'waste',
  'sample',
  'correction',
])
export type MovementReason = v.InferOutput<typeof MovementReason>

/** Which tablet's clock said when, and by how much (ms) that may be off, where it is more than a moment. */
const Timing = { deviceId: v.exactOptional(Id), unsure: v.exactOptional(Counter) }

/** A signed quantity of a product at a location. Ordered by (at, id). */
export const Movement = v.object({
  id: Text(60, 1),
  productId: Id,
  locationId: Id,
  quantity: Size,
  reason: MovementReason,
  /** Goods of a cancelled order that were thrown away: so many were not sold after all, and the shelf stays as it is. */
  wasted: v.exactOptional(Quantity),
  at: Instant,
  actorId: Id,
  orderId: v.exactOptional(Id),
  /** The market day that it was loaded for. */
  dayId: v.exactOptional(Id),
  note: v.exactOptional(Text(200)),
  ...Timing,
})
export type Movement = v.InferOutput<typeof Movement>

/** What a person found on the shelf, and what the tablet expected there at that moment. */
export const Count = v.object({
  id: Text(60, 1),
  productId: Id,
  locationId: Id,
  quantity: Size,
  expected: Size,
  at: Instant,
  actorId: Id,
  ...Timing,
})
export type Count = v.InferOutput<typeof Count>

/**
 * What is there: the last count plus the movements after it. `counted` is that count's stamp, and `clock` says by how
 * much it may be off, and on which tablet, where that matters.
 */
export const Level = v.object({
  id: Text(80, 1),
  productId: Id,
  locationId: Id,
  quantity: v.pipe(v.number(), v.safeInteger()),
  counted: v.exactOptional(Stamp),
  clock: v.exactOptional(v.object({ deviceId: Id, unsure: Counter })),
})
export type Level = v.InferOutput<typeof Level>

/** What stands in each table. */
export const rowSchemas = {
  business: Business,
  person: Person,
  device: Device,
  location: Location,
  product: Product,
  level: Level,
  tillSession: TillSession,
  cashMove: CashMove,
  order: Order,
  status: StatusStep,
  paid: Paid,
  refund: Refund,
  exception: Exception,
  movement: Movement,
  count: Count,
  marketDay: MarketDay,
  allotment: Allotment,
} as const satisfies Record<(typeof tables)[number], v.GenericSchema>

/** The tables' names. */
export const Table = v.picklist(tables)
export type Table = (typeof tables)[number]
export type Row<T extends Table = Table> = { [K in Table]: v.InferOutput<(typeof rowSchemas)[K]> }[T]
