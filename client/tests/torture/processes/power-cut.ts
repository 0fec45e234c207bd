import { join } from 'node:path'
import * as v from 'valibot'
import { dice } from '#shared/dice.ts'
import type { Report } from '../ledger.ts'
import { numbersIn } from '../options.ts'
import { inFolder, memory } from './folder.ts'
import { type Cut, cuts as kinds, Disk } from './powerCut/disk.ts'
import { type Operation, record, whyNoRecording } from './powerCut/recording.ts'
import { files, judge, Mark, requestsIn } from './powerCut/verdict.ts'

/*
 * Records what a server under load does to its database files, then lets the power fail at every place of that
 * record: writes that were not synced are dropped, reordered or torn, and the real store has to open what is left.
 * The same is done to a server without FULL, where promises have to be found broken; else the rig would be blind.
 */

const writer = join(import.meta.dirname, 'powerCut', 'writer.ts')

export async function run(args: string[]): Promise<Report> {
  const { cuts, seed, rounds } = numbersIn(args, { cuts: 1_000, seed: 1, rounds: 12 })
  const why = whyNoRecording()
  if (why !== null) return { line: `power-cut: skipped, ${why}`, ok: true, figures: { skipped: why } }
  const full = await cutAll(cuts, seed, rounds, 'FULL')
  const fewer = Math.max(50, Math.round(cuts / 10))
  const normal = await cutAll(fewer, seed, rounds, 'NORMAL')
  const off = await cutAll(fewer, seed, rounds, 'OFF')
  const isBlind = normal.losing === 0 || off.torn === 0
  const line =
    `power-cut: ${full.cuts} cuts in ${full.operations} operations with ${full.promised} promises, ` +
    `${full.lost} promises lost, ${full.torn} images torn, ${full.perMinute} cuts/min; ` +
    `${full.resumed} images carried on to the same end; with NORMAL ${normal.losing} of ${normal.cuts} cuts lost promises, ` +
    `with OFF ${off.torn} of ${off.cuts} images were torn${isBlind ? ': THE RIG IS BLIND' : ''}`
  return { line, ok: full.lost + full.torn === 0 && !isBlind, figures: { full, normal, off } }
}

/** What the database under attack is opened with: the promise, and two that break it. */
export type Mode = 'FULL' | 'NORMAL' | 'OFF'

export interface Cutting {
  cuts: number
  operations: number
  syncs: number
  promised: number
  /** Promises broken, over all cuts, and the cuts in which any was. */
  lost: number
  losing: number
  torn: number
  /** Images on which every tablet sent everything again. */
  resumed: number
  byKind: Record<string, number>
  perMinute: number
  first: string[]
}

/** As many cuts as asked for, spread evenly over every place there is. */
export function cutAll(cuts: number, seed: number, rounds: number, mode: Mode): Promise<Cutting> {
  return inFolder(async (folder) => {
    const words = [writer, String(rounds), String(seed), mode]
    const operations = await record(folder, words, (file) => files.includes(file))
    const roll = dice(seed)
    const places = Array.from({ length: cuts }, (_, cut) =>
      Math.floor(((cut + roll()) * (operations.length + 1)) / cuts),
    )
    const told: Cutting = {
      ...{
        cuts,
        operations: operations.length,
        promised: 0,
        lost: 0,
        losing: 0,
        torn: 0,
        resumed: 0,
        perMinute: 0,
      },
      ...{ byKind: {}, first: [], syncs: operations.filter(({ kind }) => kind === 'sync').length },
    }
    const requests = requestsIn(folder)
    const begun = performance.now()
    for (const { place, disk, promised } of walk(operations, places)) {
      const goesOn = roll() < 0.02 && promised.length > requests.tablets
      told.promised = promised.length
      const kind: Cut = kinds[Math.floor(roll() * kinds.length)] ?? 'tears'
      const verdict = await judge(folder, disk.image(kind, roll), promised, goesOn ? requests : null)
      if (goesOn) told.resumed += 1
      if (verdict.lost > 0) told.losing += 1
      if (verdict.torn.length > 0) told.torn += 1
      told.lost += verdict.lost
      told.byKind[kind] = (told.byKind[kind] ?? 0) + 1
      if (verdict.lost + verdict.torn.length > 0 && told.first.length < 5)
        told.first.push(
          `after operation ${place}, which ${kind}: ${verdict.lost} lost; ${verdict.torn.slice(0, 2).join('; ')}`,
        )
    }
    told.perMinute = Math.round((cuts / (performance.now() - begun)) * 60_000)
    return told
  }, memory)
}

function* walk(operations: readonly Operation[], places: readonly number[]) {
  const disk = new Disk()
  const promised: Mark[] = []
  let next = 0
  for (const place of places) {
    for (; next < place; next += 1) {
      const operation = operations[next]
      if (operation?.kind === 'mark') promised.push(v.parse(Mark, JSON.parse(operation.text)))
      else if (operation) disk.apply(operation)
    }
    yield { place, disk, promised }
  }
}
