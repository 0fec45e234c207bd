import * as v from 'valibot'
import { Password, Username } from './api.ts'
import { Email } from './contact.ts'
import { Role } from './role.ts'
import { Id, Instant, Said, Text } from './schema.ts'

const Name = Text(80, 1)
const Place = v.nullable(Id)

/** Where somebody who asks for access may say that they will work. */
export const StallsAnswer = v.object({ stalls: v.array(v.object({ id: Id, name: v.string() })) })
export type StallsAnswer = v.InferOutput<typeof StallsAnswer>

/** Somebody asks to be let in. `id` is made where it is asked, so that asking twice is asking once. */
export const RegistrationRequest = v.strictObject({
  id: Id,
  name: Name,
  username: Username,
  email: Email,
  password: Password,
  role: Role,
  locationId: Place,
})
export type RegistrationRequest = v.InferOutput<typeof RegistrationRequest>

/** A request for access that nobody has decided on. `isTaken`: somebody has that user name by now. */
export const Registration = v.object({
  id: Id,
  name: v.string(),
  username: v.string(),
  email: v.string(),
  role: Role,
  locationId: Place,
  askedAt: Instant,
  isTaken: v.boolean(),
})
export type Registration = v.InferOutput<typeof Registration>

/** One of the business's people, as the office sees them: addresses never reach a tablet's rows. */
export const Member = v.object({
  id: Id,
  name: v.string(),
  username: v.string(),
  email: v.nullable(v.string()),
  role: Role,
  locationId: Place,
  active: v.boolean(),
  /** When they last did something that the server heard of. */
  seenAt: v.nullable(Instant),
})
export type Member = v.InferOutput<typeof Member>

export const PeopleAnswer = v.object({ people: v.array(Member), registrations: v.array(Registration) })
export type PeopleAnswer = v.InferOutput<typeof PeopleAnswer>

/** What comes of a request for access. */
export const Decision = v.variant('decision', [
  v.strictObject({ decision: v.literal('approve'), username: Username, role: Role, locationId: Place }),
  v.strictObject({ decision: v.literal('reject'), reason: Said(200, 1) }),
])
export type Decision = v.InferOutput<typeof Decision>

/** Somebody whom the office lets in without their asking; they choose their password by a code. */
export const NewMember = v.strictObject({
  id: Id,
  name: Name,
  username: Username,
  email: v.nullable(Email),
  role: Role,
  locationId: Place,
})
export type NewMember = v.InferOutput<typeof NewMember>

/** What the office may change of somebody; what is left out stays. */
export const MemberChange = v.strictObject({
  name: v.exactOptional(Name),
  email: v.exactOptional(v.nullable(Email)),
  role: v.exactOptional(Role),
  locationId: v.exactOptional(Place),
  active: v.exactOptional(v.boolean()),
})
export type MemberChange = v.InferOutput<typeof MemberChange>

/** A code by which somebody chooses a new password, once, until `until`. Shown this once; the server keeps its hash. */
export const ResetCode = v.object({ code: v.string(), until: Instant })
export type ResetCode = v.InferOutput<typeof ResetCode>

export const ResetRequest = v.strictObject({ code: Text(40, 1), password: Password })
export type ResetRequest = v.InferOutput<typeof ResetRequest>

/** Whose password it was that was chosen anew. */
export const ResetAnswer = v.object({ username: v.string() })
export type ResetAnswer = v.InferOutput<typeof ResetAnswer>

/** Somebody's user name or e-mail address. */
export const ForgottenRequest = v.strictObject({ who: Text(254, 1) })
export type ForgottenRequest = v.InferOutput<typeof ForgottenRequest>

export const PasswordChange = v.strictObject({ old: Text(200, 1), password: Password })
export type PasswordChange = v.InferOutput<typeof PasswordChange>

/** One's own web sessions. `where` is a browser in words. */
export const SessionsAnswer = v.object({
  sessions: v.array(
    v.object({
      id: v.string(),
      startedAt: Instant,
      seenAt: Instant,
      where: v.string(),
      isHere: v.boolean(),
    }),
  ),
})
export type SessionsAnswer = v.InferOutput<typeof SessionsAnswer>

/** Ends one session, or all but the one that asks. */
export const EndSessions = v.variant('which', [
  v.strictObject({ which: v.literal('one'), id: Text(64, 1) }),
  v.strictObject({ which: v.literal('others') }),
])
export type EndSessions = v.InferOutput<typeof EndSessions>
