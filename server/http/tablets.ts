import { type ReleaseAnswer, TabletChange, type TabletsAnswer } from '#shared/tablets.ts'
import { Hono } from 'hono'
import * as v from 'valibot'
import { changeTablet, listTablets } from '../domain/tablets.ts'
import { readJson } from './body.ts'
import { doerOf, type Env, type Rooms } from './context.ts'
import { refuse } from './refuse.ts'

/** The business's tablets, for whoever may enrol them. */
export function tabletRoutes({
  store,
  exchange,
  sessions,
  now,
}: Pick<Rooms, 'store' | 'exchange' | 'sessions' | 'now'>): Hono<Env> {
  const routes = new Hono<Env>()

  routes.get('/tablets', (c) => c.json({ tablets: listTablets(store) } satisfies TabletsAnswer))

  routes.post('/tablets/:id', async (c) => {
    const body = await readJson(c, TabletChange, 4_096)
    if (!body.ok) return body.response
    const endSessions = (device: string) => sessions.endOn(device, c.req.header('cookie'))
    const changed = changeTablet(store, now, doerOf(c), c.req.param('id'), body.value, endSessions)
    if (!changed.ok) return refuse(c, changed.code)
    exchange.announce()
    return c.json({})
  })

  routes.post('/tablets/:id/release', async (c) => {
    const body = await readJson(c, v.strictObject({}), 4_096)
    if (!body.ok) return body.response
    const released = exchange.release(c.req.param('id'), doerOf(c))
    if (!released) return refuse(c, 'not-found')
    return c.json(released satisfies ReleaseAnswer)
  })

  return routes
}
