import { Decision, RegistrationRequest, type StallsAnswer } from '#shared/people.ts'
import { Hono } from 'hono'
import { stallsOf } from '../domain/people.ts'
import { decide, register } from '../domain/registrations.ts'
import { isSetUp } from '../domain/setUp.ts'
import { addressOf } from './address.ts'
import { readJson } from './body.ts'
import { doerOf, type Env, personOf, type Rooms } from './context.ts'
import { refuse } from './refuse.ts'

const most = 16_384

/** Asking to be let in, and deciding on it. */
export function registrationRoutes(rooms: Rooms): Hono<Env> {
  const { store, passwords, limits, exchange, mail } = rooms
  const routes = new Hono<Env>()

  routes.get('/stalls', (c) => c.json({ stalls: stallsOf(store) } satisfies StallsAnswer))

  routes.post('/registrations', async (c) => {
    if (!limits.knock('registration', addressOf(c))) return refuse(c, 'too-many-tries')
    const body = await readJson(c, RegistrationRequest, most)
    if (!body.ok) return body.response
    if (!isSetUp(store)) return refuse(c, 'not-set-up')
    const asked = await register(store, passwords, rooms, body.value)
    if (!asked.ok) return refuse(c, asked.code)
    mail.soon()
    return c.json({})
  })

  routes.post('/registrations/:id', async (c) => {
    const body = await readJson(c, Decision, most)
    if (!body.ok) return body.response
    const by = { person: personOf(c), doer: doerOf(c) }
    const decided = decide(store, rooms, by, c.req.param('id'), body.value)
    if (!decided.ok) return refuse(c, decided.code)
    exchange.announce()
    return c.json({})
  })

  return routes
}
