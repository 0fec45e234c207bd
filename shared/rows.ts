import * as v from 'valibot'
import { PlacedOrder, Status } from './order.ts'
import { LocationFields, ProductFields } from './catalogue.ts'
import { Role } from './role.ts'
import { Currency, Id, Instant, Size, Text, Zone } from './schema.ts'
import { FieldStamp, Stamp } from './stamp.ts'

/** What every tablet knows of the business; its id is always "business". */
export const Business = v.object({
  id: v.literal('business'),
  name: Text(80, 1),
  currency: Currency,
  zone: Zone,
  taxIncluded: v.boolean(),
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

/** A signed quantity of a product at a location. Ordered by (at, id). */
export const Movement = v.object({
  id: Text(60, 1),
  productId: Id,
  locationId: Id,
  quantity: Size,
  reason: MovementReason,
  at: Instant,
  actorId: Id,
  orderId: v.exactOptional(Id),
  note: v.exactOptional(Text(200)),
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
})
export type Count = v.InferOutput<typeof Count>

/** What is there: the last count plus the movements after it. `counted` is that count's stamp. */
export const Level = v.object({
  id: Text(80, 1),
  productId: Id,
  locationId: Id,
  quantity: v.pipe(v.number(), v.safeInteger()),
  counted: v.exactOptional(Stamp),
})
export type Level = v.InferOutput<typeof Level>

/** Every synced table, in the order in which a tablet wants them: what is needed to sell comes first. */
export const rowSchemas = {
  business: Business,
  person: Person,
  device: Device,
  location: Location,
  product: Product,
  level: Level,
  order: Order,
  status: StatusStep,
  movement: Movement,
  count: Count,
} as const

export type Table = keyof typeof rowSchemas
export type Row<T extends Table = Table> = { [K in Table]: v.InferOutput<(typeof rowSchemas)[K]> }[T]

/** The tables' names. */
export const Table = v.picklist([
  'business',
  'person',
  'device',
  'location',
  'product',
  'level',
  'order',
  'status',
  'movement',
  'count',
])
export const tables = Table.options

export function levelId(productId: string, locationId: string): string {
  return `${productId}@${locationId}`
}
