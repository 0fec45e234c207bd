import { Hono } from 'hono'
import { streamSSE } from 'hono/streaming'
import { expect, test } from 'vitest'
import type { App } from './app.ts'
import { listen } from './listen.ts'

function openSlow() {
  const app: App = new Hono()
  app.get('/slow', async (c) => {
    await new Promise((resolve) => setTimeout(resolve, 300))
    return c.text('whole')
  })
  app.get('/api/sync/events', (c) =>
    streamSSE(c, async (stream) => {
      await stream.writeSSE({ data: '1' })
      await new Promise<void>((resolve) => stream.onAbort(resolve))
    }),
  )
  return listen(app, { host: '127.0.0.1', port: 0 })
}

test('It lets what is under way end, hangs up on streams, and takes nothing more', async () => {
  const server = await openSlow()
  const stream = await fetch(`${server.url}/api/sync/events`)
  const slow = fetch(`${server.url}/slow`)
  await new Promise((resolve) => setTimeout(resolve, 100))
  const start = performance.now()
  const closing = server.close()
  expect(await (await slow).text()).toBe('whole')
  await closing
  expect(performance.now() - start).toBeLessThan(3_000)
  await expect(stream.text()).rejects.toThrow()
  await expect(fetch(server.url)).rejects.toThrow()
})

test('It rejects when the port is taken', async () => {
  const server = await openSlow()
  await expect(listen(new Hono(), { host: '127.0.0.1', port: server.port })).rejects.toMatchObject({
    code: 'EADDRINUSE',
  })
  await server.close()
})

test('It takes no endless headers', async () => {
  const server = await openSlow()
  const response = await fetch(`${server.url}/slow`, { headers: { 'x-long': 'x'.repeat(20_000) } })
  expect(response.status).toBe(431)
  await server.close()
})
