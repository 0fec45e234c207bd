import { join } from 'node:path'
import { between, dice } from '#shared/dice.ts'
import type { Row } from '#shared/rows.ts'
import { levelId } from '#shared/tables.ts'
import { instantOf } from '#shared/time.ts'
import { idAt } from '../../../../server/domain/ids.ts'
import { salesFigures } from '../../../../server/domain/reports/sales.ts'
import { mindClock } from '../../../data/clock.ts'
import { isEqual } from '../../../data/equal.ts'
import { openTill, type Till } from '../../../data/till.ts'
import { demand } from '../../market.ts'
import type { Report } from '../ledger.ts'
import { numbersIn } from '../options.ts'
import { rowsApart } from './accounts.ts'
import { inFolder, memory } from './folder.ts'
import { openHouse } from './house.ts'
import { openStall, type Stall } from './stall.ts'

/*
 * The same trading twice, through the same night: once on tablets whose clocks are right, once on tablets whose clocks
 * are wrong by up to 400 days and whose zones change. Totals, levels, statuses, times and what a day took have to be
 * the same, also where a clock is turned while its tablet is offline, and where tablets sleep.
 *
 * Only what is done to a clock while the till is closed cannot be measured: what is sold from then to the next answer
 * has the right money and number, and a time that may be wrong by as much as the clock was turned. How often and how
 * far is counted, and of how many the server says that their time cannot be.
 */

const nights = ['2027-03-27T20:00:00', '2026-10-24T20:00:00', '2027-06-12T20:00:00']
const zones = ['Europe/London', 'America/New_York', 'Asia/Kathmandu', 'Pacific/Apia', 'Not/AZone']
const steps = 60
const [anHour, aDay] = [3_600_000, 86_400_000]
const close = 2_000

/** What is going on when a clock is turned: an answer comes before anything else is done, the till is open and offline, or closed. */
const moments = ['met', 'open', 'closed'] as const
type Moment = (typeof moments)[number]

export async function run(args: string[]): Promise<Report> {
  const { seeds, 'first-seed': first } = numbersIn(args, { seeds: 5, 'first-seed': 1 })
  const told = { seeds, orders: 0, counts: 0, sleeps: 0, wrong: [] as string[] }
  const turned: Record<Moment, number> = { met: 0, open: 0, closed: 0 }
  const closed = { alike: 0, farthestDays: 0, suspect: 0 }
  for (let seed = first; seed < first + seeds; seed += 1)
    for (const moment of moments) {
      const right = await trade(seed, moment, false)
      const wrong = await trade(seed, moment, true)
      const found = [
        ...wrong.apart,
        ...(moment === 'closed' ? differencesInMoney : differences)(right, wrong),
      ]
      told.wrong.push(...found.map((what) => `seed ${seed}, turned while ${moment}: ${what}`))
      told.orders += right.orders.size
      told.counts += right.counts
      told.sleeps += wrong.sleeps
      turned[moment] += wrong.turns
      if (moment !== 'closed') continue
      if (differences(right, wrong).length === 0) closed.alike += 1
      closed.farthestDays = Math.max(closed.farthestDays, farthest(right, wrong) / aDay)
      closed.suspect += wrong.suspect
    }
  const line =
    `clock: ${seeds} seeds, ${told.orders} orders and ${told.counts} counts on clocks up to 400 days wrong, turned ` +
    `${turned.met} times before an answer and ${turned.open} times offline, ${told.sleeps} sleeps: ${told.wrong.length} differences from the twin; ` +
    `turned ${turned.closed} times while closed: ${closed.alike} of ${seeds} were the same, times up to ` +
    `${Math.round(closed.farthestDays)} days off, ${closed.suspect} said to be suspect`
  return {
    line: [line, ...told.wrong.slice(0, 10)].join('\n  '),
    ok: told.wrong.length === 0,
    figures: { ...told, turned, closed, wrong: told.wrong.slice(0, 10) },
  }
}

interface Outcome {
  orders: Map<string, Row<'order'>>
  levels: Map<string, number>
  report: unknown
  counts: number
  turns: number
  sleeps: number
  /** Commands of which the server says that their time cannot be. */
  suspect: number
  /** Where a tablet and the server differ. */
  apart: string[]
}

/** What is done is rolled by `roll`, what befalls the clocks by `fate`, so that twins do the same. */
function trade(seed: number, moment: Moment, isWrong: boolean): Promise<Outcome> {
  return inFolder(async (folder) => {
    const [roll, fate, latency, bytes] = [seed, seed + 1e6, seed + 2e6, seed + 3e6].map((from) => dice(from))
    if (!roll || !fate || !latency || !bytes) throw new Error('four dice were asked for')
    const time = { at: instantOf(nights[seed % nights.length] ?? '', 'Europe/London') }
    const clocks = [fate(), fate(), fate()].map((luck) =>
      openClock(() => time.at, isWrong ? skewFrom(luck) : 0),
    )
    const house = openHouse(join(folder, 'awning.db'), () => time.at)
    const carry: typeof fetch = async (input, init) => {
      time.at += Math.floor(latency() * 400)
      const response = await house.fetch(input, init)
      time.at += Math.floor(latency() * 400)
      return response
    }
    const newId = () =>
      idAt(
        time.at,
        Uint8Array.from({ length: 10 }, () => Math.floor(bytes() * 256)),
      )
    const stall = await openStall(carry, 3, roll, (index) => ({ ...clocks[index]?.outside, newId }))
    const pages = stall.tills.map((till, index) => ({ till, outside: stall.outsides[index] }))

    const told = { counts: 0, turns: 0, sleeps: 0 }
    for (let step = 0; step < steps; step += 1) {
      time.at += between(roll, 5_000, 15 * 60_000)
      const index = between(roll, 0, 2)
      const [clock, page] = [clocks[index], pages[index]]
      if (!clock || !page?.outside) continue
      const luck = luckOf(roll, fate)
      if (isWrong && luck.moves < 0.2) clock.zone = zones[Math.floor(luck.moves * 5 * zones.length)] ?? ''
      if (luck.sleeps) {
        told.sleeps += 1
        const span = between(roll, 60_000, 12 * anHour)
        clock.sleep(span)
        time.at += span
        // As the courier does when the page is looked at again.
        await mindClock(page.till.db, page.outside)
      }
      if (luck.turns) {
        told.turns += 1
        if (isWrong) clock.turn(luck.skew)
        if (moment === 'met') await page.till.sync()
        if (moment === 'closed') {
          page.till.close()
          page.outside = { ...page.outside, steady: clock.anew() }
          page.till = await openTill('awning', page.outside)
        }
      }
      if (luck.what < 0.15) told.counts += await count(page.till, stall, roll)
      else await stall.trade(page.till)
      if (luck.meets) await page.till.sync()
    }
    const tills = pages.map(({ till }) => till)
    for (const till of [...tills, ...tills]) demand(await till.sync())
    const { rows, database } = house.store()
    const suspect = database
      .prepare<[], { size: number }>(
        `SELECT count(*) AS size FROM command WHERE outcome LIKE '%"clock-suspect"%'`,
      )
      .get()
    const outcome: Outcome = {
      orders: new Map(rows.all('order').map((order) => [order.id, order])),
      levels: new Map(rows.all('level').map(({ productId, quantity }) => [productId, quantity])),
      report: salesFigures(house.store(), { from: '2020-01-01', to: '2035-01-01', group: 'day' }),
      ...told,
      suspect: suspect?.size ?? 0,
      apart: await rowsApart(house.store(), tills),
    }
    house.close()
    return outcome
  }, memory)
}

function luckOf(roll: () => number, fate: () => number) {
  return {
    ...{ what: roll(), meets: roll() < 0.4, sleeps: roll() < 0.1 },
    ...{ turns: fate() < 0.25, skew: skewFrom(fate()), moves: fate() },
  }
}

/** A tablet's own clock, `skew` ms wrong, and a steady one that stands still while it sleeps and starts anew with each page. */
function openClock(real: () => number, skew: number) {
  let [wrong, slept, pages] = [skew, 0, 0]
  const anew = () => {
    const [id, opened] = [`page ${(pages += 1)}`, real() - slept]
    return { id, now: () => real() - slept - opened }
  }
  const clock = {
    zone: 'Europe/London',
    anew,
    outside: { now: () => real() + wrong, zone: () => clock.zone, steady: anew() },
    sleep: (span: number) => (slept += span),
    /** A clock that is put forward by less than three days looks as after a sleep: it is put further. */
    turn(to: number) {
      const by = to - wrong
      wrong = by > 0 && by <= 4 * aDay ? wrong + by + 4 * aDay : to
    },
  }
  return clock
}

function skewFrom(luck: number): number {
  return Math.round((luck * 2 - 1) * 400 * aDay)
}

async function count(till: Till, { locationId, products }: Stall, roll: () => number): Promise<number> {
  const productId = products[between(roll, 0, products.length - 1)] ?? ''
  const expected = (await till.db.level.get(levelId(productId, locationId)))?.quantity ?? 0
  const lines = [{ productId, quantity: between(roll, 0, 40), expected }]
  demand(await till.record('stock.count', { locationId, lines }))
  return 1
}

function differences(right: Outcome, wrong: Outcome): string[] {
  const found = differencesInMoney(right, wrong)
  for (const [id, order] of right.orders) {
    const status = wrong.orders.get(id)?.status
    if (status !== order.status) found.push(`order ${order.number} is ${status} instead of ${order.status}`)
  }
  for (const [id, quantity] of right.levels)
    if (wrong.levels.get(id) !== quantity)
      found.push(`a level is ${wrong.levels.get(id)} instead of ${quantity}`)
  if (!isEqual(right.report, wrong.report)) found.push('a day’s takings differ')
  const off = farthest(right, wrong)
  if (off > close) found.push(`a time is ${off} ms off`)
  return found
}

/** What has to be the same whatever a clock says: which orders there are, their numbers and their money. */
function differencesInMoney(right: Outcome, wrong: Outcome): string[] {
  const of = ({ orders }: Outcome) =>
    [...orders.values()].map(({ id, number, total }) => `${id} ${number} ${total}`).sort()
  return isEqual(of(right), of(wrong)) ? [] : ['orders, numbers or money differ']
}

function farthest(right: Outcome, wrong: Outcome): number {
  const offs = [...right.orders].map(([id, { placedAt }]) =>
    Math.abs((wrong.orders.get(id)?.placedAt ?? 0) - placedAt),
  )
  return Math.max(0, ...offs)
}
