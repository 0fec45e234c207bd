import { type SampleStaff, SetUpRequest } from '#shared/api.ts'
import { Hono } from 'hono'
import { fillSampleMarket } from '../domain/sample.ts'
import { isSetUp, setUp } from '../domain/setUp.ts'
import { readJson } from './body.ts'
import type { Env, Rooms } from './context.ts'
import { refuse } from './refuse.ts'

/** What a server says of itself, and the door that is open only until it belongs to someone. */
export function setUpRoutes(rooms: Rooms): Hono<Env> {
  const { store, passwords, sessions, version } = rooms
  const outside = { ...rooms, contactKey: rooms.contacts.publicKey }
  const routes = new Hono<Env>()

  routes.get('/health', (c) => c.json({ ok: true }))

  routes.get('/state', (c) => {
    const name = store.rows.one('business', 'business')?.name ?? ''
    return c.json({ isSetUp: isSetUp(store), name, version })
  })

  routes.post('/set-up', async (c) => {
    if (isSetUp(store)) return refuse(c, 'already-set-up')
    const body = await readJson(c, SetUpRequest, 65_536)
    if (!body.ok) return body.response
    const made = await setUp(store, passwords, outside, body.value)
    if (!made.ok) return refuse(c, made.code)
    const { person } = made
    const staff: SampleStaff[] = body.value.sample ? await fillSampleMarket(rooms, person) : []
    c.header(
      'set-cookie',
      await sessions.start(person.id, c.req.header('cookie'), c.req.header('user-agent')),
    )
    return c.json({ person, staff })
  })

  return routes
}
