import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { dayOf } from '#shared/time.ts'
import { makeFigures } from '../../../server/domain/figures.ts'
import { addPerson } from '../../../server/domain/identity.ts'
import { idAt } from '../../../server/domain/ids.ts'
import { openPasswords } from '../../../server/domain/passwords.ts'
import { openDeskBeside } from '../../../server/domain/reports/desk.ts'
import { openStore, type Store } from '../../../server/store/store.ts'
import { makeSureOfBuild } from '../../e2e/build.ts'
import { staff } from '../../e2e/seed.ts'
import { startServer } from '../../e2e/server.ts'
import { type Figure, reckon, tableOf } from './figures.ts'
import { openPages } from './reports/pages.ts'
import { pushBeside } from './reports/pushes.ts'
import { questionsOf, rangesOf } from './reports/questions.ts'
import { found, foundIn, keep, keepDrawers, ordersOf, type Trade, type Years, zone } from './reports/years.ts'

/*
 * Every report of years of trade, as the server's thread of reports answers it; how long a sale takes to be taken in over
 * HTTP while the heaviest of them is asked for again and again, beside how long it takes when none is; and how soon their
 * pages are drawn in a real browser. Nothing is done of what is asked for no times: `--pages 0`.
 */

const aDay = 86_400_000
const answering = 50

export async function run(args: string[]): Promise<boolean> {
  const { values } = parseArgs({
    args,
    options: {
      orders: { type: 'string', default: '1000000' },
      products: { type: 'string', default: '200' },
      years: { type: 'string', default: '3' },
      rounds: { type: 'string', default: '40' },
      pushes: { type: 'string', default: '400' },
      pages: { type: 'string', default: '10' },
      /** Keeps what was made there, and takes what is there already. */
      folder: { type: 'string' },
    },
  })
  const days = Math.round(Number(values.years) * 365)
  const size = { orders: Number(values.orders), products: Number(values.products), days, seed: 8 }
  const times = { rounds: Number(values.rounds), pushes: Number(values.pushes), pages: Number(values.pages) }
  const folder =
    values.folder === undefined ? mkdtempSync(join(tmpdir(), 'awning-bench-')) : resolve(values.folder)
  mkdirSync(folder, { recursive: true })
  try {
    const made = await ready(folder, { ...size, end: Math.floor(Date.now() / aDay) * aDay })
    const asked = await askAll(folder, made, days, times.rounds)
    const figures = [...asked, ...(await beside(folder, made, days, times))].map(reckon)
    process.stdout.write(`${tableOf(figures)}\n`)
    return figures.every(({ isMet }) => isMet !== false)
  } finally {
    if (values.folder === undefined) rmSync(folder, { recursive: true, force: true })
  }
}

interface Made {
  /** The day that the years end. */
  end: number
  trade: Trade
  location: { id: string; name: string }
}

/** Makes years of trade where there are none, and somebody who may look at them. */
async function ready(folder: string, years: Years): Promise<Made> {
  const store = openStore(join(folder, 'awning.db'))
  try {
    if (store.meta.get('bench end') === null) make(store, years)
    if (!store.accounts.named(staff.mia.username)) {
      const newId = () => idAt(years.end, randomBytes(10))
      await addPerson(store, openPasswords(randomBytes), { now: () => years.end, newId }, staff.mia)
    }
    const location = store.rows.all('location').find(({ name }) => name === 'Stall 0')
    if (!location) throw new Error('there is no stall')
    return { end: Number(store.meta.get('bench end')), trade: foundIn(store, Date.now()), location }
  } finally {
    store.close()
  }
}

function make(store: Store, years: Years): void {
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
}

async function askAll(
  folder: string,
  { end, location }: Made,
  days: number,
  rounds: number,
): Promise<Figure[]> {
  const desk = openDeskBeside(join(folder, 'awning.db'))
  const read = new Map<string, number[]>()
  try {
    for (let round = -1; round < rounds; round += 1)
      for (const [what, question] of questionsOf(end, days, location.id)) {
        const from = performance.now()
        const paper = await desk.ask(question, end, 'json')
        if (!paper.ok) throw new Error(paper.code)
        // The first round only opens the file.
        if (round >= 0) read.set(what, [...(read.get(what) ?? []), performance.now() - from])
      }
  } finally {
    await desk.close()
  }
  // What to bring is no sum: a year of market days is foretold and learned from, one after the other.
  const goalOf = (what: string) => (what === 'what to bring' ? null : answering)
  return [...read].map(([what, values]) => ({ what, unit: 'ms', values, goal: goalOf(what) }))
}

async function beside(
  folder: string,
  { end, trade, location }: Made,
  days: number,
  { pushes, pages }: { pushes: number; pages: number },
): Promise<Figure[]> {
  if (pushes === 0 && pages === 0) return []
  makeSureOfBuild()
  const server = await startServer(folder)
  const [year, , heaviest] = rangesOf(end, days)
  if (!year || !heaviest) throw new Error('there are no years')
  const report = `/api/reports/inventory?from=${heaviest.from}&to=${heaviest.to}`
  const months = { name: 'three months', from: dayOf(end - 91 * aDay, zone), to: dayOf(end, zone) }
  const { url } = server
  try {
    const push = { url, trade, locationId: location.id, report, pushes }
    return [
      ...(pushes === 0 ? [] : await pushBeside(push)),
      ...(pages === 0 ? [] : await openPages(url, location.name, year, months, pages)),
    ]
  } finally {
    await server.stop()
  }
}
