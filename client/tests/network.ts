/** How a request fares: `send` carries it to the server and brings the answer back. */
export type Way = (send: () => Promise<Response>, path: string, init: RequestInit) => Promise<Response>

/** A tablet's network. It is whole until it is given another way. */
export interface Network {
  fetch: typeof globalThis.fetch
  take(way: Way): void
  cut(): void
  mend(): void
  /** How many requests have set out, cut off or not. */
  requests(): number
}

export const whole: Way = (send) => send()

export const cutOff: Way = async () => {
  throw new TypeError('fetch failed')
}

/** The server gets the request and does what it says; the answer is lost on its way back. */
export const losesAnswer: Way = async (send) => {
  await send()
  throw new TypeError('fetch failed')
}

export function openNetwork(carry: typeof globalThis.fetch): Network {
  let way = whole
  let requests = 0
  return {
    fetch(input, init = {}) {
      requests += 1
      return way(() => carry(input, init), pathOf(input), init)
    },
    take(next) {
      way = next
    },
    cut() {
      way = cutOff
    },
    mend() {
      way = whole
    },
    requests: () => requests,
  }
}

/** Takes `special` for the request with this place among those to `path`, from 1 on; every other one passes. */
export function onlyAt(path: string, place: number, special: Way): Way {
  let seen = 0
  return (send, asked, init) => {
    if (asked === path) seen += 1
    return asked === path && seen === place ? special(send, asked, init) : send()
  }
}

/** Never answers; gives up when the one who asks does. */
export const hangs: Way = (_send, _path, { signal }) =>
  new Promise((_resolve, reject) => {
    const stop = () => reject(new DOMException('given up', 'AbortError'))
    if (signal?.aborted) stop()
    signal?.addEventListener('abort', stop)
  })

export function answers(body: string, status: number, type: string): Way {
  return async () => new Response(body, { status, headers: { 'content-type': type } })
}

export interface Mishaps {
  lostAnswers: number
  repeated: number
  delayed: number
  failed: number
}

/** A network as it is at the edge of a market: about half of all requests meet with something. */
export function rough(random: () => number, mishaps: Mishaps, longest = 20): Way {
  return async (send) => {
    const luck = random()
    if (luck < 0.15) {
      mishaps.lostAnswers += 1
      await send()
      throw new TypeError('fetch failed')
    }
    if (luck < 0.3) {
      mishaps.repeated += 1
      await send()
      return send()
    }
    if (luck < 0.4) {
      mishaps.delayed += 1
      await new Promise((resolve) => setTimeout(resolve, random() * longest))
    } else if (luck < 0.5) {
      mishaps.failed += 1
      throw new TypeError('fetch failed')
    }
    return send()
  }
}

export function noMishaps(): Mishaps {
  return { lostAnswers: 0, repeated: 0, delayed: 0, failed: 0 }
}

export function pathOf(input: Parameters<typeof fetch>[0]): string {
  if (typeof input === 'string') return input
  return input instanceof URL ? input.href : input.url
}
