import { type ContactAnswer } from '#shared/api.ts'
import { Hono } from 'hono'
import { type Env, personOf, type Rooms } from './context.ts'
import { refuse } from './refuse.ts'

/** How to reach a customer who left it: opened for whoever asks, and written down that they did. */
export function contactRoutes({
  store,
  contacts,
  log,
}: Pick<Rooms, 'store' | 'contacts' | 'log'>): Hono<Env> {
  const routes = new Hono<Env>()

  routes.get('/orders/:id/contact', (c) => {
    const order = store.rows.one('order', c.req.param('id'))
    if (!order) return refuse(c, 'not-found')
    const contact = order.customer?.contact
    if (!contact) return c.json({} satisfies ContactAnswer)
    const reach = contacts.open(contact.sealed)
    if (!reach) return refuse(c, 'sealed-elsewhere')
    log.info({ person: personOf(c).id, order: order.id }, 'A customer’s contact was read')
    return c.json(reach satisfies ContactAnswer)
  })

  return routes
}
