import { getRequestListener } from '@hono/node-server'
import { createServer, type Server } from 'node:http'
import type { App } from './app.ts'

/** How long answers that are under way may still take when the server stops. */
const patience = 5_000

const usual = {
  maxHeaderSize: 16_384,
  headersTimeout: 15_000,
  requestTimeout: 120_000,
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 5_000,
  /** Of a socket on which nothing moves at all; streams have their heartbeat. */
  silence: 180_000,
  mostConnections: 2_000,
}
/** How long a client may take over what it sends, ms, and how much of it there may be. */
export type Bounds = typeof usual

export interface Listening {
  /** "http://127.0.0.1:3000" */
  url: string
  port: number
  /** Takes no more requests, lets those under way end, then hangs up on the streams. */
  close(): Promise<void>
}

/** Opens the socket; port 0 takes any free one. Rejects with the system's error, EADDRINUSE for one. */
export async function listen(
  app: App,
  { host, port, ...bounds }: { host: string; port: number } & Partial<Bounds>,
): Promise<Listening> {
  const { silence, mostConnections, ...limits } = { ...usual, ...bounds }
  const answer = getRequestListener(app.fetch)
  const server = createServer(limits, (request, response) => void answer(request, response))
  server.maxConnections = mostConnections
  server.timeout = silence
  const busy = watch(server)
  const open = await opened(server, host, port)
  const name = host.includes(':') ? `[${host}]` : host
  return { url: `http://${name}:${open}`, port: open, close: () => close(server, busy) }
}

function opened(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : port)
    })
  })
}

/** Tells how many requests are under way, but for the streams that never end by themselves. */
function watch(server: Server): () => number {
  let busy = 0
  server.on('request', (request, response) => {
    if (request.url === '/api/sync/events') return
    busy += 1
    response.once('close', () => (busy -= 1))
  })
  return () => busy
}

async function close(server: Server, busy: () => number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  const end = performance.now() + patience
  while (busy() > 0 && performance.now() < end) await new Promise((resolve) => setTimeout(resolve, 20))
  server.closeAllConnections()
  await closed
}
