import type { Span } from './marketDay.ts'
import type { Count, Movement } from './rows.ts'
import { byStamp, isLater, type Stamp } from './stamp.ts'

/*
 * What became of what was loaded. For every product at every stall
 *
 *   loaded = sold + waste + samples + back + left + unexplained
 *
 * holds exactly, whatever came in whatever order: all of it is worked out of the set of movements and counts. Only
 * counts and corrections can leave something unexplained. A sale that arrives later explains some of it.
 */

/** What is held of one product at one place: every movement and count from its beginning on, or since a month ago. */
export interface Shelf {
  productId: string
  locationId: string
  /** What lies there now: all that ever happened, and not only what is held, led to it. */
  level: number
  movements: readonly Movement[]
  counts: readonly Count[]
  /** Whether all that ever happened is held. */
  isWhole: boolean
}

/** Units of one product. */
export interface Figures {
  /** What was there when the day began, and what came in during the day. */
  loaded: number
  sold: number
  waste: number
  samples: number
  /** What was carried away again: to the store, or to a stall that is not of this day. */
  back: number
  /** What still lies there at the day's end: as it was counted, or else by the book. */
  left: number
  /** Missing where above zero; below it there was more than can be. */
  unexplained: number
}

export interface Reckoning extends Figures {
  productId: string
  locationId: string
  /** Part of `loaded`: what was there when the day began. */
  before: number
  /** When somebody last counted it on this day; null: `left` is by the book. */
  countedAt: number | null
}

const none: Figures = { loaded: 0, sold: 0, waste: 0, samples: 0, back: 0, left: 0, unexplained: 0 }

export function reckon(shelf: Shelf, span: Span): Reckoning {
  const within = ({ at }: { at: number }) => at >= span.from && at < span.to
  const movements = shelf.movements.filter(within)
  const lastCount = latest(shelf.counts.filter(within))
  const before = levelAtStart(shelf, span.from)
  const left = lastCount
    ? sum(movements, after(lastCount), lastCount.quantity)
    : sum(movements, always, before)
  const wasted = movements.reduce((all, movement) => all + (movement.wasted ?? 0), 0)
  const figures = {
    loaded: before + sum(movements, isIn),
    sold: -sum(movements, ({ reason }) => reason === 'sale' || reason === 'returned') - wasted,
    waste: -sum(movements, ({ reason }) => reason === 'waste') + wasted,
    samples: -sum(movements, (movement) => movement.reason === 'sample'),
    back: -sum(movements, (movement) => movement.reason === 'transfer' && movement.quantity < 0),
    left,
  }
  const { productId, locationId } = shelf
  const countedAt = lastCount?.at ?? null
  return { productId, locationId, before, ...figures, unexplained: unexplainedOf(figures), countedAt }
}

/** A day's stalls together. What went from one of them to another was loaded once and did not come back. */
export function reckonTogether(shelves: readonly Shelf[], spanAt: (locationId: string) => Span): Figures {
  const each = shelves.map((shelf) => reckon(shelf, spanAt(shelf.locationId)))
  const total = each.reduce((sums, one) => added(sums, one), none)
  const passed = passedOn(shelves, spanAt)
  return { ...total, loaded: total.loaded - passed, back: total.back - passed }
}

export function added(a: Figures, b: Figures): Figures {
  return {
    loaded: a.loaded + b.loaded,
    sold: a.sold + b.sold,
    waste: a.waste + b.waste,
    samples: a.samples + b.samples,
    back: a.back + b.back,
    left: a.left + b.left,
    unexplained: a.unexplained + b.unexplained,
  }
}

function unexplainedOf({ loaded, sold, waste, samples, back, left }: Omit<Figures, 'unexplained'>): number {
  return loaded - sold - waste - samples - back - left
}

/**
 * Without a later count, what is there now less what has moved since. Else what the last count before had found, and
 * what moved after it; else what the whole book adds up to. Where that is not held either, the first count is believed.
 */
function levelAtStart({ level, movements, counts, isWhole }: Shelf, from: number): number {
  const isSince = ({ at }: { at: number }) => at >= from
  const later = counts.filter(isSince)
  if (later.length === 0) return level - sum(movements, isSince)
  const last = latest(counts.filter(({ at }) => at < from))
  const start = ({ at }: Movement) => at < from
  if (last) return sum(movements, (movement) => start(movement) && after(last)(movement), last.quantity)
  if (isWhole) return sum(movements, start)
  const first = later.reduce((a, b) => (isLater(stampOf(a), stampOf(b)) ? b : a))
  return first.quantity - sum(movements, (movement) => isSince(movement) && !after(first)(movement))
}

/** What came to a stall of the day from another one of the day, both on this day. */
function passedOn(shelves: readonly Shelf[], spanAt: (locationId: string) => Span): number {
  const moved = shelves.flatMap(({ locationId, movements }) => {
    const { from, to } = spanAt(locationId)
    return movements.filter(({ reason, at }) => reason === 'transfer' && at >= from && at < to)
  })
  const ids = new Set(moved.map(({ id }) => id))
  return sum(moved, ({ id, quantity }) => quantity > 0 && ids.has(id.replace(/t$/, '')) && id.endsWith('t'))
}

function isIn({ reason, quantity }: Movement): boolean {
  return reason === 'received' || (reason === 'transfer' && quantity > 0)
}

function sum(movements: readonly Movement[], isMeant: (movement: Movement) => boolean, from = 0): number {
  return movements.reduce((total, movement) => (isMeant(movement) ? total + movement.quantity : total), from)
}

function latest(counts: readonly Count[]): Count | undefined {
  return [...counts].sort(byStamp<Count>(stampOf)).at(-1)
}

function after(count: Count): (movement: Movement) => boolean {
  return (movement) => isLater(stampOf(movement), stampOf(count))
}

function stampOf({ at, id }: { at: number; id: string }): Stamp {
  return [at, id]
}

function always(): boolean {
  return true
}
