import { join } from 'node:path'
import { between, dice } from '#shared/dice.ts'
import { pathOf } from '../../network.ts'
import { demand } from '../../market.ts'
import type { Report } from '../ledger.ts'
import { numbersIn } from '../options.ts'
import { differencesIn, doubledIn, rowsApart } from './accounts.ts'
import { inFolder, memory } from './folder.ts'
import { type House, openHouse } from './house.ts'
import { openStall, type Stall } from './stall.ts'

/*
 * Backups of the server's file from all over a run of trading, old ones and new ones: each is put back, the tablets
 * come back one after the other, some with unsent orders, and within two rounds all of them and the server are whole.
 */

const tablets = 3
const patience = 5

export function run(args: string[]): Promise<Report> {
  const { points, seed } = numbersIn(args, { points: 10, seed: 1 })
  return inFolder((folder) => restoreAll(join(folder, 'awning.db'), points, dice(seed)), memory)
}

async function restoreAll(file: string, points: number, roll: () => number): Promise<Report> {
  const house = openHouse(file)
  const early: Buffer[] = []
  const carry: typeof fetch = (input, init) => {
    if (pathOf(input) === '/api/devices') early.push(house.copy())
    return house.fetch(input, init)
  }
  const stall = await openStall(carry, tablets, roll)
  const backups = [house.copy()]
  while (backups.length < points) {
    await trade(stall, roll)
    for (const till of stall.tills) if (roll() < 0.7) await till.sync()
    backups.push(house.copy())
  }

  const told = { points, rounds: [0, 0, 0, 0, 0, 0], commandsLost: 0, refused: 0, wrong: [] as string[] }
  for (const [point, backup] of shuffled([...backups.entries()], roll)) {
    await trade(stall, roll)
    const before = commandsIn(house)
    house.restore(backup)
    told.commandsLost += before - commandsIn(house)
    const { rounds, wrong } = await reconnect(house, stall, roll, () => (told.refused += 1))
    told.rounds[rounds] = (told.rounds[rounds] ?? 0) + 1
    if (rounds > 2) told.wrong.push(`point ${point} took ${rounds} rounds`)
    told.wrong.push(...wrong.map((what) => `point ${point}: ${what}`))
  }
  const forgotten = await beforeEnrolment(house, stall, roll, early.at(-1))
  told.wrong.push(...forgotten.wrong.map((what) => `before the last enrolment: ${what}`))
  house.close()
  const [, one = 0, two = 0] = told.rounds
  const line =
    `restore: ${points} points, ${told.commandsLost} commands taken back by them, whole after one round ${one} times ` +
    `and after two ${two} times, ${stall.book.orders.size} orders, ${told.wrong.length} wrong`
  return {
    line: [line, ...told.wrong.slice(0, 10)].join('\n  '),
    ok: told.wrong.length === 0,
    figures: { ...told, orders: stall.book.orders.size, wrong: told.wrong.slice(0, 10) },
  }
}

/**
 * The oldest backups do not know a tablet that was enrolled after them. It asks for someone who signs in; from then on
 * it is whole within two rounds like the others.
 */
async function beforeEnrolment(house: House, stall: Stall, roll: () => number, backup: Buffer | undefined) {
  if (!backup) throw new Error('nobody was enrolled')
  await trade(stall, roll)
  house.restore(backup)
  for (const till of stall.tills) {
    const met = await till.sync()
    if (!met.ok && met.code === 'unknown-device') demand(await till.takeOver())
  }
  return reconnect(house, stall, roll, () => undefined)
}

/** A round is one sync of every tablet, in any order. */
async function reconnect(
  house: House,
  stall: Stall,
  roll: () => number,
  refused: () => void,
): Promise<{ rounds: number; wrong: string[] }> {
  let wrong: string[] = []
  for (let rounds = 1; rounds <= patience; rounds += 1) {
    for (const till of shuffled(stall.tills, roll)) if (!(await till.sync()).ok) refused()
    wrong = [
      ...differencesIn(house.store(), stall),
      ...doubledIn(house.store()),
      ...(await rowsApart(house.store(), stall.tills)),
    ]
    if (wrong.length === 0) return { rounds, wrong }
  }
  return { rounds: patience, wrong }
}

async function trade({ tills, trade }: Stall, roll: () => number): Promise<void> {
  for (const till of tills) for (let taps = between(roll, 0, 4); taps > 0; taps -= 1) await trade(till)
}

function commandsIn(house: House): number {
  return (
    house.store().database.prepare<[], { size: number }>('SELECT count(*) AS size FROM command').get()
      ?.size ?? 0
  )
}

function shuffled<T>(items: readonly T[], roll: () => number): T[] {
  return items
    .map((item) => ({ item, at: roll() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item)
}
