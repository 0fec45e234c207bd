import { randomBytes } from 'node:crypto'
import type { Person } from '#shared/rows.ts'
import * as v from 'valibot'
import { addPerson } from '../domain/identity.ts'
import { idAt } from '../domain/ids.ts'
import { openPasswords } from '../domain/passwords.ts'
import { openApp } from '../http/app.ts'
import type { Log } from '../http/context.ts'
import { openStore } from '../store/store.ts'

export type Visitor = 'nobody' | 'employee' | 'manager' | 'admin'

export const password = 'a stall in the rain'

export const setUpRequest = {
  business: { name: 'Leith Market', currency: 'GBP', zone: 'Europe/London', taxIncluded: true },
  admin: { name: 'Anna', username: 'anna', password },
  sample: false,
}

/** `raw` goes out as it is, `body` as JSON. */
export interface Call {
  body?: unknown
  raw?: string | Uint8Array<ArrayBuffer>
  cookie?: string | undefined
  headers?: Record<string, string>
  address?: string
}

export type Market = Awaited<ReturnType<typeof openMarket>>

/** A server on a store in memory, set up, with a manager and an employee; its clock goes only where a test takes it. */
export async function openMarket(given: Given = {}) {
  const bare = openBare(given)
  const { store, time, call } = bare
  const made = await call('POST', '/api/set-up', { body: setUpRequest })
  const now = () => time.at
  const outside = { now, newId: () => idAt(now(), randomBytes(10)) }
  for (const [name, role] of [
    ['Ben', 'manager'],
    ['Cleo', 'employee'],
  ] as const)
    await addPerson(store, openPasswords(randomBytes), outside, {
      name,
      username: name.toLowerCase(),
      role,
      password,
    })
  const signIn = async (username: string) =>
    cookieOf(await call('POST', '/api/sign-in', { body: { username, password } }))
  const cookies: Record<Visitor, string | undefined> = {
    nobody: undefined,
    admin: cookieOf(made),
    manager: await signIn('ben'),
    employee: await signIn('cleo'),
  }
  const person = (role: Person['role']) => store.rows.all('person').find((one) => one.role === role)
  return { ...bare, cookies, signIn, person }
}

interface Given {
  dist?: string
  log?: Log
}

/** A server that belongs to nobody yet. */
export function openBare({ dist, log }: Given = {}) {
  const store = openStore(':memory:')
  const time = { at: Date.UTC(2026, 10, 23, 9) }
  const logged: object[] = []
  const waited: number[] = []
  const app = openApp({
    store,
    now: () => time.at,
    random: (size) => randomBytes(size),
    version: '0.0.1',
    wait: async (ms) => void waited.push(ms),
    log: log ?? { info: (about) => logged.push(about), error: (about) => logged.push(about) },
    ...(dist === undefined ? {} : { dist }),
  })

  async function call(method: string, path: string, given: Call = {}): Promise<Response> {
    const { body, raw, cookie, headers, address = '203.0.113.7' } = given
    const content = raw ?? (body === undefined ? undefined : JSON.stringify(body))
    const init: RequestInit = {
      method,
      headers: {
        ...(content === undefined ? {} : { 'content-type': 'application/json' }),
        ...(cookie === undefined ? {} : { cookie }),
        ...headers,
      },
      ...(content === undefined ? {} : { body: content }),
    }
    return app.request(path, init, { incoming: { socket: { remoteAddress: address } } })
  }

  return { app, store, time, call, logged, waited }
}

export function cookieOf(response: Response): string {
  const [first = ''] = (response.headers.get('set-cookie') ?? '').split(';')
  return first
}

/** What was answered, once it is known to be what the schema says. */
export async function answerOf<S extends v.GenericSchema>(
  response: Response | Promise<Response>,
  schema: S,
): Promise<v.InferOutput<S>> {
  return v.parse(schema, await (await response).json())
}

/** The code of a refusal. */
export async function codeOf(response: Response | Promise<Response>): Promise<string> {
  return (await answerOf(response, v.strictObject({ code: v.string(), sentence: v.string() }))).code
}
