import { createHash } from 'node:crypto'
import { readFile, realpath } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'
import type { Context } from 'hono'
import { refuse } from './refuse.ts'

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
}

/** Neither a dot at the start of a name nor anything encoded: no path leads out of the folder. */
const plainPath = /^(\/[A-Za-z0-9_-][A-Za-z0-9._-]*)+$/

/**
 * The built app: what is asked for by name, and its one page for every address without a dot in it. A missing asset is
 * missing: were it answered by the page, a browser would keep the page in its place.
 */
export function serveFiles(dist: string): (c: Context) => Promise<Response> {
  return async (c) => {
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') return refuse(c, 'not-found')
    const isAsset = c.req.path.includes('.') || c.req.path.startsWith('/assets/')
    const path = isAsset ? c.req.path : '/index.html'
    const bytes = plainPath.test(path) ? await read(dist, path) : null
    return bytes ? answer(c, path, bytes) : refuse(c, 'not-found')
  }
}

function answer(c: Context, path: string, bytes: Uint8Array<ArrayBuffer>): Response {
  const etag = `W/"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`
  // The build names what lies in assets/ after its content.
  c.header('cache-control', path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache')
  c.header('etag', etag)
  if (c.req.header('if-none-match') === etag) return c.body(null, 304)
  c.header('content-type', types[extname(path)] ?? 'application/octet-stream')
  c.header('content-length', String(bytes.byteLength))
  return c.body(bytes)
}

/** What lies in the folder under this path; a link that leads out of it leads nowhere. */
async function read(folder: string, path: string): Promise<Buffer<ArrayBuffer> | null> {
  try {
    const file = await realpath(join(folder, path))
    return file.startsWith((await realpath(folder)) + sep) ? await readFile(file) : null
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}

function isMissing(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return code === 'ENOENT' || code === 'EISDIR' || code === 'ENOTDIR'
}
