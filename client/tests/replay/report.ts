import type { ReportAnswer } from '#shared/api.ts'
import type { Api } from '../../data/api.ts'
import { type Figures, weekdayOf } from './figures.ts'

export interface Period {
  from: string
  to: string
}

/** The server's own figures of a period, by its reports. `skus` names the products to tell apart by id. */
export async function askReports(
  api: Api,
  period: Period,
  skus: ReadonlyMap<string, string>,
): Promise<Figures> {
  const figures: Figures = new Map()
  const add = (name: string, size: number) => figures.set(name, (figures.get(name) ?? 0) + size)
  const [days, products] = [await ask(api, period, 'day'), await ask(api, period, 'product')]
  for (const name of ['orders', 'units', 'total'] as const) {
    add(name, days[name])
    if (days[name] !== products[name])
      add(`${name} by product and by day differ by`, products[name] - days[name])
  }
  for (const { key: day, orders, units, total } of days.rows) {
    add(`orders on ${day}`, orders)
    add(`units on ${day}`, units)
    add(`total on ${day}`, total)
    add(`total in ${day.slice(0, 7)}`, total)
    add(`orders weekday ${weekdayOf(day)}`, orders)
  }
  for (const { key, units, total } of products.rows) {
    const sku = skus.get(key)
    if (sku === undefined) continue
    add(`units of ${sku}`, units)
    add(`total of ${sku}`, total)
  }
  return figures
}

async function ask(api: Api, period: Period, group: 'day' | 'product'): Promise<ReportAnswer> {
  const answer = await api.report({ ...period, group })
  if (!answer.ok) throw new Error(`the server gives no report: ${answer.sentence}`)
  return answer.value
}

/** What was added since `before`. */
export function since(before: Figures, now: Figures): Figures {
  const added = [...now].map(([name, size]): [string, number] => [name, size - (before.get(name) ?? 0)])
  return new Map(added.filter(([, size]) => size !== 0))
}
