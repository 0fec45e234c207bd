import { ReportGroup } from '#shared/api.ts'
import { Hono } from 'hono'
import * as v from 'valibot'
import { salesReport } from '../domain/reports.ts'
import type { Env, Rooms } from './context.ts'
import { refuse } from './refuse.ts'

const Day = v.pipe(
  v.string(),
  v.regex(/^(19|20|21)\d\d-\d\d-\d\d$/),
  v.check((day) => isDay(day)),
)

const Question = v.pipe(
  v.strictObject({ from: Day, to: Day, group: ReportGroup }),
  v.check(({ from, to }) => from <= to),
)

export function reportRoutes({ store }: Pick<Rooms, 'store'>): Hono<Env> {
  const routes = new Hono<Env>()

  routes.get('/sales', (c) => {
    const question = v.safeParse(Question, c.req.query(), { abortEarly: true })
    if (!question.success) return refuse(c, 'bad-request')
    const business = store.rows.one('business', 'business')
    if (!business) return refuse(c, 'not-set-up')
    return c.json(salesReport(store, business, question.output))
  })

  return routes
}

/** Whether the calendar has it: not the 31st of June. */
function isDay(day: string): boolean {
  const at = Date.parse(`${day}T00:00:00Z`)
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(day)
}
