import * as v from 'valibot'
import {
  CarriedAnswer,
  type CarriedRequest,
  ContactAnswer,
  EditsAnswer,
  type EditsStand,
  EnrolAnswer,
  type EnrolRequest,
  GrantAnswer,
  type GrantRequest,
  IdentityAnswer,
  LowStockAnswer,
  type IdentityRequest,
  MeAnswer,
  PictureAnswer,
  PictureKept,
  OrderAnswer,
  OrdersAnswer,
  type OrdersRequest,
  SetUpAnswer,
  type SetUpRequest,
  type SignInRequest,
  StateAnswer,
} from '#shared/api.ts'
import { JoinAnswer, type JoinRequest, StandingAnswer, type StandingRequest } from '#shared/joining.ts'
import {
  type MailPick,
  MailPicked,
  MailsAnswer,
  MailSettingsAnswer,
  type MailSettingsRequest,
  type MailsRequest,
  MailTestAnswer,
  OrderMailsAnswer,
} from '#shared/mail.ts'
import { Problem, type ProblemCode, sentences } from '#shared/problem.ts'
import {
  CompareAnswer,
  type CompareRequest,
  HandInAnswer,
  type HandInRequest,
  HelloAnswer,
  type HelloRequest,
  type Poke,
  SyncAnswer,
  type SyncRequest,
} from '#shared/protocol.ts'
import { pokesOf } from './pokes.ts'

/** `unreachable` stands for everything that was no answer of ours: no network, a captive portal's page, half an answer. */
export interface Refusal {
  ok: false
  code: ProblemCode | 'unreachable'
  sentence: string
  status: number | null
}
export type Answer<T> = { ok: true; value: T } | Refusal
export type Api = ReturnType<typeof openApi>

export interface Call {
  method?: 'GET' | 'POST'
  body?: unknown
  /** Sent as they are, in place of a body. */
  bytes?: Uint8Array<ArrayBuffer>
  ticket?: string | undefined
  signal?: AbortSignal | undefined
  /** How long to wait for the answer, ms. */
  patience?: number
}

export const Nothing = v.object({})
const Kept = v.object({ kept: v.number() })
const Health = v.object({ ok: v.literal(true) })
const usualPatience = 30_000

/** The server's routes as functions. Here, and only here, what it answers becomes typed. */
export function openApi(fetch: typeof globalThis.fetch) {
  const { get, post } = askingWith(fetch)
  return {
    health: () => get('/api/health', Health),
    state: () => get('/api/state', StateAnswer),
    setUp: (body: SetUpRequest) => post('/api/set-up', SetUpAnswer, body),
    signIn: (body: SignInRequest) => post('/api/sign-in', MeAnswer, body),
    signOut: () => post('/api/sign-out', Nothing, {}),
    me: () => get('/api/me', MeAnswer),
    enrol: (body: EnrolRequest) => post('/api/devices', EnrolAnswer, body),
    /** Asks for a code by which a manager lets this browser in. */
    join: (body: JoinRequest) => post('/api/joins', JoinAnswer, body),
    joinStanding: (id: string, body: StandingRequest) =>
      post(`/api/joins/${id}/standing`, StandingAnswer, body),
    grant: (body: v.InferOutput<typeof GrantRequest>) => post('/api/grants', GrantAnswer, body),
    /** Commands that a person carried here from another tablet; needs a manager's web session. */
    carry: (body: CarriedRequest) => post('/api/journals', CarriedAnswer, body),
    hello: (body: HelloRequest, signal?: AbortSignal) =>
      post('/api/sync/hello', HelloAnswer, body, { signal }),
    sync: (body: SyncRequest, ticket: string, signal?: AbortSignal) =>
      post('/api/sync', SyncAnswer, body, { ticket, signal }),
    /** What a tablet still has that was shut out; it gets outcomes and no rows. */
    handIn: (body: HandInRequest, ticket: string, signal?: AbortSignal) =>
      post('/api/sync/hand-in', HandInAnswer, body, { ticket, signal }),
    /** Whether the server's rows have the same sums. */
    compare: (body: CompareRequest, ticket: string, signal?: AbortSignal) =>
      post('/api/sync/compare', CompareAnswer, body, { ticket, signal }),
    /** Another identity for the device whose ticket this is. */
    identity: (body: IdentityRequest, ticket: string, signal?: AbortSignal) =>
      post('/api/sync/identity', IdentityAnswer, body, { ticket, signal }),
    /** Bytes that the server keeps as they are, whatever they hold. */
    rescue: (bytes: Uint8Array<ArrayBuffer>, ticket: string, signal?: AbortSignal) =>
      ask(fetch, '/api/sync/rescue', Kept, { method: 'POST', bytes, ticket, signal }),
    /** Keeps a picture on the server, under the hash of its bytes. */
    sendPicture: (bytes: Uint8Array<ArrayBuffer>, ticket: string) =>
      ask(fetch, '/api/pictures', PictureKept, { method: 'POST', bytes, ticket }),
    picture: (hash: string, ticket: string) => ask(fetch, `/api/pictures/${hash}`, PictureAnswer, { ticket }),
    /** Which shelves are low, and since when. */
    lowStock: (ticket: string) => ask(fetch, '/api/low-stock', LowStockAnswer, { ticket }),
    /** What was changed of a product before one of its edits, or last. */
    edits: (productId: string, before: EditsStand | null, ticket: string) =>
      ask(fetch, `/api/products/${productId}/edits${before ? `?${queryOf(before)}` : ''}`, EditsAnswer, {
        ticket,
      }),
    /** Orders placed before those that a tablet has seen. */
    orders: (body: OrdersRequest, ticket: string) => post('/api/orders', OrdersAnswer, body, { ticket }),
    /** One order with all that came to it. */
    order: (id: string, ticket: string) => ask(fetch, `/api/orders/${id}`, OrderAnswer, { ticket }),
    /** What became of an order's mails. */
    orderMails: (id: string, ticket: string) =>
      ask(fetch, `/api/orders/${id}/mails`, OrderMailsAnswer, { ticket }),
    /** How to reach an order's customer; needs a web session. */
    contact: (orderId: string) => get(`/api/orders/${orderId}/contact`, ContactAnswer),
    /** Mails of one state; these need a manager's web session, the settings an admin's. */
    mails: (body: MailsRequest) => post('/api/mail', MailsAnswer, body),
    retryMail: (body: MailPick) => post('/api/mail/retry', MailPicked, body),
    cancelMail: (body: MailPick) => post('/api/mail/cancel', MailPicked, body),
    mailSettings: () => get('/api/mail/settings', MailSettingsAnswer),
    saveMailSettings: (body: MailSettingsRequest) => post('/api/mail/settings', MailSettingsAnswer, body),
    /** Waits for what the mail server says. */
    testMail: (to: string) => post('/api/mail/test', MailTestAnswer, { to }, { patience: 100_000 }),
    /** The stream of pokes; ends with the connection, and is silent where there is none. */
    async *events(ticket: string, signal: AbortSignal): AsyncGenerator<Poke | null> {
      const headers = { authorization: `Device ${ticket}`, accept: 'text/event-stream' }
      const response = await fetch('/api/sync/events', { headers, signal, cache: 'no-store' }).catch(
        () => null,
      )
      if (!response?.ok || !response.body || !isOf(response, 'text/event-stream')) return
      yield null
      yield* pokesOf(response.body)
    },
  }
}

function queryOf({ at, id }: EditsStand): string {
  return new URLSearchParams({ at: String(at), id }).toString()
}

/** A query as an address has it; what is undefined is left out. */
export function wordsOf(query: Record<string, string | number | undefined>): string {
  const said = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  )
  return new URLSearchParams(said).toString()
}

/** The two ways of asking, bound to how requests are carried. */
export function askingWith(fetch: typeof globalThis.fetch) {
  return {
    get: <S extends v.GenericSchema>(path: string, schema: S, more: Call = {}) =>
      ask(fetch, path, schema, more),
    post: <S extends v.GenericSchema>(path: string, schema: S, body: unknown, more: Call = {}) =>
      ask(fetch, path, schema, { method: 'POST', body, ...more }),
  }
}

async function ask<S extends v.GenericSchema>(
  fetch: typeof globalThis.fetch,
  path: string,
  schema: S,
  call: Call,
): Promise<Answer<v.InferOutput<S>>> {
  try {
    const response = await carry(fetch, path, 'application/json', call)
    if (!isOf(response, 'application/json')) return unreachable(response.status)
    const answer: unknown = await response.json().catch(() => null)
    return response.ok ? accept(schema, answer, response.status) : refuse(answer, response.status)
  } catch {
    return unreachable(null)
  }
}

/** A text as a person keeps it, under the name that the server gives it. */
export async function askFile(
  fetch: typeof globalThis.fetch,
  path: string,
  type: string,
): Promise<Answer<{ name: string; text: string; type: string }>> {
  try {
    const response = await carry(fetch, path, `${type}, application/json`, {})
    if (!response.ok) return refuse(await response.json().catch(() => null), response.status)
    if (!isOf(response, type)) return unreachable(response.status)
    const said = response.headers.get('content-disposition') ?? ''
    const name = /filename="([^"/\\]+)"/.exec(said)?.[1] ?? 'awning.csv'
    return { ok: true, value: { name, text: await response.text(), type } }
  } catch {
    return unreachable(null)
  }
}

function carry(
  fetch: typeof globalThis.fetch,
  path: string,
  accept: string,
  { method = 'GET', body, bytes, ticket, signal, patience = usualPatience }: Call,
): Promise<Response> {
  return fetch(path, {
    method,
    cache: 'no-store',
    signal: AbortSignal.any([AbortSignal.timeout(patience), ...(signal ? [signal] : [])]),
    headers: {
      accept,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(bytes ? { 'content-type': 'application/octet-stream' } : {}),
      ...(ticket === undefined ? {} : { authorization: `Device ${ticket}` }),
    },
    ...(bytes ? { body: bytes } : body === undefined ? {} : { body: JSON.stringify(body) }),
  })
}

function accept<S extends v.GenericSchema>(
  schema: S,
  answer: unknown,
  status: number,
): Answer<v.InferOutput<S>> {
  const parsed = v.safeParse(schema, answer, { abortEarly: true })
  return parsed.success ? { ok: true, value: parsed.output } : unreachable(status)
}

function refuse(answer: unknown, status: number): Refusal {
  const parsed = v.safeParse(Problem, answer)
  if (!parsed.success) return unreachable(status)
  const { code, sentence } = parsed.output
  return { ok: false, code: isKnown(code) ? code : 'surprise', sentence, status }
}

function isKnown(code: string): code is ProblemCode {
  return Object.hasOwn(sentences, code)
}

function isOf(response: Response, type: string): boolean {
  return response.headers.get('content-type')?.startsWith(type) ?? false
}

function unreachable(status: number | null): Refusal {
  return { ok: false, code: 'unreachable', sentence: 'Awning’s server cannot be reached just now.', status }
}
