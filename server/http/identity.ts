import { EnrolRequest, GrantRequest, SignInRequest } from '#shared/api.ts'
import { Hono } from 'hono'
import * as v from 'valibot'
import { enrol } from '../domain/devices.ts'
import { describe, signIn } from '../domain/identity.ts'
import { noteAddress } from '../domain/notices.ts'
import { addressOf } from './address.ts'
import { readJson } from './body.ts'
import { type Env, personOf, type Rooms } from './context.ts'
import { refuse } from './refuse.ts'

const most = 65_536

/** Signing in and out, and letting tablets in. */
export function identityRoutes(rooms: Rooms): Hono<Env> {
  const { store, sessions, passwords, limits, grants, now } = rooms
  const routes = new Hono<Env>()

  routes.post('/sign-in', async (c) => {
    const body = await readJson(c, SignInRequest, most)
    if (!body.ok) return body.response
    const found = await signIn(store, passwords, limits, body.value, addressOf(c))
    c.set('account', store.accounts.named(body.value.username.trim().toLowerCase())?.personId)
    if (!found.ok) return refuse(c, found.code)
    const me = describe(store, found.person)
    if (!me) return refuse(c, 'not-set-up')
    const [cookie, agent] = [c.req.header('cookie'), c.req.header('user-agent')]
    c.header('set-cookie', await sessions.start(found.person.id, cookie, agent))
    return c.json(me)
  })

  routes.post('/sign-out', async (c) => {
    const body = await readJson(c, v.strictObject({}), most)
    if (!body.ok) return body.response
    c.header('set-cookie', await sessions.end(c.req.header('cookie')))
    return c.json({})
  })

  routes.get('/me', (c) => {
    const me = describe(store, personOf(c))
    return me ? c.json(me) : refuse(c, 'not-set-up')
  })

  routes.post('/devices', async (c) => {
    const body = await readJson(c, EnrolRequest, most)
    if (!body.ok) return body.response
    const enrolled = enrol(store, rooms, personOf(c), body.value)
    if (!enrolled.ok) return refuse(c, enrolled.code)
    const { device } = enrolled
    noteAddress(store, c.req.header('origin'))
    sessions.standOn(c.req.header('cookie'), device.id)
    return c.json({ device, ...grants.issue(personOf(c), device.id), now: now() })
  })

  routes.post('/grants', async (c) => {
    const body = await readJson(c, GrantRequest, most)
    if (!body.ok) return body.response
    const device = store.rows.one('device', body.value.device)
    if (!device?.active) return refuse(c, 'unknown-device')
    sessions.standOn(c.req.header('cookie'), device.id)
    return c.json({ ...grants.issue(personOf(c), device.id), now: now() })
  })

  return routes
}
