import { type ForecastAnswer, ForecastQuestion } from '#shared/forecast/answer.ts'
import { type UnusualAnswer, UnusualQuestion } from '#shared/unusual.ts'
import { Hono } from 'hono'
import * as v from 'valibot'
import { forecastReport } from '../domain/forecast.ts'
import { unusualReport } from '../domain/unusual.ts'
import type { Env, Rooms } from './context.ts'
import { refuse } from './refuse.ts'

/** What is likely to come, and what differed from the usual. */
export function forecastRoutes({ store, now }: Pick<Rooms, 'store' | 'now'>): Hono<Env> {
  const routes = new Hono<Env>()

  routes.get('/forecast', (c) => {
    const question = v.safeParse(ForecastQuestion, c.req.query(), { abortEarly: true })
    if (!question.success) return refuse(c, 'bad-request')
    const business = store.rows.one('business', 'business')
    if (!business) return refuse(c, 'not-set-up')
    const answer = forecastReport(store, business, question.output, now())
    return answer ? c.json(answer satisfies ForecastAnswer) : refuse(c, 'unknown-location')
  })

  routes.get('/unusual', (c) => {
    const question = v.safeParse(UnusualQuestion, c.req.query(), { abortEarly: true })
    if (!question.success) return refuse(c, 'bad-request')
    const business = store.rows.one('business', 'business')
    if (!business) return refuse(c, 'not-set-up')
    return c.json(unusualReport(store, business, question.output) satisfies UnusualAnswer)
  })

  return routes
}
