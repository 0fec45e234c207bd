import { type Allotment, freeOf, heldOf } from './allotment.ts'

/*
 * Scarce stock that tablets share without seeing each other: an escrow. What lies at a place is split; each tablet sells
 * freely what was allotted to it, and all allotments together are never more than what lies there. Only the server
 * grants, in the exchange with the tablet that asks. A grant counts against the stock from the moment it is made, and
 * for the tablet once it has written into its own journal that it took it: so a server that was restored learns of it
 * again, and no lost answer leaves a unit with two owners. A tablet's sales are its own entries and use its own row.
 */

const unit = 16

/** Takes `size` out of an allotment; what goes beyond it is counted by itself. `at` is epoch ms. */
export function spent(allotment: Allotment, size: number, at: number): { next: Allotment; beyond: number } {
  const within = Math.min(size, freeOf(allotment))
  const beyond = size - within
  const hour = Math.max(allotment.hour, Math.floor(at / 3_600_000))
  const pace = paceAt(allotment, hour) + size * unit
  const { used } = allotment
  return {
    next: { ...allotment, used: used + within, beyond: allotment.beyond + beyond, pace, hour },
    beyond,
  }
}

/** All that is known of one product at one place: what lies there, the tablets that may sell it, what they hold. */
export interface Shared {
  level: number
  /** Ids of the tablets that are in use there. */
  tablets: readonly string[]
  allotments: readonly Allotment[]
  /** Epoch ms; only for how fast each sells. */
  at: number
}

/** What nobody holds: below zero where more is gone than anybody was allowed to sell. */
export function poolOf({ level, allotments }: Pick<Shared, 'level' | 'allotments'>): number {
  return level - allotments.reduce((sum, one) => sum + heldOf(one), 0)
}

/** What would be a tablet's part of all that lies there, by how fast each of them has been selling. */
export function partOf(shared: Shared, deviceId: string): number {
  const hour = Math.floor(shared.at / 3_600_000)
  const known = new Map(shared.allotments.map((one) => [one.deviceId, paceAt(one, hour)]))
  // One that has sold nothing yet may begin any moment.
  const weightOf = (id: string) => unit + (known.get(id) ?? 0)
  const others = shared.tablets.filter((id) => id !== deviceId)
  const all = others.reduce((sum, id) => sum + weightOf(id), weightOf(deviceId))
  return (Math.max(0, shared.level) * weightOf(deviceId)) / all
}

/** What the server grants a tablet that asks: its part, as far as nobody holds it. */
export function grantFor(shared: Shared, own: Allotment): number {
  return Math.max(0, Math.min(poolOf(shared), Math.ceil(partOf(shared, own.deviceId)) - heldOf(own)))
}

export type Wish =
  { kind: 'take'; granted: number } | { kind: 'ask' } | { kind: 'giveBack'; quantity: number }

/**
 * What a tablet does about its allotment once it has heard from the server: takes what it was granted, asks when less
 * than half of its part is left to it and there is some that nobody holds, gives back what others lack.
 */
export function wishOf(shared: Shared, own: Allotment | undefined, deviceId: string): Wish | null {
  if (!own) return shared.level > 0 ? { kind: 'ask' } : null
  if (own.granted > own.taken) return { kind: 'take', granted: own.granted }
  if (own.asked !== own.answered) return null
  const part = Math.ceil(partOf(shared, deviceId))
  const free = freeOf(own)
  if (free * 2 <= part && free < part && poolOf(shared) > 0) return { kind: 'ask' }
  const quantity = Math.min(free - part, lackOf(shared, deviceId) - poolOf(shared))
  return quantity > part / 4 ? { kind: 'giveBack', quantity } : null
}

/** What the other tablets that have asked are short of their parts. */
function lackOf(shared: Shared, deviceId: string): number {
  return shared.allotments
    .filter((one) => one.deviceId !== deviceId && shared.tablets.includes(one.deviceId))
    .reduce((sum, one) => sum + Math.max(0, Math.floor(partOf(shared, one.deviceId)) - heldOf(one)), 0)
}

/** Whole sixteenths, so that all sides come to the same. */
function paceAt({ pace, hour }: Pick<Allotment, 'pace' | 'hour'>, now: number): number {
  const halvings = Math.min(40, Math.max(0, now - hour))
  return Math.floor(pace / 2 ** halvings)
}
