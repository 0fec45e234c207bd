import { join } from 'node:path'
import { dice } from '#shared/dice.ts'
import type { Row } from '#shared/rows.ts'
import { tables } from '#shared/tables.ts'
import { listen } from '../../../../server/http/listen.ts'
import type { Store } from '../../../../server/store/store.ts'
import { isEqual } from '../../../data/equal.ts'
import type { Outside } from '../../../data/outside.ts'
import { rowsIn } from '../../../data/testing.ts'
import { openTill, type Till } from '../../../data/till.ts'
import { demand } from '../../market.ts'
import { pathOf } from '../../network.ts'
import { fetchFrom } from '../../visitor.ts'
import type { Report } from '../ledger.ts'
import { numbersIn } from '../options.ts'
import { inFolder, memory } from './folder.ts'
import { type House, openHouse } from './house.ts'
import { type CutPoint, cutPoints, openRoad } from './lostAnswer/road.ts'
import { openStall } from './stall.ts'
import { copyOf } from './storage.ts'

/*
 * One conversation, over real sockets, with each of its requests cut at each point, and each way of trying again: the
 * same tab at once, the tablet opened anew, cut once more at the same place first, and two tabs at the same time. The
 * server and the tablet have to end exactly as they do when nothing was cut.
 */

type Cut = CutPoint | 'tab-dies'
type Retry = 'same-tab' | 'opened-anew' | 'cut-again' | 'two-tabs'
const retries: readonly Retry[] = ['same-tab', 'opened-anew', 'cut-again', 'two-tabs']
const allCuts: readonly Cut[] = [...cutPoints, 'tab-dies']

export function run(args: string[]): Promise<Report> {
  const { orders, every, seed } = numbersIn(args, { orders: 205, every: 1, seed: 1 })
  return inFolder((folder) => cutEach(join(folder, 'awning.db'), orders, every, dice(seed)), memory)
}

/** `orders` wait on the tablet; of all cases each `every`th is tried. */
async function cutEach(file: string, orders: number, every: number, roll: () => number): Promise<Report> {
  const house = openHouse(file)
  const stall = await openStall(house.fetch, 2, roll)
  const [till, other] = stall.tills
  const [outside] = stall.outsides
  if (!till || !other || !outside) throw new Error('two tablets were asked for')
  for (let order = 0; order < orders; order += 1) await stall.trade(till)
  for (let order = 0; order < 10; order += 1) await stall.trade(other)
  demand(await other.sync())
  const backup = house.copy()
  const start = async () => {
    house.restore(backup)
    return copyOf(till.db, outside)
  }

  const whole = await converse(house, await start(), null)
  const wrong: string[] = [...whole.wrong]
  const told = { requests: whole.requests, cases: 0, met: 0, refused: 0 }
  let place = 0
  for (let request = 1; request <= whole.requests; request += 1)
    for (const cut of allCuts)
      for (const retry of retries) {
        place += 1
        if (place % every !== 0) continue
        const found = await converse(house, await start(), { request, cut, retry })
        told.cases += 1
        told.met += found.met
        if (!found.firstOk) told.refused += 1
        const apart = isEqual(found.state, whole.state) ? [] : ['the state differs from that without a cut']
        wrong.push(
          ...[...found.wrong, ...apart].map(
            (what) => `request ${request} cut ${cut}, then ${retry}: ${what}`,
          ),
        )
      }
  house.close()
  const line =
    `lost-answer: ${told.requests} requests × ${allCuts.length} cut points × ${retries.length} retries, ` +
    `${told.cases} cases with ${told.met} cuts met, ${wrong.length} ended otherwise`
  return {
    line: [line, ...wrong.slice(0, 10)].join('\n  '),
    ok: wrong.length === 0 && told.met >= told.cases,
    figures: { ...told, orders, wrong: wrong.slice(0, 10) },
  }
}

interface Case {
  request: number
  cut: Cut
  retry: Retry
}

async function converse(house: House, storage: Outside, planned: Case | null) {
  const listening = await listen(house.app(), { host: '127.0.0.1', port: 0 })
  const whole = fetchFrom(listening.url)
  let [requests, met, cutsLeft] = [0, 0, planned?.retry === 'cut-again' ? 2 : 1]
  let dying: Till | null = null

  const outside: Outside = {
    ...storage,
    async fetch(input, init = {}) {
      requests += 1
      const isHit = planned && cutsLeft > 0 && requests === planned.request
      if (!isHit) return whole(input, init)
      met += 1
      cutsLeft -= 1
      if (planned.cut !== 'tab-dies') return cutShort(listening.port, planned.cut, input, init)
      const response = await whole(input, init)
      dying?.close()
      return response
    },
  }
  const open = () => openTill('awning', outside)
  const till = await open()
  dying = till
  const attempt = (tab: Till) =>
    tab.sync().then(
      ({ ok }) => ok,
      () => false,
    )

  const firstOk = await attempt(till)
  const asked = requests
  if (planned) {
    requests = 0
    await again(planned.retry, planned.cut === 'tab-dies' ? await open() : till, open, attempt)
  }
  const last = await open()
  const wrong = (await attempt(last)) ? [] : ['it does not sync any more']
  const state = stateOf(house.store())
  if (!isEqual([...(await rowsIn(last.db))], [...rowsOf(house.store())]))
    wrong.push('tablet and server differ')
  const unsettled = await last.db.entries.filter((entry) => entry.state !== 'settled').count()
  if (unsettled > 0) wrong.push(`${unsettled} entries are not settled`)
  if ((await last.db.base.count()) > 0) wrong.push('server’s versions were left behind')
  for (const tab of [till, last]) tab.close()
  await listening.close()
  return { requests: asked, met, firstOk, state, wrong }
}

async function again(
  retry: Retry,
  till: Till,
  open: () => Promise<Till>,
  attempt: (tab: Till) => Promise<boolean>,
): Promise<void> {
  if (retry === 'same-tab') {
    await attempt(till)
    return
  }
  const tab = await open()
  if (retry === 'two-tabs') await Promise.all([attempt(till), attempt(tab)])
  else if (retry === 'cut-again') {
    await attempt(tab)
    await attempt(till)
  } else await attempt(tab)
  tab.close()
}

async function cutShort(
  port: number,
  cut: CutPoint,
  input: Parameters<typeof fetch>[0],
  init: RequestInit,
): Promise<Response> {
  const size = typeof init.body === 'string' ? Buffer.byteLength(init.body) : 0
  const road = await openRoad(port, cut, size)
  try {
    const response = await fetchFrom(road.url)(pathOf(input), init)
    const body = await response.arrayBuffer()
    return new Response(body, response)
  } finally {
    // What is on its way to the server goes on: it may arrive after the next try has begun.
    setTimeout(() => road.close(), 200)
  }
}

function rowsOf(store: Store): Map<string, Row> {
  const all = tables.flatMap((table) =>
    store.rows.all(table).map((row): [string, Row] => [`${table} ${row.id}`, row]),
  )
  return new Map(all.sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** Everything but revisions, which tell only how the commands happened to be grouped. */
function stateOf(store: Store): unknown {
  const commands = store.database
    .prepare<[], { id: string }>(
      `SELECT device, seq, id, hash, raw, json_remove(outcome, '$.rev') AS outcome FROM command ORDER BY device, seq`,
    )
    .all()
  const asides = store.database
    .prepare<[], { size: number }>('SELECT count(*) AS size FROM conflicting')
    .all()
  return [commands, asides, [...rowsOf(store)]]
}
