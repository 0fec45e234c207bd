import { chanceOf } from '../simulate/chance.ts'
import { openStand } from './stand.ts'

/** How a day's scarce stock is split: by asking and giving back; equally, once and for all; or all to one tablet. */
export type Way = 'shared' | 'equal' | 'one'

export interface Day {
  loaded: number
  /** What customers wanted, in units. */
  wanted: number
  /** Sold without a look at the table. */
  sold: number
  /** Left at the end although somebody had been told to look at the table. */
  stranded: number
}

const minutes = 480

/**
 * A day of trade. Which customers come when, and which tablet can be reached when, follows from the seed alone, whatever
 * the way: a quarter of the tablets see the server only at the start, others lose it for an hour now and then.
 */
export function dayOf(seed: number, way: Way): Day {
  const chance = chanceOf(seed, 'allotments')
  const tablets = chance.between(2, 6)
  const loaded = chance.between(8, 80)
  const stand = openStand(tablets, loaded)
  const rates = Array.from({ length: tablets }, () => chance.roll() ** 2)
  // On most days there is less than is wanted.
  const perMinute = (loaded * (0.6 + chance.roll())) / minutes / rates.reduce((sum, rate) => sum + rate, 0)
  const isCutFor = Array.from({ length: tablets }, (): number => (chance.is(0.25) ? minutes : 0))
  const allowed = Array.from({ length: tablets }, (_, index) => allowanceOf(way, index, tablets, loaded))
  const day = { loaded, wanted: 0, sold: 0, stranded: 0 }
  let refused = 0

  const free = (index: number) => (way === 'shared' ? stand.free(index) : (allowed[index] ?? 0))
  if (way === 'shared') for (let round = 0; round < 4; round += 1) talkAll(0)
  for (let minute = 0; minute < minutes; minute += 1) {
    const at = minute * 60_000
    for (let index = 0; index < tablets; index += 1) {
      if ((isCutFor[index] ?? 0) > 0) isCutFor[index] = (isCutFor[index] ?? 0) - 1
      else if (chance.is(0.01)) isCutFor[index] = chance.between(10, 120)
      const isLost = chance.is(0.05)
      const comes = chance.is(perMinute * (rates[index] ?? 0))
      const size = chance.is(0.2) ? 2 : 1
      if (comes) {
        day.wanted += size
        if (free(index) >= size) sell(index, size, at)
        else refused += size
      }
      if (way === 'shared' && isCutFor[index] === 0) stand.talk(index, at, isLost)
    }
  }
  day.stranded = Math.min(refused, loaded - day.sold)
  return day

  function sell(index: number, size: number, at: number): void {
    if (way === 'shared') stand.sell(index, size, at)
    else allowed[index] = (allowed[index] ?? 0) - size
    day.sold += size
  }

  function talkAll(at: number): void {
    for (let index = 0; index < tablets; index += 1) stand.talk(index, at)
  }
}

function allowanceOf(way: Way, index: number, tablets: number, loaded: number): number {
  if (way === 'one') return index === 0 ? loaded : 0
  return Math.floor(loaded / tablets) + (index < loaded % tablets ? 1 : 0)
}
