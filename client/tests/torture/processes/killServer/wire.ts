import * as v from 'valibot'
import { SyncAnswer, SyncRequest } from '#shared/protocol.ts'
import { pathOf } from '../../../network.ts'

const Sent = v.object({ id: v.string() })

/** A history in Jepsen's sense, as it passed over the wire: a command without an outcome may be held or not. */
export interface Wire {
  fetch: typeof globalThis.fetch
  /** The outcomes that came back since the last time somebody asked: what the server has promised. */
  acknowledged(): { device: string; seq: number; id: string }[]
  /** Commands that set out and never got an outcome. */
  unknown(): Map<string, { device: string; seq: number }>
  /** Pushes with commands that have set out so far, and those still out. */
  pushes(): { begun: number; open: number }
}

export function openWire(carry: typeof globalThis.fetch): Wire {
  const unknown = new Map<string, { device: string; seq: number }>()
  let fresh: { device: string; seq: number; id: string }[] = []
  const pushes = { begun: 0, open: 0 }

  async function push(input: Parameters<typeof fetch>[0], init: RequestInit, request: SyncRequest) {
    const { device, first } = request
    const ids = request.commands.map((command) => v.parse(Sent, command).id)
    for (const [index, id] of ids.entries()) unknown.set(id, { device, seq: first + index })
    pushes.begun += 1
    pushes.open += 1
    try {
      const response = await carry(input, init)
      const said = await response.text()
      if (response.ok)
        for (const { seq } of v.parse(SyncAnswer, JSON.parse(said)).outcomes) {
          const id = ids[seq - first] ?? ''
          unknown.delete(id)
          fresh.push({ device, seq, id })
        }
      return new Response(said, { status: response.status, headers: { 'content-type': typeOf(response) } })
    } finally {
      pushes.open -= 1
    }
  }

  return {
    async fetch(input, init = {}) {
      if (pathOf(input) !== '/api/sync' || typeof init.body !== 'string') return carry(input, init)
      const request = v.parse(SyncRequest, JSON.parse(init.body))
      return request.commands.length === 0 ? carry(input, init) : push(input, init, request)
    },
    acknowledged() {
      const all = fresh
      fresh = []
      return all
    },
    unknown: () => unknown,
    pushes: () => pushes,
  }
}

function typeOf(response: Response): string {
  return response.headers.get('content-type') ?? ''
}
