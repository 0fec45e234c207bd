import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { digitsOf } from '#shared/money.ts'
import { Counter } from '#shared/schema.ts'
import { type Figures, wholeOf } from './figures.ts'
import { Mistake } from './mistake.ts'

const Amount = v.pipe(v.string(), v.regex(/^\d{1,12}(\.\d{1,4})?$/))
const counted = v.exactOptional(Counter)
const countedBy = v.exactOptional(v.record(v.string(), Counter), {})
const Goods = v.exactOptional(v.record(v.string(), v.object({ units: Counter, total: Amount })), {})

/** Figures that a separate program computed; each may be left out. */
const Expected = v.object({
  orders: counted,
  lines: counted,
  units: counted,
  total: v.exactOptional(Amount),
  byDay: v.exactOptional(v.record(v.string(), Amount), {}),
  byMonth: v.exactOptional(v.record(v.string(), Amount), {}),
  byProduct: Goods,
  byCategory: Goods,
  ordersByHour: countedBy,
  ordersByIsoWeekday: countedBy,
})

/** The figures of a folder's expected.json; null where there is none. */
export function readExpected(folder: string, currency: string): Figures | null {
  const file = join(folder, 'expected.json')
  if (!existsSync(file)) return null
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), Expected), readFileSync(file, 'utf8'))
  if (parsed.success) return flat(parsed.output, digitsOf(currency))
  const [issue] = parsed.issues
  throw new Mistake(`expected.json: ${v.getDotPath(issue) ?? 'the file'} is not as it should be.`)
}

function flat(expected: v.InferOutput<typeof Expected>, digits: number): Figures {
  const figures: Figures = new Map()
  for (const name of ['orders', 'lines', 'units'] as const) {
    const size = expected[name]
    if (size !== undefined) figures.set(name, size)
  }
  if (expected.total !== undefined) figures.set('total', wholeOf(expected.total, digits))
  const each = <T>(group: Record<string, T>, name: string, size: (value: T) => number) => {
    for (const [key, value] of Object.entries(group)) figures.set(`${name} ${key}`, size(value))
  }
  each(expected.byDay, 'total on', (amount) => wholeOf(amount, digits))
  each(expected.byMonth, 'total in', (amount) => wholeOf(amount, digits))
  each(expected.byProduct, 'total of', ({ total }) => wholeOf(total, digits))
  each(expected.byProduct, 'units of', ({ units }) => units)
  each(expected.byCategory, 'category total', ({ total }) => wholeOf(total, digits))
  each(expected.byCategory, 'category units', ({ units }) => units)
  each(expected.ordersByHour, 'orders at', Number)
  each(expected.ordersByIsoWeekday, 'orders weekday', Number)
  return figures
}
