import { ActKind, type ActsAnswer } from '#shared/acts.ts'
import { Counter, Id } from '#shared/schema.ts'
import { Hono } from 'hono'
import * as v from 'valibot'
import { actsFor } from '../domain/acts.ts'
import type { Env, Rooms } from './context.ts'
import { refuse } from './refuse.ts'

const Whole = v.pipe(v.string(), v.maxLength(16), v.digits(), v.toNumber(), Counter)

const Query = v.strictObject({
  from: v.optional(Whole),
  until: v.optional(Whole),
  who: v.optional(Id),
  kind: v.optional(ActKind),
  at: v.optional(Whole),
  id: v.optional(Whole),
})

/** What was done by whom, a page at a time. */
export function actRoutes({ store }: Pick<Rooms, 'store'>): Hono<Env> {
  const routes = new Hono<Env>()

  routes.get('/acts', (c) => {
    const query = v.safeParse(Query, c.req.query())
    if (!query.success) return refuse(c, 'bad-request')
    const { from = 0, until = Number.MAX_SAFE_INTEGER, who = null, kind = null, at, id } = query.output
    const before = at === undefined || id === undefined ? null : { at, id }
    return c.json(actsFor(store, { from, until, who, kind, before }) satisfies ActsAnswer)
  })

  return routes
}
