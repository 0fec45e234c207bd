import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { openStore } from '../store/store.ts'
import type { App } from './app.ts'
import { openPoking } from './events.ts'
import { type Listening, listen } from './listen.ts'

const [anna, ben] = ['anna', 'ben']

async function openListening(most?: { all: number; each: number }) {
  const store = openStore(':memory:')
  const listeners = new Set<(rev: number) => void>()
  const onCommit = (hear: (rev: number) => void) => {
    listeners.add(hear)
    return () => listeners.delete(hear)
  }
  const poke = openPoking(store, { onCommit }, most)
  const welcome = new Set([anna, ben])
  const app: App = new Hono()
  app.get('/api/sync/events', (c) => {
    const device = c.req.header('authorization') ?? ''
    return poke(c, device, () => welcome.has(device))
  })
  const server = await listen(app, { host: '127.0.0.1', port: 0 })
  return { server, listeners, welcome, commit: (rev: number) => listeners.forEach((hear) => hear(rev)) }
}

/** A stream as its tablet reads it. */
async function stream({ url }: Listening, device: string) {
  const response = await fetch(`${url}/api/sync/events`, { headers: { authorization: device } })
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  return {
    response,
    next: async () => (await reader?.read())?.value ?? null,
    hangUp: () => reader?.cancel(),
  }
}

test('It tells a tablet at once where the server is, and each time it goes on', async () => {
  const { server, commit } = await openListening()
  const here = await stream(server, anna)
  expect(here.response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
  expect(await here.next()).toBe('data: {"rev":0}\n\n')
  commit(7)
  expect(await here.next()).toBe('data: {"rev":7}\n\n')
  await server.close()
})

test('It hangs up on a tablet’s oldest stream when it opens a fifth, and on nobody else', async () => {
  const { server, listeners, commit } = await openListening()
  const other = await stream(server, ben)
  const own = []
  for (let count = 0; count < 5; count += 1) own.push(await stream(server, anna))
  for (const one of [other, ...own]) await one.next()
  expect(await own[0]?.next()).toBeNull()
  await expect.poll(() => listeners.size).toBe(5)
  commit(8)
  for (const one of [other, ...own.slice(1)]) expect(await one.next()).toContain('8')
  await server.close()
})

test('It tells a tablet that is shut out nothing more', async () => {
  const { server, welcome, commit } = await openListening()
  const here = await stream(server, anna)
  await here.next()
  welcome.delete(anna)
  commit(9)
  expect(await here.next()).toBeNull()
  await server.close()
})

test('It listens no more for whoever hung up', async () => {
  const { server, listeners } = await openListening()
  const here = await stream(server, anna)
  await here.next()
  expect(listeners.size).toBe(1)
  await here.hangUp()
  await expect.poll(() => listeners.size).toBe(0)
  await server.close()
})

test('It takes no more streams in all than it may, and another once one has gone', async () => {
  const { server, listeners } = await openListening({ all: 2, each: 2 })
  const [first, second] = [await stream(server, anna), await stream(server, ben)]
  const third = await stream(server, ben)
  expect(third.response.status).toBe(503)
  await second.next()
  await first.hangUp()
  await expect.poll(() => listeners.size).toBe(1)
  expect((await stream(server, ben)).response.status).toBe(200)
  await server.close()
})
