import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { openApp } from '../../../../../server/http/app.ts'
import { listen } from '../../../../../server/http/listen.ts'
import { openStore } from '../../../../../server/store/store.ts'
import type { Edit } from '../../planted/bug.ts'
import { loadWith } from '../../planted/graph.ts'

const quarter = 15 * 60_000
const password = 'a stall in the rain'
const idOf = (number: number) => `019a0000-0000-7000-8000-${String(number).padStart(12, '0')}`

/** What is asked of the server, by whom it is asked about; nobody outside may tell one from another. */
export type Question =
  'known' | 'unknown' | 'disabled' | 'disabledButRight' | 'pending' | 'mailed' | 'unmailed'

export interface House {
  /** How long the answer took, ms. */
  ask(question: Question): Promise<number>
  close(): Promise<void>
}

/** A whole server on a socket, with these edits made in it, and everyone in it whom a stranger could ask about. */
export async function openHouse(folder: string, name: string, edits: readonly Edit[]): Promise<House> {
  const loaded = await loadWith<{ openApp: typeof openApp }>(name, edits, 'server/http/app.ts')
  const store = openStore(join(folder, `${name.replaceAll(' ', '-')}.db`))
  const time = { at: Date.now() }
  const app = loaded.openApp({
    store,
    // Moved on by hand, so that no limit is ever met.
    now: () => time.at,
    random: (size) => randomBytes(size),
    log: { info: () => {}, error: () => {} },
    version: '0.0.0',
  })
  const server = await listen(app, { host: '127.0.0.1', port: 0 })

  async function post(path: string, body: object, cookie = ''): Promise<Response> {
    time.at += quarter
    const headers = { 'content-type': 'application/json', cookie }
    return fetch(`${server.url}/api/${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
  }

  const business = { name: 'Leith Market', currency: 'GBP', zone: 'Europe/London', taxIncluded: true }
  const admin = { name: 'Anna', username: 'anna', password }
  const made = await post('set-up', { business, admin, sample: false })
  const cookie = made.headers.get('set-cookie')?.split(';')[0]
  const register = (id: string, username: string) =>
    post('registrations', {
      ...{ id, name: username, username, email: `${username}@example.org`, password },
      ...{ role: 'employee', locationId: null },
    })
  const staff = ['ben', 'cleo', 'dora']
  for (const [index, username] of staff.entries()) await register(idOf(index), username)
  for (const [index, username] of staff.slice(0, 2).entries())
    await post(
      `registrations/${idOf(index)}`,
      { decision: 'approve', username, role: 'employee', locationId: null },
      cookie,
    )
  const ben = store.accounts.named('ben')?.personId ?? ''
  await post(`people/${ben}`, { active: false }, cookie)

  let asked = 0
  const questions: Record<Question, () => [path: string, body: object]> = {
    known: () => ['sign-in', { username: 'anna', password: 'a stall in the sun' }],
    unknown: () => ['sign-in', { username: 'eve', password: 'a stall in the sun' }],
    disabled: () => ['sign-in', { username: 'ben', password: 'a stall in the sun' }],
    disabledButRight: () => ['sign-in', { username: 'ben', password }],
    pending: () => ['sign-in', { username: 'dora', password: 'a stall in the sun' }],
    mailed: () => ['forgotten', { who: 'cleo' }],
    unmailed: () => ['forgotten', { who: 'eve' }],
  }
  return {
    async ask(question) {
      asked += 1
      const [path, body] = questions[question]()
      const start = performance.now()
      const response = await post(path, body)
      await response.text()
      const took = performance.now() - start
      const wanted = path === 'sign-in' ? 401 : 200
      if (response.status !== wanted) throw new Error(`question ${asked}, ${question}: ${response.status}`)
      return took
    },
    async close() {
      await server.close()
      store.close()
    },
  }
}
