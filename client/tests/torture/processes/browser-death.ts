import { dice } from '#shared/dice.ts'
import type { Report } from '../ledger.ts'
import { numbersIn } from '../options.ts'
import type { BackEnd } from './browserDeath/browser.ts'
import { cutPower, type Plan } from './browserDeath/cuts.ts'
import { killBrowsers } from './browserDeath/deaths.ts'
import { inFolder, memory } from './folder.ts'
import type { Cut } from './powerCut/disk.ts'
import { whyNoRecording } from './powerCut/recording.ts'

/*
 * A real browser that sells through the app's own data rooms, killed with all its processes at any moment, or with the
 * power cut at any place of what it writes, and opened again: every order that the till had said was saved is there, in
 * one journal without gap or double. The same is done to a till that does not ask for strict transactions, where
 * orders have to be found missing; else the rig would be blind.
 */

export async function run(args: string[]): Promise<Report> {
  const { cycles, cuts, seed } = numbersIn(args, { cycles: 20, cuts: 20, seed: 1 })
  const level = await deaths('leveldb', Math.ceil(cycles / 2), seed)
  const sqlite = await deaths('sqlite', Math.floor(cycles / 2), seed + 1)
  const why = whyNoRecording()
  const cut = why === null && cuts > 0 ? await cutAll(cuts, seed + 2) : null
  const wrong = [...level.wrong, ...sqlite.wrong, ...(cut?.wrong ?? [])]
  const stuck = [...level.stuck, ...sqlite.stuck]
  const line =
    `browser-death: ${level.deaths} deaths on ${level.found} and ${sqlite.deaths} on ${sqlite.found}, ` +
    `${level.saved + sqlite.saved} orders saved, ${level.lost + sqlite.lost} lost, ${level.unheard + sqlite.unheard} held unheard, ` +
    `${Math.round((level.ms + sqlite.ms) / Math.max(1, cycles))} ms each, ${stuck.length} waits given up; ` +
    `${cut?.line ?? `no power cuts${why === null ? '' : `: ${why}`}`}; ${wrong.length} wrong`
  return {
    line: [line, ...wrong.slice(0, 10), ...stuck.slice(0, 10)].join('\n  '),
    ok: wrong.length === 0,
    figures: { cycles, level, sqlite, cut: cut?.figures ?? { skipped: why } },
  }
}

function deaths(backEnd: BackEnd, size: number, seed: number) {
  return inFolder((folder) => killBrowsers(folder, backEnd, size, dice(seed)))
}

/** What becomes of writes that were not synced where a disk carries them out in their order, as far as it comes. */
const inOrder: readonly Cut[] = ['drops-all', 'keeps-all', 'stops-short']
/** And where it does not: a file may then have a hole before its end. */
const withHoles: readonly Cut[] = ['reorders', 'tears']

/**
 * Chromium's older back end takes a hole in its log for a spoiled database and throws all of it away, with whatever was
 * synced. Nothing that a page does can keep it from that, so it is counted and not held against Awning.
 */
async function cutAll(cuts: number, seed: number) {
  const each = Math.ceil(cuts / 2)
  const fewer = Math.max(4, Math.ceil(cuts / 8))
  const cut = (backEnd: BackEnd, durability: Plan['durability'], size: number, kinds: readonly Cut[]) => {
    const isFull = backEnd === 'leveldb' && durability === 'strict'
    const plan = { backEnd, durability, cuts: size, kinds, time: 5_000, isFull }
    return inFolder((folder) => cutPower(folder, plan, dice(seed)), memory)
  }
  const figures = {
    level: await cut('leveldb', 'strict', each, inOrder),
    levelRelaxed: await cut('leveldb', 'relaxed', fewer, ['drops-all']),
    levelWithHoles: await cut('leveldb', 'strict', fewer, withHoles),
    sqlite: await cut('sqlite', 'strict', each, [...inOrder, ...withHoles]),
    sqliteRelaxed: await cut('sqlite', 'relaxed', fewer, ['drops-all']),
  }
  const { level, levelRelaxed, levelWithHoles, sqlite, sqliteRelaxed } = figures
  const wrong = [...level.first, ...sqlite.first].map((what) => `power cut ${what}`)
  if (levelRelaxed.losing * sqliteRelaxed.losing === 0)
    wrong.push('the rig is blind: a till that asks for nothing loses nothing')
  const line =
    `${level.cuts} power cuts on leveldb and ${sqlite.cuts} on sqlite, ${level.promised + sqlite.promised} promises, ` +
    `${level.lost + sqlite.lost} lost, ${level.torn + sqlite.torn} torn, ${level.mended + sqlite.mended} mended (relaxed: ${levelRelaxed.losing} of ` +
    `${levelRelaxed.cuts} and ${sqliteRelaxed.losing} of ${sqliteRelaxed.cuts} lost orders; leveldb on a disk that leaves ` +
    `holes: ${levelWithHoles.losing} of ${levelWithHoles.cuts})`
  return { wrong, figures, line }
}
