import { type Opening, type ShelfEvent, soldOutOn } from '#shared/forecast/soldOut.ts'
import type { Trade } from '#shared/forecast/trade.ts'
import { dayAfter } from '#shared/marketDay.ts'
import { instantOf } from '#shared/time.ts'
import type { Store } from '../store/store.ts'

/** `units` are those that were sold, less those that came back. */
type Event = ShelfEvent & { units: number }

interface Shelf {
  productId: string
  level: number
  events: Event[]
}

/** Every day from `from` until before `until` on which a place sold anything: what it sold, and what ran out. */
export function tradesAt(
  { demand }: Pick<Store, 'demand'>,
  locationId: string,
  { from, until, zone }: { from: string; until: string; zone: string },
): Trade[] {
  const openings = openingsBetween(from, until, zone)
  const start = openings[0]?.from
  if (start === undefined) return []
  const found = Map.groupBy(demand.countedAt(locationId, start), ({ productId }) => productId)
  const shelves = demand.levelsAt(locationId).map(({ productId, quantity }): Shelf => {
    const moved = demand.movedAt(productId, locationId, start).map(({ reason, ...one }): Event => {
      const isSale = reason === 'sale'
      return { ...one, isSale, units: isSale || reason === 'returned' ? -one.quantity : 0 }
    })
    const counts = (found.get(productId) ?? []).map(({ id, at, quantity: size, expected }): Event => {
      return { id, at, quantity: size, isSale: false, units: 0, found: { expected } }
    })
    return { productId, level: quantity, events: [...moved, ...counts] }
  })
  return tradesOf(shelves, openings)
}

function tradesOf(shelves: readonly Shelf[], openings: readonly Opening[]): Trade[] {
  const sales = openings.map(() => new Map<string, number>())
  for (const { productId, events } of shelves)
    for (const event of events) {
      if (event.units === 0) continue
      const units = sales[indexOf(openings, event.at)]
      units?.set(productId, Math.max(0, (units.get(productId) ?? 0) + event.units))
    }
  const traded = openings.flatMap((opening, index) => {
    const units = sales[index]
    return units && units.size > 0 ? [{ opening, units, soldOut: new Set<string>() }] : []
  })
  const byDay = new Map(traded.map((trade) => [trade.opening.on, trade]))
  const open = traded.map(({ opening }) => opening)
  for (const { productId, level, events } of shelves)
    for (const on of soldOutOn(level, events, open)) byDay.get(on)?.soldOut.add(productId)
  return traded.map(({ opening: { on }, units, soldOut }) => ({ on, units, soldOut }))
}

/** The day that an instant is in; −1 where it is in none. */
function indexOf(openings: readonly Opening[], at: number): number {
  let [low, high] = [0, openings.length - 1]
  while (low <= high) {
    const middle = (low + high) >> 1
    const opening = openings[middle]
    if (!opening) break
    if (at < opening.from) high = middle - 1
    else if (at >= opening.to) low = middle + 1
    else return middle
  }
  return -1
}

function openingsBetween(from: string, until: string, zone: string): Opening[] {
  const openings: Opening[] = []
  let start = instantOf(`${from}T00:00:00`, zone)
  for (let on = from; on < until; on = dayAfter(on)) {
    const to = instantOf(`${dayAfter(on)}T00:00:00`, zone)
    openings.push({ on, from: start, to })
    start = to
  }
  return openings
}
