import { v7 } from 'uuid'
import { dice } from '#shared/dice.ts'
import { digitsOf, parseMoney } from '#shared/money.ts'
import type { Order, Row } from '#shared/rows.ts'
import { windowStart } from '#shared/scope.ts'
import { instantOf } from '#shared/time.ts'
import type { RowKey } from '../../data/db.ts'
import { type Mishaps, noMishaps } from '../network.ts'
import { takenOf } from '../taken.ts'
import { ordersIn, rowsInFile } from './books.ts'
import { countsOf, type Counts } from './counts.ts'
import { type CrewTablet, hireCrew } from './crew.ts'
import type { Admin } from './entrance.ts'
import { differences, type Figures, figuresOf } from './figures.ts'
import type { History } from './history.ts'
import { askReports, type Period, since } from './report.ts'
import { sumsOf, unlike } from './sums.ts'
import type { Good, Sale, ShelfCount, Sum } from './tablet.ts'

export interface Options {
  tablets: number
  zone: string
  currency: string
  seed: number
  /** Somebody counts a few shelves in the middle of each day. */
  counts: boolean
  /** Every customer leaves an address. */
  mail: boolean
}

/** Called as work goes on, with how much of it is done. */
export type Tell = (stage: string, done: number, total: number) => void

export interface Result {
  expected: Figures
  found: Figures
  differences: string[]
  /** Milliseconds. */
  timings: { stage: string; took: number; work: number }[]
  /** Tablets in the order in which they came back, by their place among them. */
  returned: number[]
  mishaps: Mishaps
}

/**
 * Lets tablets live through a history: every order is recorded offline at its own time, then they come back one after
 * another over a rough network. What the server counts in the end is held against what the files say, and what each
 * tablet keeps against the server's rows. `file` is the server's database, where it is on this machine: lines and
 * rows can only be read there.
 */
export async function replay(
  history: History,
  given: Figures | null,
  { url, office, visitor, me }: Admin,
  { tablets: size, zone, currency, seed, counts: hasCounts, mail }: Options,
  tell: Tell = () => {},
  file: string | null = null,
): Promise<Result> {
  const random = dice(seed)
  const timings: Result['timings'] = []
  const timed = async <T>(stage: string, work: number, run: () => Promise<T>): Promise<T> => {
    const from = performance.now()
    tell(stage, 0, work)
    const value = await run()
    timings.push({ stage, work, took: performance.now() - from })
    return value
  }

  const goods = goodsOf(history, currency)
  const skus = new Map(goods.map((good) => [good.id, good.sku]))
  const period = periodOf(history)
  const opened = instantOf(`${period.from}T00:00:00`, zone)
  const { counts, ends } = hasCounts ? countsOf(history, goods, zone, random) : uncounted(goods)
  const before = await askReports(office, period, skus)
  const cookie = visitor.cookie()
  const crew = await hireCrew(size, () => ({ url, cookie, zone, mail, seed: Math.floor(random() * 2 ** 32) }))
  try {
    const { tablets } = crew
    const [first] = tablets
    const locationId = me.locations[0]?.id ?? ''
    const devices: string[] = []
    await timed('enrolled, with the catalogue', goods.length, async () => {
      for (const [index, tablet] of tablets.entries())
        devices.push(await tablet.enrol({ name: `Replay ${index + 1}`, locationId }))
      await first?.stock({ goods, at: opened })
      await each(tablets, (tablet) => tablet.catchUp())
    })
    await timed('sold offline', history.orders.length, async () => {
      const shares = withCounts(sharesOf(history, goods, size, zone), counts, random)
      const sold = counter('sold offline', history.orders.length, tell)
      await each(tablets, (tablet, index) => tablet.sell(shares[index] ?? [], () => sold(1)))
    })
    const returned = shuffled([...tablets.keys()], random)
    const mishaps = await timed('sent over a rough network', history.orders.length, () =>
      comeBack(tablets, returned, history.orders.length, tell),
    )
    await timed('taken in by every tablet', size, () => each(tablets, (tablet) => tablet.catchUp()))
    const sums = await timed('compared', size, () => each(tablets, (tablet) => tablet.sum({ ends })))
    const reported = since(before, await askReports(office, period, skus))
    const rows = file === null ? null : rowsInFile(file)
    const known = (figures: Figures) => (rows ? figures : withoutLines(figures))
    const expected = known(figuresOf(history, digitsOf(currency)))
    const found = new Map([...reported, ...(rows ? figuresIn(ordersIn(rows), devices) : [])])
    const differing = [
      ...differences(expected, found, 'the history'),
      ...(given ? differences(known(given), found, 'expected.json') : []),
      ...[...found.keys()].filter((name) => name.endsWith('differ by')),
      ...heldWrong(sums, rows),
    ]
    return {
      expected: given ? known(given) : expected,
      found,
      differences: differing,
      timings,
      returned,
      mishaps,
    }
  } finally {
    await crew.dismiss()
  }
}

/** Nobody counts anything, and every shelf ends empty. */
function uncounted(goods: readonly Good[]): Counts {
  return { counts: [], ends: new Map(goods.map(({ id }) => [id, 0])) }
}

/** Each count is made on one of the tablets, among what that one sells. */
function withCounts(shares: readonly Sale[][], counts: readonly ShelfCount[], random: () => number) {
  const by = counts.map((count) => ({ count, place: Math.floor(random() * shares.length) }))
  return shares.map((sales, index) => {
    const own = by.flatMap(({ count, place }) => (place === index ? [count] : []))
    return [...sales, ...own].sort((a, b) => a.at - b.at)
  })
}

/** The catalogue, with as much of everything as will be sold, so that every shelf has to end empty. */
function goodsOf({ products, orders }: History, currency: string): Good[] {
  const sold = new Map<string, number>()
  for (const { sku, quantity } of orders.flatMap((order) => order.lines))
    sold.set(sku, (sold.get(sku) ?? 0) + quantity)
  return products.map(({ price, ...product }) => {
    const minor = parseMoney(price, currency)
    if (minor === null) throw new RangeError('a price is not an amount')
    return { ...product, id: v7(), price: minor, stock: sold.get(product.sku) ?? 0 }
  })
}

/** Who sells what: the orders go round. */
function sharesOf({ orders }: History, goods: readonly Good[], size: number, zone: string): Sale[][] {
  const ids = new Map(goods.map((good) => [good.sku, good.id]))
  const shares = Array.from({ length: size }, (): Sale[] => [])
  for (const [index, { placedAt, lines }] of orders.entries())
    shares[index % size]?.push({
      at: instantOf(placedAt, zone),
      lines: lines.map(({ sku, quantity }) => ({ product: ids.get(sku) ?? '', quantity })),
    })
  return shares
}

function periodOf({ orders }: History): Period {
  const days = orders.map((order) => order.placedAt.slice(0, 10)).sort()
  return { from: days[0] ?? '', to: days.at(-1) ?? '' }
}

/** Each tablet sets out a little after the one before it, so that they meet at the server. */
async function comeBack(tablets: CrewTablet[], order: number[], total: number, tell: Tell): Promise<Mishaps> {
  const sent = counter('sent over a rough network', total, tell)
  const runs = order.map(async (place, wait) => {
    await new Promise((resolve) => setTimeout(resolve, wait * 100))
    return tablets[place]?.reconnect(sent)
  })
  const all = noMishaps()
  for (const mishaps of await Promise.all(runs)) {
    if (!mishaps) continue
    all.lostAnswers += mishaps.lostAnswers
    all.repeated += mishaps.repeated
    all.delayed += mishaps.delayed
    all.failed += mishaps.failed
  }
  return all
}

/** Tablets that do not hold what they are to hold, and shelves that do not end empty. */
function heldWrong([first, ...others]: readonly Sum[], rows: ReadonlyMap<RowKey, Row> | null): string[] {
  if (!first) return []
  const view = { locationId: null, since: windowStart(Date.now()) }
  return [
    ...(rows ? unlike(sumsOf(takenOf(rows, view)), first.rows, ['the server', 'tablet 1']) : []),
    ...others.flatMap((sum, index) => unlike(first.rows, sum.rows, ['tablet 1', `tablet ${index + 2}`])),
    ...(first.uneven === 0 ? [] : [`stock: ${first.uneven} products do not end at what should lie there`]),
  ]
}

/** How many lines this replay's tablets have sold; no report says that. */
function figuresIn(orders: readonly Order[], devices: readonly string[]): Figures {
  const own = orders.filter(({ deviceId }) => devices.includes(deviceId))
  return new Map([['lines', own.reduce((sum, { lines }) => sum + lines.length, 0)]])
}

function withoutLines(figures: Figures): Figures {
  return new Map([...figures].filter(([name]) => name !== 'lines'))
}

function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const placed = items.map((item) => ({ item, place: random() }))
  return placed.sort((a, b) => a.place - b.place).map(({ item }) => item)
}

function counter(stage: string, total: number, tell: Tell): (size: number) => void {
  let done = 0
  return (size) => {
    done += size
    tell(stage, Math.min(done, total), total)
  }
}

function each<T>(
  tablets: CrewTablet[],
  work: (tablet: CrewTablet, index: number) => Promise<T>,
): Promise<T[]> {
  return Promise.all(tablets.map(work))
}
