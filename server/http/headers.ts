import type { MiddlewareHandler } from 'hono'

/**
 * Nothing is loaded but from here, and no script is made of text: what would run as code has to come through one of the
 * policies named, Vue's own and ours (`client/ui/trusted.ts`).
 */
const policyWith = (script: string) =>
  [
    "default-src 'none'",
    `script-src ${script}`,
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "object-src 'none'",
    "form-action 'self'",
    "require-trusted-types-for 'script'",
    'trusted-types vue awning default',
  ].join('; ')

const policy = policyWith("'self'")
/** A worker keeps to the policy its own script came with: the one that reads barcodes may compile WebAssembly. */
const scannersPolicy = policyWith("'self' 'wasm-unsafe-eval'")
const scanner = /^\/assets\/scanner-[\w-]+\.js$/
/** What the API answers is data, and opened as a page it is a page that may do nothing. */
const datasPolicy =
  "default-src 'none'; base-uri 'none'; object-src 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"

const always: [string, string][] = [
  ['x-content-type-options', 'nosniff'],
  ['referrer-policy', 'same-origin'],
  [
    'permissions-policy',
    'camera=(self), display-capture=(), geolocation=(), microphone=(), midi=(), payment=()',
  ],
  ['cross-origin-opener-policy', 'same-origin'],
  ['cross-origin-resource-policy', 'same-origin'],
]

/** Puts on every answer what keeps browsers strict; whatever does not say how long it keeps is not to be kept. */
export const headers: MiddlewareHandler = async (c, next) => {
  await next()
  c.res.headers.set('content-security-policy', policyFor(c.req.path))
  for (const [name, value] of always) c.res.headers.set(name, value)
  if (isHttps(c.req.url, c.req.header('x-forwarded-proto')))
    c.res.headers.set('strict-transport-security', 'max-age=31536000; includeSubDomains')
  if (!c.res.headers.has('cache-control') || c.req.path.startsWith('/api/'))
    c.res.headers.set('cache-control', 'no-store')
}

function policyFor(path: string): string {
  if (path.startsWith('/api/')) return datasPolicy
  return scanner.test(path) ? scannersPolicy : policy
}

/** Gives JSON its length, so that what is too short to gain from compression is left as it is. */
export const lengths: MiddlewareHandler = async (c, next) => {
  await next()
  if (!c.res.headers.get('content-type')?.startsWith('application/json')) return
  const body = await c.res.arrayBuffer()
  const all = new Headers(c.res.headers)
  all.set('content-length', String(body.byteLength))
  const { status } = c.res
  c.res = undefined
  c.res = new Response(body, { status, headers: all })
}

function isHttps(url: string, forwarded: string | undefined): boolean {
  return forwarded === undefined ? url.startsWith('https:') : forwarded.split(',')[0]?.trim() === 'https'
}
