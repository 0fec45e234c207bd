import { type OrderAnswer, type OrdersAnswer, OrdersRequest } from '#shared/api.ts'
import type { OrderMailsAnswer } from '#shared/mail.ts'
import { mostRequestBytes } from '#shared/protocol.ts'
import { Hono } from 'hono'
import { lookBack, wholeOrder } from '../domain/history.ts'
import { mailsOf } from '../domain/mail/listing.ts'
import { scopeOf } from '../domain/scope.ts'
import { readJson } from './body.ts'
import { deviceOf, type Env, type Rooms } from './context.ts'
import { refuse } from './refuse.ts'

/** Orders that a tablet holds no more, for whoever is on its till: those of its own place, or of all. */
export function orderRoutes({ store, mail }: Pick<Rooms, 'store' | 'mail'>): Hono<Env> {
  const routes = new Hono<Env>()

  routes.post('/orders', async (c) => {
    const body = await readJson(c, OrdersRequest, mostRequestBytes)
    if (!body.ok) return body.response
    return c.json(lookBack(store, scopeOf(store, deviceOf(c)), body.value) satisfies OrdersAnswer)
  })

  routes.get('/orders/:id', (c) => {
    const whole = wholeOrder(store, scopeOf(store, deviceOf(c)), c.req.param('id'))
    return whole ? c.json(whole satisfies OrderAnswer) : refuse(c, 'not-found')
  })

  routes.get('/orders/:id/mails', (c) => {
    const { locationId } = scopeOf(store, deviceOf(c))
    const order = store.rows.one('order', c.req.param('id'))
    if (!order || (locationId !== null && locationId !== order.locationId)) return refuse(c, 'not-found')
    const rooms = { store, secrets: mail.secrets }
    return c.json(mailsOf(rooms, mail.post.trouble(), order.id) satisfies OrderMailsAnswer)
  })

  return routes
}
