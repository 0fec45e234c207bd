import { type EditsAnswer, EditsStand, type LowStockAnswer } from '#shared/api.ts'
import { Hono } from 'hono'
import * as v from 'valibot'
import { editsOf } from '../domain/edits.ts'
import type { Env, Rooms } from './context.ts'
import { refuse } from './refuse.ts'

const Query = v.union([
  v.strictObject({}),
  v.strictObject({
    at: v.pipe(v.string(), v.digits(), v.toNumber(), EditsStand.entries.at),
    id: EditsStand.entries.id,
  }),
])

const mostLow = 2_000

/** What was changed of a product, a page at a time; what is low, and since when. */
export function productRoutes({ store }: Pick<Rooms, 'store'>): Hono<Env> {
  const routes = new Hono<Env>()

  routes.get('/products/:id/edits', (c) => {
    const query = v.safeParse(Query, c.req.query())
    if (!query.success) return refuse(c, 'bad-request')
    const before = 'at' in query.output ? query.output : null
    return c.json(editsOf(store, c.req.param('id'), before) satisfies EditsAnswer)
  })

  routes.get('/low-stock', (c) => {
    const shelves = store.lowStock.standing(mostLow).map(({ productId, locationId, at }) => {
      return { productId, locationId, since: at }
    })
    return c.json({ shelves } satisfies LowStockAnswer)
  })

  return routes
}
