import { SalesGroup, type SalesAnswer } from '#shared/reports.ts'
import type { Office } from '../../data/office.ts'
import type { Figures } from './figures.ts'

export interface Period {
  from: string
  to: string
}

/** The server's own figures of a period, by its reports. `skus` names the products to tell apart by id. */
export async function askReports(
  office: Office,
  period: Period,
  skus: ReadonlyMap<string, string>,
): Promise<Figures> {
  const figures: Figures = new Map()
  const add = (name: string, size: number) => figures.set(name, (figures.get(name) ?? 0) + size)
  const days = await ask(office, period, 'day')
  for (const name of ['orders', 'units', 'total'] as const) add(name, days[name])
  for (const group of SalesGroup.options) {
    const answer = await ask(office, period, group)
    addRows(add, answer, skus)
    for (const name of namesToAddUp(group)) {
      const added = answer.rows.reduce((sum, row) => sum + (row[name] ?? 0), 0)
      if (added !== days[name] || answer[name] !== days[name])
        add(`${name} by ${group} and in all differ by`, Math.abs(added - days[name]) || 1)
    }
  }
  return figures
}

/** An order counts under each of its products and rates. Money by kind has no units. */
function namesToAddUp(group: SalesGroup): ('orders' | 'units' | 'total')[] {
  if (group === 'payment') return ['total']
  return ['product', 'category', 'tax'].includes(group) ? ['units', 'total'] : ['orders', 'units', 'total']
}

function addRows(
  add: (name: string, size: number) => void,
  { group, rows }: SalesAnswer,
  skus: ReadonlyMap<string, string>,
): void {
  for (const { key, orders, units, total } of rows) {
    if (group === 'day') {
      add(`orders on ${key}`, orders ?? 0)
      add(`units on ${key}`, units)
      add(`total on ${key}`, total)
    }
    if (group === 'month') add(`total in ${key}`, total)
    if (group === 'hour') add(`orders at ${key}`, orders ?? 0)
    if (group === 'weekday') add(`orders weekday ${key}`, orders ?? 0)
    if (group === 'category') {
      add(`category units ${key}`, units)
      add(`category total ${key}`, total)
    }
    const sku = group === 'product' ? skus.get(key) : undefined
    if (sku === undefined) continue
    add(`units of ${sku}`, units)
    add(`total of ${sku}`, total)
    add(`orders with ${sku}`, orders ?? 0)
  }
}

async function ask(office: Office, period: Period, group: SalesGroup): Promise<SalesAnswer> {
  const answer = await office.salesReport({ ...period, group })
  if (!answer.ok) throw new Error(`the server gives no report: ${answer.sentence}`)
  return answer.value
}

/** What was added since `before`. */
export function since(before: Figures, now: Figures): Figures {
  const added = [...now].map(([name, size]): [string, number] => [name, size - (before.get(name) ?? 0)])
  return new Map(added.filter(([, size]) => size !== 0))
}
