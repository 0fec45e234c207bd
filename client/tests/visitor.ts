import { pathOf } from './network.ts'

/** A browser as far as the server can tell: it keeps the cookies it is given and shows them again. */
export interface Visitor {
  fetch: typeof globalThis.fetch
  /** What it would send as its Cookie header. */
  cookie(): string
  forgetCookies(): void
}

export function openVisitor(carry: typeof globalThis.fetch, cookie = ''): Visitor {
  const jar = new Map<string, string>()
  for (const pair of cookie.split('; ').filter(Boolean)) keep(jar, pair)
  const shown = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
  return {
    async fetch(input, init = {}) {
      const headers = new Headers(init.headers)
      if (jar.size > 0) headers.set('cookie', shown())
      const response = await carry(input, { ...init, headers })
      for (const line of response.headers.getSetCookie()) keep(jar, line)
      return response
    },
    cookie: shown,
    forgetCookies: () => jar.clear(),
  }
}

function keep(jar: Map<string, string>, line: string): void {
  const [pair = '', ...attributes] = line.split(';').map((part) => part.trim())
  const name = pair.slice(0, pair.indexOf('='))
  const isOver = attributes.some((attribute) => /^max-age=0$/i.test(attribute))
  if (isOver) jar.delete(name)
  else jar.set(name, pair.slice(pair.indexOf('=') + 1))
}

/** Fetch with a server's address put before the path. */
export function fetchFrom(url: string): typeof globalThis.fetch {
  return (input, init) => globalThis.fetch(new URL(pathOf(input), url), init)
}
