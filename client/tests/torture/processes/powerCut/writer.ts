import { openSync, writeSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as v from 'valibot'
import { between, dice } from '#shared/dice.ts'
import { SyncAnswer, SyncRequest } from '#shared/protocol.ts'
import { demand, openMarket, place, type Tablet } from '../../../market.ts'
import type { Way } from '../../../network.ts'
import type { Mark } from './verdict.ts'

/*
 * What the power is cut of: a whole server with tablets that push at the same time. Whatever it has acknowledged it
 * says in the file "marks", so that the recording tells what was promised before each moment.
 * Arguments: rounds, seed, FULL, NORMAL or OFF.
 */

const [rounds = 10, seed = 1] = process.argv.slice(2, 4).map(Number)
const synchronous = process.argv[4] ?? 'FULL'
const roll = dice(seed)
const marks = openSync(join(tmpdir(), 'marks'), 'w')
const mark = (what: Mark) => void writeSync(marks, `${JSON.stringify(what)}\n`)

const market = await openMarket()
/** The store has checked itself by then, and cannot know what is done to it here. The log is kept small, so that the log is carried over into the database every few commits. */
const soften = () => {
  const { database } = market.store()
  database.pragma('wal_autocheckpoint = 60')
  database.pragma(`synchronous = ${synchronous}`)
}
soften()
const requests: SyncRequest[] = []
const tablets = await market.tablets('Anna', 'Ben', 'Cleo')
for (const { till, network } of tablets) {
  const device = await till.device()
  mark({ device: device?.id ?? '' })
  network.take(witness)
}

for (let round = 0; round < rounds; round += 1) {
  if (round === Math.floor(rounds / 2)) {
    market.restart()
    soften()
  }
  await Promise.all(tablets.map(trade))
}
writeFileSync(join(tmpdir(), 'requests.json'), JSON.stringify({ requests, tablets: tablets.length }))
process.exit(0)

async function trade(tablet: Tablet): Promise<void> {
  for (let taps = between(roll, 1, 3); taps > 0; taps -= 1) {
    const id = await place(
      tablet,
      market.order([between(roll, 0, 2), between(roll, 1, 4)], [between(roll, 0, 2), 1]),
    )
    if (roll() < 0.3)
      demand(
        await tablet.till.record('order.setStatus', {
          orderId: id,
          status: 'cancelled',
          restock: roll() < 0.5,
        }),
      )
  }
  demand(await tablet.till.sync())
}

/** Marks what an answer acknowledges as soon as it is out of the server. */
async function witness(...[send, path, init]: Parameters<Way>): Promise<Response> {
  const response = await send()
  if (path !== '/api/sync' || !response.ok || typeof init.body !== 'string') return response
  const answer = v.parse(SyncAnswer, await response.clone().json())
  const request = v.parse(SyncRequest, JSON.parse(init.body))
  if (request.commands.length > 0) requests.push(request)
  for (const { seq } of answer.outcomes) mark({ device: request.device, seq })
  return response
}
