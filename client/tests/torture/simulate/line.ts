import { pathOf, type Way } from '../../network.ts'
import { openVisitor, type Visitor } from '../../visitor.ts'
import type { Server } from './server.ts'
import type { Answered, Asked, Watch } from './watch.ts'

/** A tablet's way to the server. Every answer is read on the way, before anything can become of it. */
export interface Line {
  fetch: typeof globalThis.fetch
  visitor: Visitor
  /** How the next request to this path fares; the others pass. */
  once(path: string, way: Way): void
  /** How every request to this path fares, until it is cleared. */
  always(path: string, way: Way): void
  /** Whether what `once` was told has happened. */
  isSpent(): boolean
  clear(): void
  cut(): void
  mend(): void
  isCut(): boolean
  /** The last exchange that was sent, to be sent again. */
  last(): RequestInit | null
  send(init: RequestInit): Promise<Response>
  /** How many exchanges have set out. */
  requests(): number
}

/** More than any conversation needs at one moment. */
const endless = 60

export function openLine(server: Server, watch: Watch, now: () => number): Line {
  const visitor = openVisitor(server.fetch)
  let special: { path: string; way: Way; isOnce: boolean } | null = null
  let isCut = false
  let last: RequestInit | null = null
  let abroad = 0
  let moment = { at: 0, requests: 0 }
  let requests = 0

  async function send(path: string, init: RequestInit): Promise<Response> {
    if (path !== '/api/sync') return visitor.fetch(path, init)
    const asked: Asked = JSON.parse(typeof init.body === 'string' ? init.body : '{}')
    last = init
    requests += 1
    if (isEndless(asked.device)) throw new TypeError('fetch failed')
    abroad += 1
    const isAlone = abroad === 1
    const held = () => (server.isUp() ? (server.store().journal.last(asked.device)?.seq ?? 0) : null)
    const before = held()
    try {
      const response = await visitor.fetch(path, init)
      const text = await response.text()
      const after = held()
      if (response.status === 200) {
        const answered: Answered = JSON.parse(text)
        if (isAlone) watch.answered(asked, answered, before ?? 0, after)
      } else if (isAlone && before !== null && after !== null) watch.refused(asked, before, after)
      return new Response(text, { status: response.status, headers: response.headers })
    } finally {
      abroad -= 1
    }
  }

  /** Time stands still while two machines only talk. */
  function isEndless(device: string): boolean {
    moment = { at: now(), requests: moment.at === now() ? moment.requests + 1 : 1 }
    if (moment.requests === endless)
      watch.say(10, 'a conversation comes to its end', `${device} has asked ${endless} times and is not done`)
    return moment.requests >= endless
  }

  return {
    visitor,
    async fetch(input, init = {}) {
      const path = pathOf(input)
      if (isCut) throw new TypeError('fetch failed')
      // Streams live by the machine's clock; here everyone polls, as they do where a proxy swallows streams.
      if (path === '/api/sync/events') return new Response('', { status: 404 })
      if (special?.path !== path) return send(path, init)
      const { way, isOnce } = special
      if (isOnce) special = null
      return way(() => send(path, init), path, init)
    },
    once(path, way) {
      special = { path, way, isOnce: true }
    },
    always(path, way) {
      special = { path, way, isOnce: false }
    },
    isSpent: () => special === null,
    clear() {
      special = null
    },
    cut() {
      isCut = true
    },
    mend() {
      isCut = false
      special = null
    },
    isCut: () => isCut,
    last: () => last,
    send: (init) => send('/api/sync', init),
    requests: () => requests,
  }
}
