import { RangeQuestion, SalesQuestion } from '#shared/reports.ts'
import { ForecastQuestion } from '#shared/forecast/answer.ts'
import { UnusualQuestion } from '#shared/unusual.ts'
import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import type { Question } from '../domain/reports/answer.ts'
import type { Env, Rooms } from './context.ts'
import { refuse } from './refuse.ts'

const Format = v.exactOptional(v.picklist(['json', 'csv']), 'json')

/** Figures that people decide from: as JSON, or with `format=csv` as a file for a spreadsheet. */
export function reportRoutes({ reports, now }: Pick<Rooms, 'reports' | 'now'>): Hono<Env> {
  const routes = new Hono<Env>()

  routes.get('/sales', (c) => reply(c, SalesQuestion, (asked) => ({ report: 'sales', asked })))
  routes.get('/inventory', (c) => reply(c, RangeQuestion, (asked) => ({ report: 'inventory', asked })))
  routes.get('/cash', (c) => reply(c, RangeQuestion, (asked) => ({ report: 'cash', asked })))
  routes.get('/forecast', (c) => reply(c, ForecastQuestion, (asked) => ({ report: 'forecast', asked })))
  routes.get('/unusual', (c) => reply(c, UnusualQuestion, (asked) => ({ report: 'unusual', asked })))
  routes.get('/now', (c) => reply(c, v.strictObject({}), () => ({ report: 'now' })))

  async function reply<S extends v.GenericSchema>(
    c: Context<Env>,
    schema: S,
    questionOf: (asked: v.InferOutput<S>) => Question,
  ): Promise<Response> {
    const { format: said, ...query } = c.req.query()
    const format = v.safeParse(Format, said ?? 'json')
    const asked = v.safeParse(schema, query, { abortEarly: true })
    if (!asked.success || !format.success) return refuse(c, 'bad-request')
    const paper = await reports.ask(questionOf(asked.output), now(), format.output)
    if (!paper.ok) return refuse(c, paper.code)
    if (format.output === 'json') return c.body(paper.text, 200, { 'content-type': 'application/json' })
    c.header('content-disposition', `attachment; filename="${paper.name}"`)
    return c.body(paper.text, 200, { 'content-type': 'text/csv; charset=utf-8' })
  }

  return routes
}
