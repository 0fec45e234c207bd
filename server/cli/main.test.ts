import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { password, setUpRequest } from '../tests/market.ts'

const main = join(import.meta.dirname, 'main.ts')

let folder = ''
let started: ChildProcess[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'awning-cli-'))
  started = []
})
afterEach(() => {
  for (const child of started) child.kill('SIGKILL')
  rmSync(folder, { recursive: true })
})

interface Run {
  child: ChildProcess
  said: () => string
  /** Resolves with the address once the server says that it is open. */
  open: Promise<string>
  ended: Promise<number | null>
}

function awning(command: string, env: Record<string, string> = {}): Run {
  const child = spawn(process.execPath, [main, ...command.split(' ')], {
    env: { PATH: process.env.PATH, AWNING_DATA: folder, PORT: '0', ...env },
  })
  started.push(child)
  let words = ''
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve))
  const open = new Promise<string>((resolve) => {
    const hear = (chunk: Buffer) => {
      words += chunk.toString()
      const port = /http:\/\/localhost:(\d+)/.exec(words)?.[1]
      if (port !== undefined) resolve(`http://127.0.0.1:${port}`)
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
  })
  return { child, said: () => words, open, ended }
}

const post = (url: string, body: unknown) =>
  fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })

test('It serves, keeps a second one out, stops when asked, and starts again with what it had', async () => {
  const first = awning('start')
  const url = await first.open
  expect(first.said()).toContain('set-up page')
  expect((await post(`${url}/api/set-up`, setUpRequest)).status).toBe(200)
  expect(statSync(join(folder, 'awning.db')).mode & 0o077).toBe(0)

  const second = awning('start')
  expect(await second.ended).toBe(1)
  expect(second.said()).toContain('Another Awning is running')

  first.child.kill('SIGTERM')
  expect(await first.ended).toBe(0)

  const again = awning('start')
  const state: unknown = await (await fetch(`${await again.open}/api/state`)).json()
  expect(state).toMatchObject({ isSetUp: true, name: 'Leith Market' })
  expect(again.said()).not.toContain('set-up page')
})

test('It starts again after it was killed', async () => {
  const first = awning('start')
  await first.open
  first.child.kill('SIGKILL')
  await first.ended
  expect(await awning('start').open).toContain('http')
})

test('It goes on counting tries at sign-in after it was killed', { timeout: 60_000 }, async () => {
  const first = awning('start')
  const url = await first.open
  await post(`${url}/api/set-up`, setUpRequest)
  const guesses = Array.from({ length: 10 }, (_, guess) => ({ username: 'anna', password: `guess ${guess}` }))
  for (const guess of guesses) expect((await post(`${url}/api/sign-in`, guess)).status).toBe(401)
  first.child.kill('SIGKILL')
  await first.ended

  const again = await awning('start').open
  expect((await post(`${again}/api/sign-in`, { username: 'anna', password })).status).toBe(429)
})

test('It makes an admin beside a running server, who can sign in at once', async () => {
  const account = { AWNING_NAME: 'Dora', AWNING_USERNAME: 'dora', AWNING_PASSWORD: 'a stall in the sun' }
  const early = awning('create-admin', account)
  expect(await early.ended).toBe(1)
  expect(early.said()).toContain('no business yet')

  const server = awning('start')
  const url = await server.open
  await post(`${url}/api/set-up`, setUpRequest)
  expect(await awning('create-admin', account).ended).toBe(0)
  const me = await post(`${url}/api/sign-in`, { username: 'dora', password: 'a stall in the sun' })
  expect(await me.json()).toMatchObject({ person: { name: 'Dora', role: 'admin' } })

  const twice = awning('create-admin', account)
  expect(await twice.ended).toBe(1)
  expect(twice.said()).toContain('Somebody has that user name already.')
  const weak = awning('create-admin', { ...account, AWNING_USERNAME: 'eve', AWNING_PASSWORD: 'password1' })
  expect(await weak.ended).toBe(1)
  expect(weak.said()).toContain('first that a thief would try')
})

test('It gives a code beside a running server, by which somebody chooses another password', async () => {
  const server = awning('start')
  const url = await server.open
  await post(`${url}/api/set-up`, setUpRequest)
  const reset = awning('reset-password --username anna')
  expect(await reset.ended).toBe(0)
  const [code] = reset.said().split('\n')
  expect((await post(`${url}/api/resets`, { code, password: 'a stall in the sun' })).status).toBe(200)
  expect(
    (await post(`${url}/api/sign-in`, { username: 'anna', password: 'a stall in the sun' })).status,
  ).toBe(200)

  const nobody = awning('reset-password --username eve')
  expect(await nobody.ended).toBe(1)
  expect(nobody.said()).toContain('Nobody who may sign in has the user name "eve"')
})

test('It says in a sentence what is in the way', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => other.once('listening', resolve))
  const { port } = other.address() as AddressInfo
  const taken = awning('start', { PORT: String(port) })
  expect(await taken.ended).toBe(1)
  expect(taken.said()).toBe(`Port ${port} is taken. Set PORT to another.\n`)
  other.close()

  const odd = awning('start', { PORT: 'eighty' })
  expect(await odd.ended).toBe(1)
  expect(odd.said()).toBe('PORT has to be a number from 0 to 65535.\n')

  const unknown = awning('fly')
  expect(await unknown.ended).toBe(1)
  expect(unknown.said()).toContain('knows no command "fly"')
})
