import {
  CarriedRequest,
  EnrolRequest,
  GrantRequest,
  IdentityRequest,
  OrdersRequest,
  SetUpRequest,
  SignInRequest,
} from '#shared/api.ts'
import { JoinCode, JoinDecision, JoinRequest, StandingRequest } from '#shared/joining.ts'
import { MailPick, MailSettingsRequest, MailsRequest, MailTestRequest } from '#shared/mail.ts'
import {
  Decision,
  EndSessions,
  ForgottenRequest,
  MemberChange,
  NewMember,
  PasswordChange,
  RegistrationRequest,
  ResetRequest,
} from '#shared/people.ts'
import { CompareRequest, HandInRequest, HelloRequest, SyncRequest } from '#shared/protocol.ts'
import { TabletChange } from '#shared/tablets.ts'
import * as v from 'valibot'
import { id } from './hostileWords.ts'

const password = 'seven striped deckchairs'
const cursor = { epoch: id, rev: 1, tag: 'x', scope: 'all x' }

/** What a door is meant to be given. */
interface Fair {
  schema: v.GenericSchema
  /** A request as it should be, whether or not there is anything that it could be about. */
  example: object
}

/** For every door that takes JSON. */
export const fairRequests: Readonly<Record<string, Fair>> = {
  'POST /api/sign-in': { schema: SignInRequest, example: { username: 'nobody', password } },
  'POST /api/sign-out': { schema: v.strictObject({}), example: {} },
  'POST /api/set-up': {
    schema: SetUpRequest,
    example: {
      business: { name: 'B', currency: 'GBP', zone: 'Europe/London', taxIncluded: true },
      admin: { name: 'A', username: 'aa', password },
      sample: false,
    },
  },
  'POST /api/registrations': {
    schema: RegistrationRequest,
    example: {
      ...{ id, name: 'D', username: 'dd', email: 'd@example.org', password, role: 'employee' },
      locationId: null,
    },
  },
  'POST /api/registrations/:id': {
    schema: Decision,
    example: { decision: 'approve', username: 'dd', role: 'employee', locationId: null },
  },
  'POST /api/people': {
    schema: NewMember,
    example: { id, name: 'D', username: 'dd', email: null, role: 'employee', locationId: null },
  },
  'POST /api/people/:id': {
    schema: MemberChange,
    example: { name: 'D', email: null, role: 'employee', locationId: null, active: true },
  },
  'POST /api/people/:id/reset': { schema: v.strictObject({}), example: {} },
  'POST /api/sessions': { schema: EndSessions, example: { which: 'one', id: 'x' } },
  'POST /api/password': { schema: PasswordChange, example: { old: 'x', password } },
  'POST /api/resets': { schema: ResetRequest, example: { code: 'x', password } },
  'POST /api/forgotten': { schema: ForgottenRequest, example: { who: 'nobody' } },
  'POST /api/devices': {
    schema: EnrolRequest,
    example: { name: 'T', locationId: id, publicKey: 'x', replaces: 'A' },
  },
  'POST /api/joins': { schema: JoinRequest, example: { publicKey: 'x', name: 'T', replaces: 'A' } },
  'POST /api/joins/:id/standing': { schema: StandingRequest, example: { signature: 'x' } },
  'POST /api/joins/find': { schema: JoinCode, example: { code: 'x' } },
  'POST /api/joins/:id': {
    schema: JoinDecision,
    example: { decision: 'confirm', name: 'T', locationId: id },
  },
  'POST /api/grants': { schema: GrantRequest, example: { device: id } },
  'POST /api/tablets/:id': { schema: TabletChange, example: { active: false, reason: 'x' } },
  'POST /api/tablets/:id/release': { schema: v.strictObject({}), example: {} },
  'POST /api/journals': {
    schema: CarriedRequest,
    example: { device: id, first: 1, commands: [{}], grants: ['x'] },
  },
  'POST /api/sync/hello': {
    schema: HelloRequest,
    example: {
      ...{ protocol: 1, device: id, cursor, lastSeq: 0 },
      about: { head: 1, app: 'x', storage: null },
    },
  },
  'POST /api/sync': {
    schema: SyncRequest,
    example: { protocol: 1, device: id, cursor, first: 1, commands: [], grants: [], page: 1 },
  },
  'POST /api/sync/hand-in': {
    schema: HandInRequest,
    example: { protocol: 1, device: id, first: 1, commands: [], grants: [] },
  },
  'POST /api/sync/compare': {
    schema: CompareRequest,
    example: { device: id, cursor, shape: 'x', since: 0, sums: {} },
  },
  'POST /api/sync/identity': { schema: IdentityRequest, example: { publicKey: 'x' } },
  'POST /api/orders': { schema: OrdersRequest, example: { filter: {}, before: { at: 1, row: 1 } } },
  'POST /api/mail': { schema: MailsRequest, example: { state: 'waiting' } },
  'POST /api/mail/retry': { schema: MailPick, example: { id } },
  'POST /api/mail/cancel': { schema: MailPick, example: { id } },
  'POST /api/mail/settings': {
    schema: MailSettingsRequest,
    example: {
      ...{ host: 'smtp.example.com', port: 465, security: 'tls', user: 'stall', password },
      ...{ from: 'stall@example.com', replyTo: null, alertTo: [], digest: true },
    },
  },
  'POST /api/mail/test': { schema: MailTestRequest, example: { to: 'd@example.org' } },
}

/** Doors that take bytes: pictures, and whatever a tablet wants to be kept as it is. */
export const takesBytes: readonly string[] = ['POST /api/pictures', 'POST /api/sync/rescue']
