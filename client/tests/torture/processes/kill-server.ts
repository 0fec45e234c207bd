import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import { between, dice } from '#shared/dice.ts'
import { openStore } from '../../../../server/store/store.ts'
import type { Till } from '../../../data/till.ts'
import { demand } from '../../market.ts'
import { fetchFrom } from '../../visitor.ts'
import type { Report } from '../ledger.ts'
import { numbersIn } from '../options.ts'
import { differencesIn, doubledIn, rowsApart } from './accounts.ts'
import { inFolder, memory } from './folder.ts'
import { standBy } from './killServer/standby.ts'
import { openWire, type Wire } from './killServer/wire.ts'
import { openStall, type Stall } from './stall.ts'

/*
 * A real server on a real file, killed again and again while tablets push: what it has acknowledged is there when it
 * comes back, and in the end everything is there once.
 */

const tablets = 3

export function run(args: string[]): Promise<Report> {
  const { cycles, seed } = numbersIn(args, { cycles: 100, seed: 1 })
  // A kill leaves what the system has been given, so that it does not matter whether a disk holds it.
  return inFolder((folder) => killAll(folder, cycles, dice(seed)), memory)
}

async function killAll(folder: string, cycles: number, roll: () => number): Promise<Report> {
  const cache = join(folder, 'cache')
  const data = join(folder, 'data')
  const running = { url: '' }
  const starts: number[] = []
  const waiting = [standBy(data, cache), standBy(data, cache)]
  const start = async () => {
    const begun = performance.now()
    const server = await waiting.shift()?.start()
    if (!server) throw new Error('no server stands by')
    starts.push(performance.now() - begun)
    running.url = server.url
    waiting.push(standBy(data, cache))
    return server
  }

  let server = await start()
  const wire = openWire((input, init) => fetchFrom(running.url)(input, init))
  const stall = await openStall(wire.fetch, tablets, roll)
  const wrong: string[] = []
  const told = { inPush: 0, acknowledged: 0, heldUnheard: 0, notHeld: 0 }
  const begun = performance.now()
  for (let cycle = 1; cycle <= cycles; cycle += 1) {
    if (await killInPush(stall, wire, roll, () => server.stop('SIGKILL'))) told.inPush += 1
    server = await start()
    const found = look(join(data, 'awning.db'), wire)
    told.acknowledged += found.acknowledged
    told.heldUnheard += found.heldUnheard
    told.notHeld += found.notHeld
    wrong.push(...found.wrong.map((what) => `cycle ${cycle}: ${what}`))
  }
  const seconds = (performance.now() - begun) / 1_000

  for (const till of [...stall.tills, ...stall.tills]) demand(await till.sync())
  for (const standby of waiting) standby.dismiss()
  await server.stop('SIGTERM')
  wrong.push(...(await atTheEnd(join(data, 'awning.db'), stall)))
  const perSecond = Number((cycles / seconds).toFixed(2))
  const startUp = Math.round(starts.sort((a, b) => a - b)[starts.length >> 1] ?? 0)
  const sold = stall.book.orders.size
  const line =
    `kill-server: ${cycles} kills (${told.inPush} in a push), ${told.acknowledged} commands acknowledged, ` +
    `${told.heldUnheard + told.notHeld} unknown (${told.heldUnheard} held), ${sold} orders, ${wrong.length} wrong; ` +
    `${perSecond} kills/s, up again in ${startUp} ms`
  const figures = { cycles, ...told, orders: sold, perSecond, startUp, wrong: wrong.slice(0, 10) }
  return { line: [line, ...wrong.slice(0, 10)].join('\n  '), ok: wrong.length === 0, figures }
}

/** Lets every tablet trade and push, and kills the server once so many pushes have set out and a moment has passed. */
async function killInPush(
  { tills, trade }: Stall,
  wire: Wire,
  roll: () => number,
  kill: () => Promise<void>,
): Promise<boolean> {
  let isOver = false
  const enough = wire.pushes().begun + between(roll, 1, 8)
  const wait = roll() * 12
  const keepOn = async (till: Till) => {
    while (!isOver) {
      for (let taps = between(roll, 1, 3); taps > 0; taps -= 1) await trade(till)
      await till.sync()
    }
  }
  const all = Promise.all(tills.map(keepOn))
  while (wire.pushes().begun < enough) await pause(1)
  await pause(wait)
  const open = wire.pushes().open
  isOver = true
  await kill()
  await all
  return open > 0
}

/** Looks into the file of the server that has just come back, before anyone sends it more. */
function look(file: string, wire: Wire) {
  const database = new SQLite(file, { readonly: true })
  try {
    const at = database.prepare<[string, number], { id: string }>(
      'SELECT id FROM command WHERE device = ? AND seq = ?',
    )
    const ends = database
      .prepare<[], { size: number; last: number }>(
        'SELECT count(*) AS size, max(seq) AS last FROM command WHERE id IS NOT NULL GROUP BY device',
      )
      .all()
    const fresh = wire.acknowledged()
    const lost = fresh.filter(({ device, seq, id }) => at.get(device, seq)?.id !== id)
    const unheard = [...wire.unknown()].filter(([id, { device, seq }]) => at.get(device, seq)?.id === id)
    const gaps = ends.filter(({ size, last }) => size !== last)
    return {
      acknowledged: fresh.length,
      heldUnheard: unheard.length,
      notHeld: wire.unknown().size - unheard.length,
      wrong: [
        ...lost.map(({ device, seq }) => `acknowledged and lost: ${seq} of ${device}`),
        ...gaps.map(({ size, last }) => `a journal of ${size} commands ends at ${last}`),
      ],
    }
  } finally {
    database.close()
  }
}

async function atTheEnd(file: string, stall: Stall): Promise<string[]> {
  const store = openStore(file)
  try {
    const whole = String(store.database.pragma('integrity_check', { simple: true }))
    const apart = await rowsApart(store, stall.tills)
    return [...(whole === 'ok' ? [] : [whole]), ...differencesIn(store, stall), ...doubledIn(store), ...apart]
  } finally {
    store.close()
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
