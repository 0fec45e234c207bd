import { join } from 'node:path'
import { between, dice } from '#shared/dice.ts'
import { levelId, type Row } from '#shared/rows.ts'
import { instantOf } from '#shared/time.ts'
import { idAt } from '../../../../server/domain/ids.ts'
import { salesReport } from '../../../../server/domain/reports.ts'
import { isEqual } from '../../../data/equal.ts'
import type { Till } from '../../../data/till.ts'
import { demand } from '../../market.ts'
import type { Report } from '../ledger.ts'
import { numbersIn } from '../options.ts'
import { rowsApart } from './accounts.ts'
import { inFolder, memory } from './folder.ts'
import { openHouse } from './house.ts'
import { openStall, type Stall } from './stall.ts'

/*
 * The same trading twice, through the same night: once on tablets whose clocks are right, once on tablets whose clocks
 * are wrong by up to 400 days and whose zones change. Totals, levels, statuses and what a day took have to be the same.
 *
 * A clock that jumps while its tablet is offline cannot be known before the next answer; what was sold in between is
 * counted as `early`: its money and stock are right, and its time is wrong by as much as the clock jumped.
 */

const nights = ['2027-03-27T20:00:00', '2026-10-24T20:00:00', '2027-06-12T20:00:00']
const zones = ['Europe/London', 'America/New_York', 'Asia/Kathmandu', 'Pacific/Apia', 'Not/AZone']
const steps = 60
const aDay = 86_400_000
const close = 2_000

export async function run(args: string[]): Promise<Report> {
  const { seeds, 'first-seed': first } = numbersIn(args, { seeds: 5, 'first-seed': 1 })
  const told = { seeds, orders: 0, counts: 0, jumps: 0, early: 0, wrong: [] as string[] }
  const afterJumps = { alike: 0, farthestDays: 0 }
  for (let seed = first; seed < first + seeds; seed += 1) {
    const right = await trade(seed, { isWrong: false, meetsAfterJump: true })
    const wrong = await trade(seed, { isWrong: true, meetsAfterJump: true })
    told.orders += right.orders.size
    told.counts += right.counts
    told.jumps += wrong.jumps
    told.wrong.push(...[...wrong.apart, ...differences(right, wrong)].map((what) => `seed ${seed}: ${what}`))
    const offline = await trade(seed, { isWrong: false, meetsAfterJump: false })
    const unseen = await trade(seed, { isWrong: true, meetsAfterJump: false })
    told.early += unseen.jumps
    const lost = [...unseen.apart, ...differencesInMoney(offline, unseen)]
    told.wrong.push(...lost.map((what) => `seed ${seed}, jumps unseen: ${what}`))
    if (differences(offline, unseen).length === 0) afterJumps.alike += 1
    afterJumps.farthestDays = Math.max(afterJumps.farthestDays, farthest(offline, unseen) / aDay)
  }
  const line =
    `clock: ${seeds} seeds, ${told.orders} orders and ${told.counts} counts on clocks up to 400 days wrong, ` +
    `${told.jumps} jumps between contacts, ${told.wrong.length} differences from the twin; with ${told.early} jumps unseen ` +
    `until the next contact ${afterJumps.alike} of ${seeds} were the same, times up to ${Math.round(afterJumps.farthestDays)} days off`
  return {
    line: [line, ...told.wrong.slice(0, 10)].join('\n  '),
    ok: told.wrong.length === 0,
    figures: { ...told, afterJumps, wrong: told.wrong.slice(0, 10) },
  }
}

interface Clocks {
  isWrong: boolean
  /** Whether a tablet whose clock has jumped gets an answer before anything else is done on it. */
  meetsAfterJump: boolean
}

interface Outcome {
  orders: Map<string, Row<'order'>>
  levels: Map<string, number>
  report: unknown
  counts: number
  jumps: number
  /** Where a tablet and the server differ. */
  apart: string[]
}

/** What is done is rolled by `roll`, what befalls the clocks by `fate`, so that twins do the same. */
function trade(seed: number, { isWrong, meetsAfterJump }: Clocks): Promise<Outcome> {
  return inFolder(async (folder) => {
    const [roll, fate, latency, bytes] = [seed, seed + 1e6, seed + 2e6, seed + 3e6].map((from) => dice(from))
    if (!roll || !fate || !latency || !bytes) throw new Error('four dice were asked for')
    const time = { at: instantOf(nights[seed % nights.length] ?? '', 'Europe/London') }
    const skews = [fate(), fate(), fate()].map((luck) => (isWrong ? skewFrom(luck) : 0))
    const places = ['Europe/London', 'Europe/London', 'Europe/London']
    const house = openHouse(join(folder, 'awning.db'), () => time.at)
    const carry: typeof fetch = async (input, init) => {
      time.at += Math.floor(latency() * 400)
      const response = await house.fetch(input, init)
      time.at += Math.floor(latency() * 400)
      return response
    }
    const stall = await openStall(carry, 3, roll, (index) => ({
      now: () => time.at + (skews[index] ?? 0),
      zone: () => places[index] ?? '',
      newId: () =>
        idAt(
          time.at,
          Uint8Array.from({ length: 10 }, () => Math.floor(bytes() * 256)),
        ),
    }))

    const told = { counts: 0, jumps: 0 }
    for (let step = 0; step < steps; step += 1) {
      time.at += between(roll, 5_000, 15 * 60_000)
      const index = between(roll, 0, 2)
      const till = stall.tills[index]
      if (!till) continue
      const [what, meets, jumps, skew, moves] = [
        roll(),
        roll() < 0.4,
        fate() < 0.25,
        skewFrom(fate()),
        fate(),
      ]
      if (isWrong && moves < 0.2) places[index] = zones[Math.floor(moves * 5 * zones.length)] ?? ''
      if (jumps) {
        told.jumps += 1
        if (isWrong) skews[index] = skew
        if (meetsAfterJump) await till.sync()
      }
      if (what < 0.15) told.counts += await count(till, stall, roll)
      else await stall.trade(till)
      if (meets) await till.sync()
    }
    for (const till of [...stall.tills, ...stall.tills]) demand(await till.sync())
    const { rows } = house.store()
    const business = rows.one('business', 'business')
    const outcome: Outcome = {
      orders: new Map(rows.all('order').map((order) => [order.id, order])),
      levels: new Map(rows.all('level').map(({ productId, quantity }) => [productId, quantity])),
      report:
        business &&
        salesReport(house.store(), business, { from: '2020-01-01', to: '2035-01-01', group: 'day' }),
      ...told,
      apart: await rowsApart(house.store(), stall.tills),
    }
    house.close()
    return outcome
  }, memory)
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
