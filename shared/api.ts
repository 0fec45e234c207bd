import * as v from 'valibot'
import { Reach } from './contact.ts'
import { OrderFilter } from './finding.ts'
import { ProductFields } from './catalogue.ts'
import { Language } from './language.ts'
import { mostPictureBytes } from './picture.ts'
import { Role } from './role.ts'
import { Business, Device, Order, Person } from './rows.ts'
import { Counter, Currency, Hash, Id, Instant, Seal, Text, Zone } from './schema.ts'
import { WholeOrder } from './wholeOrder.ts'

/** What the server says to whoever asks: whether it belongs to a business yet. */
export const StateAnswer = v.object({ isSetUp: v.boolean(), name: v.string(), version: v.string() })
export type StateAnswer = v.InferOutput<typeof StateAnswer>

export const Username = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9._-]{1,39}$/))
export const Password = v.pipe(Text(200), v.minLength(8))

export const SetUpRequest = v.strictObject({
  business: v.strictObject({
    ...{ name: Text(80, 1), currency: Currency, zone: Zone, taxIncluded: v.boolean() },
    language: v.exactOptional(Language),
  }),
  admin: v.strictObject({ name: Text(80, 1), username: Username, password: Password }),
  /** Fills two stalls, staff, a catalogue and weeks of past orders. */
  sample: v.boolean(),
})
export type SetUpRequest = v.InferOutput<typeof SetUpRequest>

/** A sample person's password is made at random and shown this once. */
export const SampleStaff = v.object({
  name: v.string(),
  username: v.string(),
  role: Role,
  password: v.string(),
})
export type SampleStaff = v.InferOutput<typeof SampleStaff>

export const SetUpAnswer = v.object({ person: Person, staff: v.array(SampleStaff) })
export type SetUpAnswer = v.InferOutput<typeof SetUpAnswer>

export const SignInRequest = v.strictObject({ username: Text(60, 1), password: Text(200, 1) })
export type SignInRequest = v.InferOutput<typeof SignInRequest>

/** Who is signed in here, and what enrolling a tablet has to choose from. */
export const MeAnswer = v.object({
  person: Person,
  business: Business,
  locations: v.array(v.object({ id: Id, name: v.string() })),
})
export type MeAnswer = v.InferOutput<typeof MeAnswer>

const SealKey = v.pipe(v.string(), v.regex(/^[A-Za-z0-9+/]{43}=$/))

/**
 * `publicKey`: the device's P-256 key, SPKI in base64. `formerly`: what it was on a server that was lost; who enrols it
 * vouches for that. `replaces`: the letter that this browser had before its storage was lost.
 */
export const EnrolRequest = v.strictObject({
  name: Text(60, 1),
  locationId: Id,
  publicKey: Text(400, 1),
  formerly: v.exactOptional(
    v.strictObject({ device: Id, letters: v.pipe(v.array(Device.entries.letter), v.maxLength(20)) }),
  ),
  replaces: v.exactOptional(Device.entries.letter),
})
export type EnrolRequest = v.InferOutput<typeof EnrolRequest>

/** `sealKey`: what the person seals commands with on that device; 32 bytes in base64. */
export const EnrolAnswer = v.object({ device: Device, grant: v.string(), sealKey: SealKey, now: Instant })
export type EnrolAnswer = v.InferOutput<typeof EnrolAnswer>

/** A device that found its place in its own journal taken asks to go on as another; its ticket says who it was. */
export const IdentityRequest = v.strictObject({ publicKey: Text(400, 1) })
export type IdentityRequest = v.InferOutput<typeof IdentityRequest>

export const IdentityAnswer = v.object({ device: Device })
export type IdentityAnswer = v.InferOutput<typeof IdentityAnswer>

export const GrantRequest = v.strictObject({ device: Id })
export const GrantAnswer = v.object({ grant: v.string(), sealKey: SealKey, now: Instant })
export type GrantAnswer = v.InferOutput<typeof GrantAnswer>

/** What a grant says: this person, in this role, on this device, as the server saw it at `issued`. */
export const Grant = v.object({
  id: Id,
  device: Id,
  person: Id,
  name: Text(80, 1),
  role: Role,
  issued: Instant,
  until: Instant,
  /** The name of the key that its person seals with; missing in what was granted before there were seals. */
  seals: v.exactOptional(Seal),
})
export type Grant = v.InferOutput<typeof Grant>

/** What a tablet has not sent, as a person carries it from there: sealed as it was, with the grants it was made under. */
export const JournalFile = v.object({
  format: v.literal('awning-journal'),
  v: v.literal(1),
  device: Device,
  exportedAt: Instant,
  commands: v.pipe(v.array(v.unknown()), v.maxLength(100_000)),
  grants: v.pipe(v.array(Text(2_000, 1)), v.maxLength(1_000)),
})
export type JournalFile = v.InferOutput<typeof JournalFile>

/** A part of such a file: commands of one device that follow one another, from `first` on. */
export const CarriedRequest = v.strictObject({
  device: Id,
  first: v.pipe(Counter, v.minValue(1)),
  commands: v.pipe(v.array(v.unknown()), v.minLength(1), v.maxLength(200)),
  grants: v.pipe(v.array(Text(2_000, 1)), v.maxLength(100)),
})
export type CarriedRequest = v.InferOutput<typeof CarriedRequest>

/** `taken`: how many the server holds now; `aside`: how many it could only keep for a person to look at. */
export const CarriedAnswer = v.object({ taken: Counter, aside: Counter })
export type CarriedAnswer = v.InferOutput<typeof CarriedAnswer>

/** How to reach an order's customer; empty where they left nothing. */
export const ContactAnswer = Reach
export type ContactAnswer = v.InferOutput<typeof ContactAnswer>

/** Where a walk back through the server's orders has come to. */
export const OrdersStand = v.strictObject({ at: Counter, row: Counter })
export type OrdersStand = v.InferOutput<typeof OrdersStand>

/** Asks for orders that were placed before those a tablet has seen, the latest first. */
export const OrdersRequest = v.strictObject({ filter: OrderFilter, before: v.nullable(OrdersStand) })
export type OrdersRequest = v.InferOutput<typeof OrdersRequest>

/** `before` is where to go on, with orders placed before `reached`; null after the last. A part may be empty and not the last. */
export const OrdersAnswer = v.object({
  orders: v.array(Order),
  before: v.nullable(OrdersStand),
  reached: v.nullable(Instant),
})
export type OrdersAnswer = v.InferOutput<typeof OrdersAnswer>

export const OrderAnswer = WholeOrder
export type OrderAnswer = v.InferOutput<typeof OrderAnswer>

/** Shelves that are low, and since when, as the server's clock had it. */
export const LowStockAnswer = v.object({
  shelves: v.array(v.object({ productId: Id, locationId: Id, since: Instant })),
})
export type LowStockAnswer = v.InferOutput<typeof LowStockAnswer>

const SomeFields = v.partial(v.object(ProductFields.entries))

/** Which of a product's edits come next: those that were made before, and in the same millisecond with a lower id. */
export const EditsStand = v.object({ at: Instant, id: Id })
export type EditsStand = v.InferOutput<typeof EditsStand>

/** What somebody changed of a product. `before` lacks what nobody had said until then. */
export const ProductEdit = v.object({
  ...EditsStand.entries,
  actorId: Id,
  deviceId: Id,
  isNew: v.boolean(),
  /** It came in a file, with others. */
  isImported: v.boolean(),
  before: SomeFields,
  after: SomeFields,
})
export type ProductEdit = v.InferOutput<typeof ProductEdit>

/** The latest first; `before` is where to go on, null after the first there was. */
export const EditsAnswer = v.object({ edits: v.array(ProductEdit), before: v.nullable(EditsStand) })
export type EditsAnswer = v.InferOutput<typeof EditsAnswer>

/** Under which name a picture is kept now. */
export const PictureKept = v.object({ hash: Hash })
export type PictureKept = v.InferOutput<typeof PictureKept>

/** A picture's bytes in base64. */
export const PictureAnswer = v.object({ data: Text(2 * mostPictureBytes) })
export type PictureAnswer = v.InferOutput<typeof PictureAnswer>

const Json = v.pipe(v.string(), v.parseJson())

/** A grant as it travels: the server's MAC, a dot, and the JSON it is over. Null when it is no grant at all. */
export function readGrant(token: string): { mac: string; json: string; grant: Grant } | null {
  const dot = token.indexOf('.')
  const json = token.slice(dot + 1)
  const parsed = v.safeParse(v.pipe(Json, Grant), json)
  return parsed.success ? { mac: token.slice(0, Math.max(dot, 0)), json, grant: parsed.output } : null
}
