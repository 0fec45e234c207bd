import * as v from 'valibot'
import { emailProblem } from './contact.ts'
import { Counter, Id, Instant, Text } from './schema.ts'

/** What a mail is for. Each logical mail has one row in the outbox, under an id that says which it is. */
export const MailKind = v.picklist([
  'confirmation',
  'receipt',
  'low-stock',
  'digest',
  'registration',
  'password-reset',
])
export type MailKind = v.InferOutput<typeof MailKind>

export const MailState = v.picklist(['waiting', 'sent', 'failed', 'cancelled'])
export type MailState = v.InferOutput<typeof MailState>

/**
 * Why a mail is not there yet, or never will be. The first four lie in the settings or the mail server and hold up every
 * mail; the others concern one.
 */
export const MailFault = v.picklist([
  'unreachable',
  'insecure',
  'sign-in-refused',
  'sender-refused',
  'later',
  'unknown',
  'address-refused',
  'message-refused',
  'unreadable',
  'too-late',
  'too-many',
])
export type MailFault = v.InferOutput<typeof MailFault>

/** One address and nothing else. */
export const Address = v.pipe(
  Text(254, 1),
  v.trim(),
  v.check((text) => emailProblem(text) === null),
)

const Host = v.pipe(v.string(), v.regex(/^[a-z0-9]([a-z0-9.-]{0,250}[a-z0-9])?$|^[0-9a-f:]{2,45}$/i))
const Port = v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(65_535))

/** How a connection is kept from others: TLS from its start, TLS asked for first thing (and insisted on), or not at all. */
export const Security = v.picklist(['tls', 'starttls', 'none'])
export type Security = v.InferOutput<typeof Security>

const settings = {
  host: Host,
  port: Port,
  security: Security,
  /** Empty where the server asks nobody who they are. */
  user: Text(254),
  from: Address,
  replyTo: v.nullable(Address),
  /** Managers who are told about stock. */
  alertTo: v.pipe(v.array(Address), v.maxLength(20)),
  /** Whether they get a digest each morning. */
  digest: v.boolean(),
}

export const MailSettings = v.strictObject({ ...settings, password: Text(500) })
export type MailSettings = v.InferOutput<typeof MailSettings>

/** `password: null` keeps the one that is there, as long as host and user stay as they are. */
export const MailSettingsRequest = v.pipe(
  v.strictObject({ ...settings, password: v.nullable(Text(500)) }),
  v.check(({ security, user, host }) => !isCarriedOpenly({ security, user, host })),
)
export type MailSettingsRequest = v.InferOutput<typeof MailSettingsRequest>

export const MailSettingsAnswer = v.object({
  settings: v.nullable(v.object({ ...settings, hasPassword: v.boolean() })),
  /** Whether there are some that this server can no longer read, since its key is another. */
  isLocked: v.boolean(),
})
export type MailSettingsAnswer = v.InferOutput<typeof MailSettingsAnswer>

/** Whether a password would cross a network for everyone to read. */
export function isCarriedOpenly({
  security,
  user,
  host,
}: Pick<MailSettings, 'security' | 'user' | 'host'>): boolean {
  return security === 'none' && user !== '' && !/^(localhost|127\.[\d.]+|::1)$/i.test(host)
}

export const MailTestRequest = v.strictObject({ to: Address })

/** What came of a test mail; `said` is what the mail server answered. */
export const MailTestAnswer = v.object({ fault: v.nullable(MailFault), said: v.string() })
export type MailTestAnswer = v.InferOutput<typeof MailTestAnswer>

/** A mail as it is listed: never whom it goes to, but what it is about. */
export const MailRow = v.object({
  id: v.string(),
  kind: MailKind,
  state: MailState,
  order: v.nullable(v.object({ id: Id, number: v.string() })),
  queuedAt: Instant,
  /** When it is tried again; in the past: as soon as may be. */
  dueAt: Instant,
  settledAt: v.nullable(Instant),
  tries: Counter,
  fault: v.nullable(MailFault),
  /** What the mail server said to it last, without the address. */
  said: v.string(),
})
export type MailRow = v.InferOutput<typeof MailRow>

export const MailStand = v.strictObject({ at: Instant, id: Text(120, 1) })

export const MailsRequest = v.strictObject({ state: MailState, before: v.nullable(MailStand) })
export type MailsRequest = v.InferOutput<typeof MailsRequest>

export const MailsAnswer = v.object({
  mails: v.array(MailRow),
  /** Where to go on; null after the last. */
  before: v.nullable(MailStand),
  sizes: v.record(MailState, Counter),
  isSet: v.boolean(),
  /** What holds up every mail, since when, and when the mail server is asked again. */
  trouble: v.nullable(v.object({ fault: MailFault, said: v.string(), since: Instant, next: Instant })),
})
export type MailsAnswer = v.InferOutput<typeof MailsAnswer>

/** An order's mails as whoever serves its customer may know them: never whom one goes to, nor what a mail server said. */
export const OrderMailsAnswer = v.object({
  /** The latest first. */
  mails: v.array(
    v.object({
      id: v.string(),
      kind: MailKind,
      state: MailState,
      queuedAt: Instant,
      settledAt: v.nullable(Instant),
      fault: v.nullable(MailFault),
    }),
  ),
  isSet: v.boolean(),
  /** Whether something holds up every mail. */
  isHeldUp: v.boolean(),
})
export type OrderMailsAnswer = v.InferOutput<typeof OrderMailsAnswer>

/** `all`: every failed one to try again, every waiting one to call off. */
export const MailPick = v.union([
  v.strictObject({ id: Text(120, 1) }),
  v.strictObject({ all: v.literal(true) }),
])
export type MailPick = v.InferOutput<typeof MailPick>

export const MailPicked = v.object({ changed: Counter })
