import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { SalesGroup } from '#shared/reports.ts'
import { dayOf } from '#shared/time.ts'
import { openExchange } from '../../../server/domain/exchange.ts'
import { makeFigures } from '../../../server/domain/figures.ts'
import type { Question } from '../../../server/domain/reports/answer.ts'
import { openDeskBeside, type ReportDesk } from '../../../server/domain/reports/desk.ts'
import { openStore, type Store } from '../../../server/store/store.ts'
import { sealing } from '../../../server/tests/sealing.ts'
import { type Figure, quantile, reckon, tableOf } from './figures.ts'
import { argsOf, found, keep, keepDrawers, ordersOf, type Years, zone } from './reports/years.ts'

/*
 * Every report of years of trade, as the server's thread of reports answers it; and how long a sale takes to be taken in
 * while the heaviest of them is asked for again and again, beside how long it takes when none is.
 */

const aDay = 86_400_000
const [answering, slowing] = [50, 2]

export async function run(args: string[]): Promise<boolean> {
  const { values } = parseArgs({
    args,
    options: {
      orders: { type: 'string', default: '1000000' },
      products: { type: 'string', default: '200' },
      years: { type: 'string', default: '3' },
      rounds: { type: 'string', default: '40' },
      pushes: { type: 'string', default: '300' },
      /** Keeps what was made there, and takes what is there already. */
      folder: { type: 'string' },
    },
  })
  const [orders, products, years, rounds, pushes] = [
    ...[values.orders, values.products, values.years, values.rounds, values.pushes].map(Number),
  ] as const
  const folder =
    values.folder === undefined ? mkdtempSync(join(tmpdir(), 'awning-bench-')) : resolve(values.folder)
  mkdirSync(folder, { recursive: true })
  const path = join(folder, 'awning.db')
  const size = { orders: orders ?? 0, products: products ?? 0, days: Math.round((years ?? 1) * 365), seed: 8 }
  const store = openStore(path)
  const desk = openDeskBeside(path)
  try {
    const end = ready(store, { ...size, end: Math.floor(Date.now() / aDay) * aDay })
    const figures = [
      ...(await askAll(desk, end, size.days, rounds ?? 1)),
      ...(await pushBeside(store, desk, { end, days: size.days, products: size.products }, pushes ?? 1)),
    ].map(reckon)
    process.stdout.write(`${tableOf(figures)}\n`)
    return figures.every(({ isMet }) => isMet !== false)
  } finally {
    await desk.close()
    store.close()
    if (values.folder === undefined) rmSync(folder, { recursive: true, force: true })
  }
}

/** Makes years of trade where there are none. The day that they end. */
function ready(store: Store, years: Years): number {
  const known = store.meta.get('bench end')
  if (known !== null) return Number(known)
  let kept = 0
  const trade = found(store, years)
  keep(store, ordersOf(years, trade), (more) => {
    kept += more
    process.stderr.write(`\r${kept.toLocaleString('en')} orders kept`)
  })
  keepDrawers(store, years, trade)
  const from = performance.now()
  store.write(() => makeFigures(store))
  process.stderr.write(`, summed up in ${Math.round((performance.now() - from) / 1_000)} s\n`)
  store.meta.set('bench end', String(years.end))
  return years.end
}

/** The year until now, an earlier one, and the first that begins and ends where months have the most days to read. */
function rangesOf(end: number, days: number) {
  const day = (before: number) => dayOf(end - before * aDay, zone)
  const longest = Math.min(days, 366)
  const first = day(days)
  return [
    { name: 'a year', from: day(longest), to: day(2) },
    {
      name: 'an earlier year',
      from: day(Math.min(days, 366 + 300)),
      to: day(Math.min(days - longest + 1, 301)),
    },
    { name: 'mid-month to mid-month', from: middleAfter(first, 2), to: middleAfter(first, 14) },
  ]
}

function middleAfter(day: string, months: number): string {
  const [year, month] = day.split('-').map(Number)
  return new Date(Date.UTC(year ?? 0, (month ?? 0) - 1 + months, 15)).toISOString().slice(0, 10)
}

async function askAll(desk: ReportDesk, end: number, days: number, rounds: number): Promise<Figure[]> {
  const read = new Map<string, number[]>()
  for (let round = -1; round < rounds; round += 1)
    for (const [what, question] of questionsOf(end, days)) {
      const from = performance.now()
      const paper = await desk.ask(question, end, 'json')
      if (!paper.ok) throw new Error(paper.code)
      // The first round only opens the file.
      if (round >= 0) read.set(what, [...(read.get(what) ?? []), performance.now() - from])
    }
  return [...read].map(([what, values]) => ({ what, unit: 'ms', values, goal: answering }))
}

function questionsOf(end: number, days: number): [what: string, question: Question][] {
  const ranged = rangesOf(end, days).flatMap(({ name, from, to }): [string, Question][] => [
    ...SalesGroup.options.map((group): [string, Question] => [
      `sales by ${group}, ${name}`,
      { report: 'sales', asked: { from, to, group } },
    ]),
    [`inventory, ${name}`, { report: 'inventory', asked: { from, to } }],
    [`cash, ${name}`, { report: 'cash', asked: { from, to } }],
  ])
  return [...ranged, ['now', { report: 'now' }]]
}

/** Single sales, one after another, as a busy tablet sends them. */
async function pushBeside(
  store: Store,
  desk: ReportDesk,
  years: Omit<Years, 'orders' | 'seed'>,
  pushes: number,
) {
  const exchange = openExchange(store, () => years.end)
  const seed = Math.floor(Math.random() * 2 ** 31)
  const trade = found(store, { ...years, orders: 0, seed })
  const tablet = sealing(() => exchange, trade.devices[0] ?? '', trade.actors[0] ?? '')
  const orders = ordersOf({ ...years, orders: 2 * pushes, seed }, trade)
  let seq = 0
  const push = async () => {
    const { value: order } = orders.next()
    if (!order) throw new Error('there are no more orders')
    const change = { id: order.id, at: order.placedAt, v: 3, zone }
    const command = tablet.make('order.place', argsOf(order), change)
    const from = performance.now()
    await tablet.send([command], ++seq, [], years.end)
    return performance.now() - from
  }
  const idle: number[] = []
  const busy: number[] = []
  let isAsking = true
  const [heaviest] = questionsOf(years.end, years.days).filter(([what]) => what.startsWith('inventory'))
  const asking = async () => {
    while (isAsking) if (heaviest) await desk.ask(heaviest[1], years.end, 'json')
  }
  for (let index = 0; index < pushes; index += 1) idle.push(await push())
  const asked = asking()
  for (let index = 0; index < pushes; index += 1) busy.push(await push())
  isAsking = false
  await asked
  const [before, beside] = [quantile(idle, 0.99), quantile(busy, 0.99)]
  return [
    { what: 'a sale is taken in', unit: 'ms', values: idle, goal: null },
    { what: 'a sale is taken in amid reports', unit: 'ms', values: busy, goal: null },
    {
      what: 'the slowest of a hundred, amid reports and without',
      unit: '×',
      values: [beside / before],
      goal: slowing,
    },
  ] satisfies Figure[]
}
