import { IdentityRequest } from '#shared/api.ts'
import {
  CompareRequest,
  type HandInAnswer,
  HandInRequest,
  HelloRequest,
  mostRequestBytes,
  type Outcome,
  SyncRequest,
} from '#shared/protocol.ts'
import { type Context, Hono } from 'hono'
import type * as v from 'valibot'
import { arrive, type Proofs } from '../domain/arrive.ts'
import type { Comparing } from '../domain/comparing.ts'
import { succeed } from '../domain/devices.ts'
import type { Exchange } from '../domain/exchange.ts'
import { type Credentials, greet } from '../domain/hello.ts'
import type { EncodedPage, Pages } from '../domain/pages.ts'
import type { Pushed } from '../domain/group.ts'
import { noteHeard } from '../domain/restored.ts'
import { scopeOf } from '../domain/scope.ts'
import type { Store } from '../store/store.ts'
import type { Log } from './context.ts'
import { openPoking } from './events.ts'
import { refuse } from './refuse.ts'

export interface SyncDoors {
  store: Store
  exchange: Exchange
  pages: Pages
  comparing: Comparing
  credentials: Credentials & {
    /** The device whose ticket this is, or null when it is none, too old, or of a device that is no longer active. */
    readTicket(ticket: string): string | null
    /** The same of a device that may have been shut out. */
    readKnown(ticket: string): string | null
  }
  /** What is asked of grants that come with commands. */
  grants: Proofs
  now: () => number
  newId: () => string
  log: Log
  /** Reads a JSON body within bounds and parses it; the refusal is an answer ready to send. */
  readJson<S extends v.GenericSchema>(
    c: Context,
    schema: S,
    most: number,
    deepest?: number,
  ): Promise<{ ok: true; value: v.InferOutput<S> } | { ok: false; response: Response }>
  readBytes(
    c: Context,
    most: number,
  ): Promise<{ ok: true; value: Uint8Array } | { ok: false; response: Response }>
}

/** One command that is too deep is set aside by itself, and must not turn away the ones that travel with it. */
const deepest = 64
const aMinute = 60_000

export function syncRoutes(doors: SyncDoors): Hono {
  const routes = new Hono()
  const { store, exchange, pages, credentials, now } = doors
  const poke = openPoking(store, exchange)
  const seen = new Map<string, number>()
  const emptied = new Map<string, number>()

  /**
   * Once a minute is often enough to say when a tablet was last heard of, and since when it has nothing left to send; so it
   * costs no sale a write.
   */
  function noteSeen(device: string, isEmpty: boolean) {
    const noted = isEmpty ? emptied : seen
    if (now() - (noted.get(device) ?? 0) < aMinute) return
    seen.set(device, now())
    if (isEmpty) emptied.set(device, now())
    store.write(() => (isEmpty ? store.heard.empty : store.heard.see)(device, now()))
  }

  routes.post('/hello', async (c) => {
    const body = await doors.readJson(c, HelloRequest, mostRequestBytes)
    if (!body.ok) return body.response
    const greeting = greet(store, credentials, body.value, now())
    return greeting.ok ? c.json(greeting.answer) : refuse(c, greeting.code)
  })

  routes.post('/', async (c) => {
    const device = deviceOf(c)
    if (!device) return refuse(c, 'device-needed')
    const body = await doors.readJson(c, SyncRequest, mostRequestBytes, deepest)
    if (!body.ok) return body.response
    const request = body.value
    if (request.device !== device) return refuse(c, 'other-device')
    const pushed = await takeIn(device, request)
    // It may have been shut out meanwhile: then nothing goes out to it any more.
    if (!deviceOf(c)) return refuse(c, 'device-needed')
    const hasSentAll = request.commands.length === 0 && request.first === pushed.lastSeq + 1
    noteSeen(device, hasSentAll)
    if (hasSentAll) noteHeard(store, device)
    const scope = scopeOf(store, device)
    const page = pages.after(scope, request.shape ?? '', request.cursor, request.page)
    return c.body(answer(pushed.outcomes, pushed.lastSeq, page), 200, { 'content-type': 'application/json' })
  })

  routes.post('/hand-in', async (c) => {
    const device = knownOf(c)
    if (!device) return refuse(c, 'device-needed')
    const body = await doors.readJson(c, HandInRequest, mostRequestBytes, deepest)
    if (!body.ok) return body.response
    if (body.value.device !== device) return refuse(c, 'other-device')
    const { outcomes, lastSeq } = await takeIn(device, body.value)
    noteSeen(device, false)
    return c.json({ outcomes, lastSeq, now: now() } satisfies HandInAnswer)
  })

  routes.post('/compare', async (c) => {
    const device = deviceOf(c)
    if (!device) return refuse(c, 'device-needed')
    const body = await doors.readJson(c, CompareRequest, mostRequestBytes)
    if (!body.ok) return body.response
    if (body.value.device !== device) return refuse(c, 'other-device')
    const answer = await doors.comparing.compare(scopeOf(store, device), body.value)
    if (answer.next === 'differs')
      doors.log.info(
        { device, tables: answer.tables },
        'A tablet holds other rows than the server and takes them in anew.',
      )
    return c.json(answer)
  })

  routes.post('/rescue', async (c) => {
    const device = knownOf(c)
    if (!device) return refuse(c, 'device-needed')
    const body = await doors.readBytes(c, 8 * mostRequestBytes)
    if (!body.ok) return body.response
    store.write(() => store.journal.rescue(device, body.value, now()))
    return c.json({ kept: body.value.byteLength })
  })

  routes.post('/identity', async (c) => {
    const device = deviceOf(c)
    if (!device) return refuse(c, 'device-needed')
    const body = await doors.readJson(c, IdentityRequest, mostRequestBytes)
    if (!body.ok) return body.response
    const next = succeed(store, { now, newId: doors.newId }, device, body.value.publicKey)
    return next.ok ? c.json({ device: next.device }) : refuse(c, next.code)
  })

  routes.get('/events', (c) => {
    const device = deviceOf(c)
    if (!device) return refuse(c, 'device-needed')
    return poke(c, device, () => deviceOf(c) === device)
  })

  function takeIn(device: string, request: HandInRequest): Promise<Pushed> {
    const receipt = { receivedAt: now(), formerly: store.deviceKeys.formerlyOf(device) }
    return exchange.push(device, arrive(request, doors.grants, receipt))
  }

  function deviceOf(c: Context): string | null {
    return credentials.readTicket(ticketIn(c))
  }

  function knownOf(c: Context): string | null {
    return credentials.readKnown(ticketIn(c))
  }

  /** The rows are JSON already, so the answer is put together as text. */
  function answer(
    outcomes: readonly Outcome[],
    lastSeq: number,
    { rows, cursor, isComplete, isFresh }: EncodedPage,
  ): string {
    const rest = JSON.stringify({
      outcomes,
      lastSeq,
      fresh: isFresh,
      cursor,
      complete: isComplete,
      now: now(),
    })
    return `${rest.slice(0, -1)},"rows":${rows}}`
  }

  return routes
}

function ticketIn(c: Context): string {
  const [scheme, ticket = ''] = (c.req.header('authorization') ?? '').split(' ')
  return scheme === 'Device' ? ticket : ''
}
