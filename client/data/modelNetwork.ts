import * as v from 'valibot'
import { EnrolRequest } from '#shared/api.ts'
import { Envelope } from '#shared/envelope.ts'
import { problem } from '#shared/problem.ts'
import { HelloRequest, type Outcome, Placeholder, proofText, SyncRequest } from '#shared/protocol.ts'
import { device, grant, ModelServer, sealKey } from './testing.ts'

/** A network with a model of the server at its end, and everything that goes wrong between them. */
export class ModelNetwork {
  server = new ModelServer()
  weather: 'fine' | 'down' | 'portal' | 'loses answers' | 'busy' | 'silent' = 'fine'
  syncs: SyncRequest[] = []
  hellos: HelloRequest[] = []
  placeholders: Placeholder[] = []
  devices = 0
  next: 'go-on' | 'send-again' | 'start-over' = 'go-on'
  #tickets = new Set<string>()
  #key: CryptoKey | null = null
  #streams = new Set<ReadableStreamDefaultController<Uint8Array>>()

  fetch: typeof globalThis.fetch = async (input, init) => {
    if (this.weather === 'down') throw new TypeError('Failed to fetch')
    if (this.weather === 'silent') return silence(init?.signal ?? null)
    if (this.weather === 'portal')
      return new Response('<h1>Hotel</h1>', { headers: { 'content-type': 'text/html' } })
    if (this.weather === 'busy') return json(problem('try-again'), 503)
    const path = typeof input === 'string' ? input : ''
    const response = await this.#answer(path, init ?? {})
    if (this.#isCut()) throw new TypeError('Failed to fetch')
    return response
  }

  /** Forgets every ticket, as a restarted server does. */
  restart(): void {
    this.#tickets.clear()
    this.cut()
  }

  cut(): void {
    for (const stream of this.#streams) stream.error(new TypeError('cut'))
    this.#streams.clear()
  }

  poke(): void {
    for (const stream of this.#streams) stream.enqueue(new TextEncoder().encode(`data: {"rev":1}\n\n`))
  }

  #isCut(): boolean {
    return this.weather !== 'fine'
  }

  async #answer(path: string, init: RequestInit): Promise<Response> {
    const body: unknown = typeof init.body === 'string' ? JSON.parse(init.body) : null
    if (path === '/api/devices') return this.#enrol(v.parse(EnrolRequest, body))
    if (path === '/api/sync/hello') return this.#hello(v.parse(HelloRequest, body))
    if (path === '/api/grants')
      return json({ grant: `mac.${JSON.stringify(grant)}`, sealKey, now: 1_760_000_000_000 })
    const ticket = new Headers(init.headers).get('authorization')?.replace('Device ', '') ?? ''
    if (!this.#tickets.has(ticket)) return json(problem('device-needed'), 401)
    if (path === '/api/sync/events') return this.#stream(init.signal ?? null)
    return this.#sync(v.parse(SyncRequest, body))
  }

  async #enrol({ publicKey }: EnrolRequest): Promise<Response> {
    const spki = bytesOf(publicKey)
    const curve = { name: 'ECDSA', namedCurve: 'P-256' }
    this.#key = await crypto.subtle.importKey('spki', spki, curve, true, ['verify'])
    this.devices += 1
    return json({ device, grant: `mac.${JSON.stringify(grant)}`, sealKey, now: 1_760_000_000_000 })
  }

  async #hello(request: HelloRequest): Promise<Response> {
    this.hellos.push(request)
    if (!request.proof) return json({ next: 'prove', challenge: `c${this.hellos.length}` })
    const text = new TextEncoder().encode(proofText(request.device, request.proof.challenge))
    const rule = { name: 'ECDSA', hash: 'SHA-256' }
    const isGood =
      this.#key && (await crypto.subtle.verify(rule, this.#key, bytesOf(request.proof.signature), text))
    if (!isGood) return json(problem('unknown-device'), 401)
    const ticket = `t${this.hellos.length}`
    this.#tickets.add(ticket)
    const { lastSeq } = this.server
    const protocol = { least: 1, most: 1 }
    return json({ next: this.next, ticket, lastSeq, protocol, now: 1_760_000_000_000 })
  }

  #sync(request: SyncRequest): Response {
    this.syncs.push(request)
    const isGap = request.first > this.server.lastSeq + 1
    const outcomes = isGap ? [] : request.commands.flatMap((command) => this.#take(command))
    if (request.commands.length > 0) this.poke()
    if (this.weather === 'loses answers') this.cut()
    return json(this.server.answer(request.cursor, outcomes, request.page))
  }

  #take(command: unknown): Outcome[] {
    const placeholder = v.safeParse(Placeholder, command)
    if (!placeholder.success) return this.server.take([v.parse(Envelope, command)])
    const { seq, placeholder: code } = placeholder.output
    this.placeholders.push(placeholder.output)
    this.server.lastSeq = Math.max(this.server.lastSeq, seq)
    return [{ seq, rev: 0, status: 'quarantined', code }]
  }

  #stream(signal: AbortSignal | null): Response {
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        this.#streams.add(controller)
        signal?.addEventListener('abort', () => {
          if (this.#streams.delete(controller)) controller.error(new DOMException('aborted', 'AbortError'))
        })
      },
    })
    return new Response(body, { headers: { 'content-type': 'text/event-stream' } })
  }
}

function silence(signal: AbortSignal | null): Promise<Response> {
  return new Promise((_, reject) => {
    const hangUp = () => reject(new TypeError('aborted'))
    if (signal?.aborted) hangUp()
    signal?.addEventListener('abort', hangUp)
  })
}

function json(body: unknown, status = 200): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } })
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
}
